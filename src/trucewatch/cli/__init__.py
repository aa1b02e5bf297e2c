"""The command line: the only place besides the other apps where errors become exit codes."""
