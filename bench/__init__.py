"""How long readers wait, measured anew by one command: make bench."""
