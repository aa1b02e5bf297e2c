"""Words to trees: the embedded parser, known to the rest of the package only as plain `Sentence` and `Token` values."""
