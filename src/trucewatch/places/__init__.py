"""Names of places in a text, resolved jointly to gazetteer entries with their precision; nothing is guessed in silence."""
