"""How a ledger of any earlier version becomes one of this version; a version once published is never edited."""
