"""From files to a dossier and back: every row typed, every fault a value with its file, line and column."""
