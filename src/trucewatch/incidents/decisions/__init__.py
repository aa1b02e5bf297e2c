"""What people decided: kept as log entries, replayed on every build, never edited and never overruled by the machine."""
