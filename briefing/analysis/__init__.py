"""What follows from a dossier: what was known on a day, how claims stand, who told whom, what nobody looked at."""
