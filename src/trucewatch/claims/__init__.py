"""From a document to the claims it makes; each value rests on spans of the document's text."""
