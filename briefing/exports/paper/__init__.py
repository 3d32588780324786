"""The brief on paper and on slides: what goes on it, how it is numbered, set and drawn."""
