"""Which column of a sheet is what: by its name where that has one meaning, by asking where it may have two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from briefing.dossier.issues import did_you_mean
from briefing.dossier.records import TABLES
from briefing.dossier.sentences import listed
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.grid import Line, Tab
from briefing.imports.sheet.words import FIELDS, KNOWN, MANY, UNSURE, plain

TOP = 30  # lines in which the header is sought
ENOUGH = 2  # names that are known, to tell a header from a row of words
NEAR = 85  # of 100; below it a suggestion misleads more often than it helps


@dataclass(frozen=True, slots=True)
class Understood:
    """The table, its header, the columns of each field by number, and those that are no field."""

    tab: Tab
    header: Line
    fields: Mapping[str, tuple[int, ...]]
    others: tuple[int, ...]
    is_one_of_several: bool = False
    """Whether other tabs of its workbook may hold events as well."""
    unread: tuple[str, ...] = ()
    """The other tabs, as far as something stands in them."""

    def name(self, column: int) -> str:
        """The name of a column as it is written."""
        return self.header.texts[column]

    def names(self, field: str) -> str:
        """The names of a field's columns."""
        return listed([repr(self.name(column)) for column in self.fields.get(field, ())])

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was understood, a line for each column."""
        known = [f"  {field:<12} {self.names(field)}: {FIELDS[field]}" for field in FIELDS if field in self.fields]
        at = f" from {self.tab.unit} {self.header.number}" if self.header.number else ""
        return (f"Understood{at}:", *known, *self._left, *filter(None, (self._unread, self.tab.word)))

    @property
    def _unread(self) -> str:
        if not self.unread:
            return ""
        names = listed([repr(name) for name in self.unread])
        return f"Read is the tab {self.tab.name!r} alone, and not {names}; --tab names another one, a sheet of its own."

    @property
    def _left(self) -> tuple[str, ...]:
        if not self.others:
            return ()
        kept = [f"{self.name(column)!r}{_perhaps(self.name(column), self.fields)}" for column in self.others]
        return (f"  not known    {listed(kept)}: kept in the note of each report",)


def understood(tabs: Sequence[Tab], choices: Choices) -> Understood:
    """The table that holds the events and what its columns are. Raises ValueError with what to say if that is open."""
    if len(dossier := sorted({tab.name for tab in tabs} & TABLES.keys())) > 1:
        raise ValueError(f"the tab {dossier[0]!r} is a table of a dossier; for these: import xlsx")
    asked = [tab for tab in tabs if choices.tab in ("", tab.name)]
    if not asked:
        raise ValueError(f"--tab: there is no tab {choices.tab!r}; the tabs are {_quotes(tab.name for tab in tabs)}")
    found = [(tab, header) for tab in asked if (header := _header(tab, choices))]
    if not found:
        raise ValueError(_no_header(asked))
    # One text parted in several ways is told by its names; tabs of a book are each a table of its own.
    best = max(_score(header, choices) for _, header in found)
    likely = found if tabs[0].unit == "row" else [each for each in found if _score(each[1], choices) == best]
    if len(likely) > 1:
        option = "--tab" if tabs[0].unit == "row" else "--separator"
        names = _quotes(tab.name for tab, _ in likely)
        raise ValueError(
            f"several tables may hold the events: {names}; say which: {option} {quoted(likely[0][0].name)}"
        )
    told = _columns(*likely[0], choices)
    if told.tab.unit != "row":
        return told
    unread = tuple(tab.name for tab in tabs if tab is not told.tab and not all(line.is_empty for line in tab.lines))
    return replace(told, is_one_of_several=sum(bool(_header(tab, choices)) for tab in tabs) > 1, unread=unread)


def _header(tab: Tab, choices: Choices) -> Line | None:
    """The first line with enough names that are known, of those at the top."""
    return next((line for line in tab.lines[:TOP] if _score(line, choices) >= ENOUGH), None)


def _score(line: Line, choices: Choices) -> int:
    unsure = {UNSURE[plain(name)] for name in line.texts if plain(name) in UNSURE}
    return len({field for name in line.texts if (field := _field(name, choices))} | unsure)


def _field(name: str, choices: Choices) -> str:
    """The field of a column of this name, or nothing."""
    own = {plain(column): field for field, columns in choices.columns.items() for column in columns.split("|")}
    if found := own.get(plain(name)):
        return found
    word = plain(name)
    field = KNOWN.get(word) or KNOWN.get(word.rstrip("0123456789 "), "")
    if not KNOWN.get(word) and field not in MANY:
        field = ""  # url 2 is one more address, date 2 is nobody knows what
    # Who names the column of a field takes it from every other.
    return "" if field in choices.columns else field


def _columns(tab: Tab, header: Line, choices: Choices) -> Understood:
    found: dict[str, list[int]] = {}
    for number, name in enumerate(header.texts):
        found.setdefault(_field(name, choices), []).append(number)
    others = tuple(number for number in found.pop("", []) if header.texts[number])
    told = Understood(tab, header, {field: tuple(found[field]) for field in FIELDS if field in found}, others)
    _complete(told, choices)
    return told


def _complete(told: Understood, choices: Choices) -> None:
    """Raise ValueError if a column is not there or may be two things."""
    for field, columns in choices.columns.items():
        for column in columns.split("|"):
            if plain(column) not in map(plain, told.header.texts):
                near = did_you_mean(column, [name for name in told.header.texts if name])
                found = f"--map {field}={column}: there is no column {column!r}.{near}"
                raise ValueError(f"{found} The columns are {_shown(told.header)}")
    for field, numbers in told.fields.items():
        if len(numbers) > 1 and field not in MANY:
            first = told.name(numbers[0])
            raise ValueError(f"{told.names(field)} may each be the {field}; say which: --map {field}={quoted(first)}")
    if "title" not in told.fields:
        raise ValueError(_no_title(told))


def _no_title(told: Understood) -> str:
    asked = next((name for name in told.header.texts if UNSURE.get(plain(name)) == "title"), "")
    hint = f"{asked!r} may be it: --map title={quoted(asked)}" if asked else "say which: --map title=COLUMN"
    return f"no column says what happened, which is the title; {hint}. The columns are {_shown(told.header)}"


def _no_header(tabs: Sequence[Tab]) -> str:
    first = next((line for tab in tabs for line in tab.lines if not line.is_empty), None)
    if first is None and tabs[0].unit == "feature":
        return "there is no feature in it; one for each event is wanted"
    if first is None:
        return "the file is empty; a header and a row for each event are wanted"
    return (
        f"no line names columns that are known; line {first.number} has {_shown(first)}. Wanted are names such as "
        "Title, Date, Place, Lat, Lon, URL, Actor; or say what yours are: --map title=COLUMN --map date=COLUMN"
    )


def _perhaps(name: str, fields: Mapping[str, tuple[int, ...]]) -> str:
    """What a column that is not known may be, as a hint that nobody has to take."""
    word = plain(name)
    if len(word) < 3:
        return ""
    near = process.extractOne(word, list(KNOWN), scorer=fuzz.ratio, score_cutoff=NEAR)
    field = UNSURE.get(word) or (KNOWN[near[0]] if near else "")
    return f" (--map {field}={quoted(name)} if that is the {field})" if field and field not in fields else ""


def _shown(line: Line) -> str:
    return _quotes(name for name in line.texts[:20] if name) or "nothing"


def _quotes(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


def quoted(name: str) -> str:
    """The name of a column as it is typed in a command."""
    return f'"{name}"' if not name.replace("_", "").isalnum() else name
