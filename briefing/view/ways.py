"""The pages in the order of a briefing: the name of each in addresses and files, and before people."""

WAYS = (
    ("brief", "Brief"),
    ("story", "Story"),
    ("map", "Map"),
    ("timeline", "Timeline"),
    ("network", "Network"),
    ("claims", "Claims"),
    ("actors", "Actors"),
    ("sources", "Sources"),
    ("method", "Method"),
    ("notes", "Own notes"),
)
