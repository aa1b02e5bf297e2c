"""What can go wrong with a ledger, one class each; a message is one line: which ledger, what is wrong, what to do."""

from __future__ import annotations

from trucewatch.model.errors import TrucewatchError
from trucewatch.model.extras import install_line

_LONGEST = 200
"""Characters of a detail that are shown: SQLite tells whole texts."""


class LedgerError(TrucewatchError):
    """Root of the ledger's errors. `where` is the file, or the URL without its password; `fault` is what is wrong."""

    what = "cannot be used"
    remedy = "run `trucewatch verify` on it"

    def __init__(self, where: object, detail: object = "") -> None:
        reason = " ".join(str(detail).split())
        reason = reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST]}…"
        self.where = str(where)
        self.fault = f"{self.what}{f' ({reason})' if reason else ''}"
        super().__init__(f"{where}: {self.fault}; {self.remedy}")


class LedgerMissingError(LedgerError):
    """There is nothing at that place."""

    what = "there is no ledger here"
    remedy = "put a backup there, or make one in a new folder with `trucewatch init`"


class LedgerNoFolderError(LedgerError):
    """The folder it would lie in is not there."""

    what = "its folder is not there"
    remedy = "make the folder first, or name another place"


class LedgerIsFolderError(LedgerError):
    """A folder stands where the ledger's file should be."""

    what = "is a folder, not a ledger"
    remedy = "name the ledger's file inside it"


class LedgerEmptyError(LedgerError):
    """A file of no bytes."""

    what = "is an empty file, not a ledger"
    remedy = "put a backup in its place, or make a ledger in a new folder with `trucewatch init`"


class LedgerForeignError(LedgerError):
    """A file, or a database, of something else."""

    what = "is not a ledger of trucewatch, or its beginning is damaged"
    remedy = "name another place, or put a backup there"


class LedgerCorruptError(LedgerError):
    """The database finds its own file damaged, or a row holds what it never can."""

    what = "is damaged"
    remedy = "keep the file as it is, run `trucewatch verify` on it, and go on from a backup"


class LedgerNewerError(LedgerError):
    """A later version of trucewatch has written it."""

    what = "was written by a newer version of trucewatch"
    remedy = "install that version, or name another ledger"


class LedgerOlderError(LedgerError):
    """An earlier version has written it, and it cannot be brought up to date where it is."""

    what = "was written by an older version of trucewatch and has to be upgraded, but cannot be written"
    remedy = "copy it to a folder that you may write to"


class LedgerUrlError(LedgerError):
    """The URL cannot be understood, or names a database that is not supported."""

    what = "is not the address of a ledger"
    remedy = "name a file, or postgresql://USER@HOST:PORT/DATABASE"


class LedgerDriverError(LedgerError):
    """The library that speaks with PostgreSQL is not installed."""

    what = "needs the PostgreSQL driver"
    remedy = f"install it with: {install_line('postgres')}"


class LedgerUnreachableError(LedgerError):
    """The database server does not answer, refuses the user, or has gone away."""

    what = "the database cannot be reached"
    remedy = "see that it runs, and that address, user and password are right"


class LedgerBusyError(LedgerError):
    """Another process held the ledger longer than one waits."""

    what = "another process is writing to it and has not finished"
    remedy = "try again when it has"


class LedgerReadOnlyError(LedgerError):
    """It can be read, not written."""

    what = "cannot be written here"
    remedy = "check the permissions of the file and its folder, or copy it to where you may write"


class LedgerUnreadableError(LedgerError):
    """The system does not let one read it."""

    what = "cannot be read"
    remedy = "check the permissions of the file and its folder"


class LedgerFullError(LedgerError):
    """There is no space left."""

    what = "there is no space left to write to; nothing of this step was kept"
    remedy = "free some space and run the command again"


class LedgerDiskError(LedgerError):
    """The system failed to read or write."""

    what = "reading or writing failed"
    remedy = "check the disk, then run `trucewatch verify`"


class LedgerRefusedError(LedgerError):
    """The ledger's own rules forbid it: its log and reports are only ever added to."""

    what = "the ledger refuses that"
    remedy = "its log and its reports can only be added to; what was decided is superseded, never edited"


class LedgerBrokenLogError(LedgerError):
    """The log does not end where its head says: nothing may be added that would hide that."""

    what = "its log was changed from outside, so nothing can be added to it"
    remedy = "run `trucewatch verify` to see what is wrong, and go on from a backup"


class LedgerClashError(LedgerError):
    """Two different findings would have one id, so that one of them would be lost unseen."""

    what = "two findings have one id"
    remedy = "nothing of this step was kept; please report it"


class BackupExistsError(LedgerError):
    """The backup would overwrite something."""

    what = "is there already"
    remedy = "name a file that does not exist yet"


class OriginalMissingError(LedgerError):
    """An original is not where it should be."""

    what = "the original is missing"
    remedy = "put it back from a backup, or add the same report again"


class OriginalAlteredError(LedgerError):
    """An original's bytes are not those that were received."""

    what = "the original was altered: its bytes do not match its SHA-256"
    remedy = "put it back from a backup, or add the same report again"
