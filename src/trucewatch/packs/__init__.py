"""Regional knowledge as data: loaded, checked and merged; nothing is read at import."""
