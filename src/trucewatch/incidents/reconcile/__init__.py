"""From the claims of one occurrence to its settled values: nothing is averaged, nothing told is lost."""
