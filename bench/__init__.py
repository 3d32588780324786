"""The figures of the README, measured anew by one command: make bench."""
