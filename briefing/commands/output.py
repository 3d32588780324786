"""What the commands share of the way in which they answer: their formats and exit codes."""

FORMATS = ("text", "json")
SOUND, NOT_SOUND, UNREADABLE = 0, 1, 2
