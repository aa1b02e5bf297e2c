"""Reports to documents: clean text, title, language, outlet and publication date."""
