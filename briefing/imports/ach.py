"""A matrix of competing hypotheses: evidence in rows, hypotheses in columns, and in the cells ++ + - -- N/A."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from briefing.dossier.records import LIST_MARK, is_web
from briefing.dossier.sentences import count
from briefing.imports.conflict import parts
from briefing.imports.entities import Document, Rows, named, shortened
from briefing.imports.imported import Import, Item, Left, Parcel
from briefing.imports.slug import slug
from briefing.imports.tabular import HEADS as ROWS_OF_HEAD
from briefing.imports.tabular import Line, Sheet, sheets, under

MARKS = {
    "++": ("supports", "very consistent"),
    "CC": ("supports", "very consistent"),
    "+": ("supports", "consistent"),
    "C": ("supports", "consistent"),
    "-": ("doubts", "inconsistent"),
    "I": ("doubts", "inconsistent"),
    "--": ("contradicts", "very inconsistent"),
    "II": ("contradicts", "very inconsistent"),
    "N/A": ("neither", "not applicable"),
    "NA": ("neither", "not applicable"),
    "N": ("neither", "neutral"),
    "0": ("neither", "neutral"),
}
"""What each mark says of a claim; a long dash is what a sheet makes of two hyphens."""

DASHES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "--"})
CITED = ("source", "sources", "reference", "references", "url", "link", "citation")
"""Columns that name where a piece of evidence is from."""
REMARKS = (
    *CITED,
    *("author", "authors", "publisher", "type", "source type", "credibility", "reliability", "relevance", "weight"),
    *("date", "notes", "note", "comment", "comments", "remarks", "#", "no", "no.", "id"),
)
"""Columns beside the evidence that are no hypothesis."""

EVIDENCE = ("evidence", "item of evidence", "evidence item", "items of evidence", "description")

FEWEST = 2  # hypotheses that can compete
FEW = "this is no ACH matrix; a header with Evidence and a column for each of two hypotheses is wanted"
NO_EVIDENCE = "no row of evidence comes in, so nothing is written of it; mend the rows, and import again"

Own = Mapping[str, str]
"""The ids of the claims by their hypotheses."""


def read(content: bytes, name: str) -> Parcel:
    """Every hypothesis as a claim, and every row as a report with its bearing on each of them."""
    header, found = _matrix(content)
    document = Document(name, "ACH matrix")
    columns = _hypotheses(header)
    other = {each: why for each in columns if (why := _no_hypothesis(each, found.lines))}
    own = {each: f"{document.source}--{slug(each)}" for each in columns if each not in other}
    if len(own) < FEWEST:
        raise ValueError(f"{FEW}; {'; '.join(f'the column {each!r}: {why}' for each, why in other.items())}")
    tried = [_evidence(line, header, own, document) for line in found.lines]
    reports = tuple(each for each in tried if isinstance(each, Item))
    refused = (*found.refused, *(each for each in tried if isinstance(each, Left)))
    left = [Left(f"column {each!r}", f"it is taken for no hypothesis: {why}") for each, why in other.items()]
    # A hypothesis on which no evidence bears would stand in the dossier as a claim that nothing speaks for or against.
    bare = [] if reports else [Left(f"hypothesis {each!r}", NO_EVIDENCE) for each in own]
    claims = tuple(_claim(each, own, document) for each in own if reports)
    return Parcel((*claims, *reports), refused, (*found.aside, *left, *bare))


def _no_hypothesis(column: str, lines: Sequence[Line]) -> str:
    """Why a column is none, by its cells: of those that say something half at least have to be marks."""
    filled = [line for line in lines if line.raw(column)]
    odd = [line for line in filled if _mark(line, column) not in MARKS]
    if filled and 2 * len(odd) <= len(filled):
        return ""
    if not lines:
        return ""
    found = f"such as {odd[0].raw(column)!r} on {odd[0].where}" if odd else "for all are empty"
    return f"{len(filled) - len(odd)} of {count(len(lines), 'cell')} hold a mark, {found}; {', '.join(MARKS)} is wanted"


def _mark(line: Line, column: str) -> str:
    return line.raw(column).translate(DASHES).upper()


def _matrix(content: bytes) -> tuple[list[str], Sheet]:
    """The header and the rows under it. Raises ValueError with a sentence if there is none."""
    for rows in sheets(content).values():
        for at, (_, cells) in enumerate(rows[:ROWS_OF_HEAD]):
            if _column(cells) and len(_hypotheses(cells)) >= FEWEST:
                return cells, under(cells, rows[at + 1 :], rows[:at])
    raise ValueError(FEW)


def is_marked(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether this is the header of a matrix, and what stands in a row under each hypothesis is a mark or nothing."""
    if not _column(header) or len(own := _hypotheses(header)) < 2:
        return False
    found = [cell.translate(DASHES).upper() for name, cell in zip(header, cells, strict=False) if cell and name in own]
    return bool(found) and all(cell in MARKS for cell in found)


