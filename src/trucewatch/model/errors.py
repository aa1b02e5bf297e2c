"""One root for every error a user can meet; each message names the thing and the remedy."""


class TrucewatchError(Exception):
    """Root of all errors that an app turns into an exit code and one plain line."""
