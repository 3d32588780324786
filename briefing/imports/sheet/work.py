"""What grows while the rows of a sheet are read."""

from dataclasses import dataclass, field

from briefing.imports.imported import Left
from briefing.imports.sheet.rows import own_id
from briefing.imports.sheet.said import Reader, Said


@dataclass(slots=True)
class Work:
    """The events by line, and all that is no event."""

    how: Reader
    read: dict[int, Said] = field(default_factory=dict)
    seen: dict[Said, int] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)
    aside: list[tuple[int, str]] = field(default_factory=list)
    lost: list[Said] = field(default_factory=list)
    lost_ids: dict[str, list[Said]] = field(default_factory=dict)

    def refuse(self, found: Said, reason: str) -> None:
        """Take a row for no event, since something is wrong with it."""
        self.read.pop(found.line, None)
        self.refused.append((found.line, reason))
        self.lost.append(found)
        if own := own_id(found):
            self.lost_ids.setdefault(own, []).append(found)

    def left(self, rows: list[tuple[int, str]]) -> tuple[Left, ...]:
        """Rows that are not taken, in the order of the sheet."""
        return tuple(Left(self.where(line), reason) for line, reason in sorted(rows))

    def where(self, line: int) -> str:
        """A row as its program calls it."""
        return f"{self.how.told.tab.unit} {line}"