def _column(header: Sequence[str]) -> str:
    """The column that the evidence stands in."""
    return next((cell for cell in header if cell.lower() in EVIDENCE), "")


def _hypotheses(header: Sequence[str]) -> list[str]:
    """The columns that are hypotheses. Raises ValueError with a sentence where one stands twice."""
    found = [cell for cell in header if cell and cell.lower() not in (*EVIDENCE, *REMARKS)]
    if twice := [each for each in found if found.count(each) > 1]:
        raise ValueError(f"the hypothesis {twice[0]!r} has two columns; one is wanted")
    return found


def _claim(hypothesis: str, own: Own, document: Document) -> Item:
    question = f"{document.source}--question"
    cells = {
        "id": own[hypothesis],
        "question": question,
        "statement": hypothesis,
        "short": shortened(hypothesis),
        "kind": "occurrence",
        # Whether they exclude each other the matrix does not say; that they answer one question it does.
        "rivals": LIST_MARK.join(id for other, id in own.items() if other != hypothesis),
    }
    asked = {
        "id": question,
        "text": f"Which of the hypotheses in {document.name} holds?",
        "short": shortened(f"ACH: {document.name}", 40),
        # Two questions of one rank are an error, and 999 is that of everything else that is imported.
        "rank": str(1000 + int(sha256(question.encode()).hexdigest()[:8], 16) % 100_000),
    }
    return Item(f"hypothesis {hypothesis!r}", (("claims", cells), ("questions", asked)), ("statement", "question"))


def _evidence(line: Line, header: Sequence[str], own: Own, document: Document) -> Item | Left:
    said = line.raw(_column(header))
    if not said:
        return Left(line.where, "the row has marks and no evidence; a text is wanted")
    marks = {each: _mark(line, each) for each in own}
    if odd := next((each for each, mark in marks.items() if mark and mark not in MARKS), ""):
        return Left(line.where, f"the cell under {odd!r} holds {line.raw(odd)!r}; {', '.join(MARKS)} is wanted")
    id = f"{document.source}--{slug(said)}"
    remarks = (f"{name}: {line[name]}." for name in header if name.lower() in REMARKS and line[name])
    report = {
        "id": id,
        "source": document.source,
        "statement": said,
        "origin": document.origin,
        "locator": line.where,
        "basis": "unknown",
        "credibility": "6",
        "note": " ".join(("Imported; nobody has assessed it.", *remarks)),
    }
    rows: Rows = tuple(row for row in document.rows if row[0] != "questions")
    cited = (part for name in header if name.lower() in CITED for part in parts(line[name]))
    sources = (_source(each, document) for each in dict.fromkeys(cited))
    return Item(line.where, (("reports", report), *rows, *sources, *_bearings(id, marks, own)), ("statement",))


def _source(cited: str, document: Document) -> tuple[str, Mapping[str, str]]:
    """What a row names as its source; in round brackets where it is no address, since nobody has seen a headline."""
    return named(document, "", cited) if is_web(cited) else named(document, f"({cited})")


def _bearings(report: str, marks: Mapping[str, str], own: Own) -> Iterator[tuple[str, dict[str, str]]]:
    for hypothesis, mark in marks.items():
        if mark:
            stance, words = MARKS[mark]
            row = {"id": f"{report[:50].strip('-')}--{sha256((report + own[hypothesis]).encode()).hexdigest()[:10]}"}
            why = f"The imported matrix marks it {mark}, {words}."
            yield "evidence", row | {"report": report, "claim": own[hypothesis], "stance": stance, "why": why}


CANNOT = """It carries hypotheses as rival claims, evidence as reports and every mark as a stance: ++ and + support, \
- doubts, -- contradicts, N/A is neither; the strength of a mark stays in words. Consistent with is less than said by: \
read each stance again. Sources that it names come in beside the reports, and in their notes; origins and grades are \
not in it."""
IMPORT = Import("ach", "ACH matrix", CANNOT, read)
