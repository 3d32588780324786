"""The log of published releases beside the tables, ``releases.jsonl``: what an old link may be told of since."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue
from briefing.dossier.labels import isolated
from briefing.dossier.records import Claim
from briefing.dossier.sentences import count
from briefing.reading.atomic import put
from briefing.reading.lock import Told, alone
from briefing.reading.textfile import is_workbook, text
from briefing.view.story import story

FILE = "releases.jsonl"
HASHED = 8  # hexadecimal digits: enough to see that a sentence is another, not to keep it secret
NAMED = 5
LONGEST = 200  # letters of an id, a standing or a hash in the log


class DamagedLogError(ValueError):
    """A log that cannot be read, with what is wrong in it."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(str(issue))
        self.issue = issue


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in a release: how it stood, and a short hash of its wording."""

    standing: str
    wording: str


@dataclass(frozen=True, slots=True)
class Release:
    """A published state of a dossier, the day of its publication, and its claims by id."""

    release: str
    day: date
    claims: Mapping[str, Entry]


def present(dossier: Dossier, day: date) -> Release:
    """The dossier as it is now, as a release of that day."""
    found = standings(dossier)
    claims = {claim.id: Entry(found[claim.id].word, wording(claim)) for claim in dossier.claims}
    return Release(dossier.release, day, claims)


def wording(claim: Claim) -> str:
    """A short hash of a claim's statement."""
    return hashlib.sha256(claim.statement.encode()).hexdigest()[:HASHED]


def beside(where: Path) -> Path:
    """The file of the log: in the folder of a dossier, or beside the workbook that is one and named after it."""
    return where.with_suffix(f".{FILE}") if is_workbook(where) else where / FILE


def log(where: Path) -> tuple[Release, ...]:
    """The releases that were recorded, the earliest first. Without a log there are none.

    Raises DamagedLogError with file, line and what is wanted where the log cannot be read.
    """
    if not os.path.lexists(beside(where)):
        return ()
    written = text(beside(where))
    if isinstance(written, Issue):
        raise DamagedLogError(written)
    lines = enumerate(written.splitlines(), 1)
    return tuple(_release(line, number) for number, line in lines if line.strip())


def _release(line: str, number: int) -> Release:
    try:
        found = json.loads(line)
        claims = {_word(id): Entry(_word(word), _word(words)) for id, (word, words) in found["claims"].items()}
        return Release(_word(found["release"]), date.fromisoformat(found["day"]), claims)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        wanted = "a line as python -m briefing release writes it is wanted"
        issue = Issue(FILE, number, "", "bad-release", f"this is no release; {wanted}")
        raise DamagedLogError(issue) from None


def _word(found: object) -> str:
    """A text as it is shown and taken away; half a sign, as JSON may write it, can be shown nowhere."""
    if not isinstance(found, str) or len(found) > LONGEST or not found.isprintable():
        raise ValueError(found)
    return found


def append(dossier: Dossier, folder: Path, day: date, waiting: Told = lambda said: None) -> bool:
    """Record the present release if it is not the last one recorded, and say whether that was done.

    Raises as ``log`` does, and UnwrittenError where the log stays as it was.
    """
    if _is_last(dossier.release, log(folder)):
        return False
    path = beside(folder)
    with alone(folder, waiting):
        before = log(folder)
        if _is_last(dossier.release, before):  # another command has recorded it meanwhile
            return False
        there = path.read_bytes() if path.exists() else b""
        # A log edited by hand may lack its last line end, and two releases on one line could not be read again.
        ended = not before or there.endswith(b"\n")
        put({path: there + (b"" if ended else b"\n") + _line(present(dossier, day)).encode()})
    return True


def _is_last(release: str, releases: Sequence[Release]) -> bool:
    return bool(releases) and releases[-1].release == release


def _line(release: Release) -> str:
    claims = {id: [entry.standing, entry.wording] for id, entry in sorted(release.claims.items())}
    said = {"release": release.release, "day": release.day.isoformat(), "claims": claims}
    return json.dumps(said, separators=(",", ":")) + "\n"


def since(dossier: Dossier, folder: Path, old: str) -> tuple[str, ...] | None:
    """What changed for the claims since an older release, in sentences; None where it is not in the folder's log."""
    return changed(dossier, log(folder), old)


def since_steps(dossier: Dossier, releases: Sequence[Release]) -> dict[str, str]:
    """What changed, in words, since each older release that a step of the story was made on."""
    made_on = {step.made_on for step in story(dossier)} - {""}
    return {old: in_words(changed(dossier, releases, old)) for old in sorted(made_on)}


def in_words(found: tuple[str, ...] | None) -> str:
    """What changed since a release as it is told; that it is not known where the log does not have that release."""
    return " ".join(found) if found is not None else "The log of releases does not have it: what changed is not known."


def changed(dossier: Dossier, releases: Sequence[Release], old: str) -> tuple[str, ...] | None:
    """The same of a log that was read already. The log knows claims alone: a new report that turns none goes unseen."""
    # From the end: a state that was gone back to may stand there twice.
    then = next((release for release in reversed(releases) if release.release == old), None)
    if then is None:
        return None
    now = present(dossier, then.day).claims
    moved = {dossier.redirects.get(id, id): entry for id, entry in then.claims.items()}
    before = moved | {id: entry for id, entry in then.claims.items() if id in now}  # its own past before a merged one's
    both = [id for id in now if id in before]
    turned = [id for id in both if now[id].standing != before[id].standing]
    worded = [id for id in both if now[id].wording != before[id].wording]
    said = (
        _turned(turned, before, now, dossier),
        _listed("was reworded", "were reworded", [_short(id, dossier) for id in worded]),
        _listed("is new", "are new", [_short(id, dossier) for id in now if id not in before]),
        _listed("is gone", "are gone", [id for id in before if id not in now]),
    )
    return tuple(sentence for sentence in said if sentence)


def _turned(ids: Sequence[str], before: Mapping[str, Entry], now: Mapping[str, Entry], dossier: Dossier) -> str:
    if not ids:
        return "No claim changed its standing since."
    named = [f"“{_short(id, dossier)}” is {now[id].standing}, was {before[id].standing}" for id in ids]
    whose = "its" if len(ids) == 1 else "their"
    return f"{count(len(ids), 'claim')} changed {whose} standing since: {_first(named, '; ')}."


def _listed(one: str, many: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    return (
        f"{count(len(names), 'claim')} {one if len(names) == 1 else many}: {_first([f'“{name}”' for name in names])}."
    )


def _first(named: Sequence[str], mark: str = ", ") -> str:
    """The first of a list, and how many more there are."""
    more = len(named) - NAMED
    return mark.join(named[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _short(id: str, dossier: Dossier) -> str:
    return isolated(dossier.row(Claim, id).short)
