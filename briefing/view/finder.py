"""The finder: names in whatever script and spelling a reader types them, for the search and for the box of actors.

A word is read as it stands, and as names of the dossier that sound like it: Ҳалимов, Khalimov and حليموف are one. Where
nothing is written so, the nearest names count, and whoever shows the result has to say so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from briefing.dossier.caching import cached_texts
from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import fold
from briefing.dossier.labels import isolated, labelled, told_apart
from briefing.dossier.records import Actor, Place
from briefing.dossier.sentences import count

SHORTEST = 3  # letters of a word that is heard and not only read
LONGEST = 200  # letters of a query, before they are folded and after: one letter may fold to eighteen
MOST_WORDS = 20
NEAR = 0.75  # of the letters of a word that have to be those of the name
MOST_NEAR = 20  # of names that are equally near, those whose other spellings are looked for
MOST_SPELLINGS = 100  # of a word; a part of a name may sound like thousands, and each is looked for in every row
WORD = re.compile(r"\w+")
ARABIC = re.compile(r"[\u0600-\u06ff]")

CYRILLIC = dict(zip("абвгдезиклмнопрстуфхцыэғқҳіү", "abvgdeziklmnoprstufhcyegkhiu", strict=True))
CYRILLIC |= {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya", "ҷ": "j", "ъ": "", "ь": ""}
LETTERS = dict(zip("ابتثجحخدذرزسصضطظعغفقكگلمنهوپکیيى", "abtsjhhdzrzssdtzagfqkglmnhwpkiii", strict=True))
LETTERS |= {"ش": "sh", "چ": "ch", "ة": "a", "ء": "", "ژ": "zh"}
LATIN = str.maketrans(CYRILLIC | LETTERS)
ALIKE = (("kh", "h"), ("gh", "g"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("ou", "u"), ("oo", "u"), ("ph", "f"))
"""Latin letters that only another habit of transcription tells apart; what they come down to is what is compared."""


@cached_texts(100_000)
def sound(word: str) -> str:
    """How a folded word sounds, roughly, in Latin letters: the same for every habit of transcription."""
    text = word.translate(LATIN)
    for letters, plain in ALIKE:
        text = text.replace(letters, plain)
    return re.sub(r"(.)\1", r"\1", text.replace("y", "i"))


@cached_texts(100_000)
def consonants(word: str) -> str:
    """What a script without short vowels leaves of the sound of a word; v and f are one there."""
    return re.sub(r"[aeiouw]", "", sound(word)).replace("v", "f")


@dataclass(frozen=True, slots=True)
class Heard:
    """A word that a reader typed and the spellings that count for it; where nothing is written so, the nearest name.

    Of very many spellings the shortest count, and ``is_cut`` says so.
    """

    word: str
    spellings: tuple[str, ...]
    nearest: str = ""
    is_cut: bool = False


@dataclass(frozen=True)
class Names:
    """The folded words of every name of actors and places."""

    words: frozenset[str]

    def alike(self, word: str) -> set[str]:
        """The words that have a part that is written or sounds like this one."""
        if len(word) < SHORTEST:
            return set()
        sounds = {sound(word)}
        mute = consonants(word) if len(consonants(word)) >= SHORTEST else None
        if ARABIC.search(word):
            sounds |= {sounding for each, sounding in self._sounding.items() if consonants(each) == mute}
        sounds.discard("")
        found = {each for each, sounding in self._sounding.items() if any(part in sounding for part in sounds)}
        # In Arabic letters alone a name is too rough a match to be called exact: v and f are one there.
        return found | {each for each in self._mute if consonants(each) == mute} if found else set()

    def nearest(self, word: str) -> set[str]:
        """The words with the fewest other letters, if they are few; they tell how to read one that nobody writes.

        A word may be half typed: it is held against the beginnings of names too.
        """
        if len(word) <= SHORTEST:
            return set()
        names = tuple(self._sounding)
        pairs = ((word, names), (sound(word), tuple(self._sounding.values())))
        parts = ((one, [two[:end] for two in twos]) for one, twos in pairs for end in (None, len(one), len(one) + 1))
        scores = dict[str, float]()
        for one, others in parts:
            for _, score, place in extract_iter(one, others, scorer=OSA.normalized_similarity, score_cutoff=NEAR):
                scores[names[place]] = max(score, scores.get(names[place], 0.0))
        best = max(scores.values(), default=0.0)
        return {name for name, score in scores.items() if score == best}

    @cached_property
    def _sounding(self) -> dict[str, str]:
        return {word: sound(word) for word in self.words}

    @cached_property
    def _mute(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if ARABIC.search(word))


def names(dossier: Dossier) -> Names:
    """All names of actors and places, taken apart."""
    rows: tuple[Actor | Place, ...] = (*dossier.actors, *dossier.places)
    return Names(frozenset(word for row in rows for word in WORD.findall(written(row, dossier))))


def written(row: Actor | Place, dossier: Dossier) -> str:
    """The names of an actor or a place as they are searched; one text for whatever names it."""
    return dossier.once_of(row, _written)


def _written(row: Actor | Place, _: Dossier) -> str:
    return " ".join(fold(name) for name in (row.name, row.native_name, *row.aliases) if name)


def asked(query: str) -> str:
    """A query as far as it is searched for: whoever types or sends more is not to keep the server from others."""
    words = query[:LONGEST].split()[:MOST_WORDS]
    while len(fold(" ".join(words))) > LONGEST:
        words = [*words[:-1], words[-1][: len(words[-1]) // 2]] if len(words[-1]) > 1 else words[:-1]
    return " ".join(words)


def heard(query: str, known: Names, is_written: Callable[[str], bool]) -> tuple[Heard, ...]:
    """How each word of a query is to be read. ``is_written`` tells whether anything searched has it as it stands."""
    return tuple(_heard(word, known, is_written) for word in dict.fromkeys(fold(asked(query)).split()))


def _heard(word: str, known: Names, is_written: Callable[[str], bool]) -> Heard:
    alike, nearest = known.alike(word), ""
    if not alike and not is_written(word):
        near = known.nearest(word)
        alike, nearest = near.union(*(known.alike(each) for each in nsmallest(MOST_NEAR, near))), min(near, default="")
    spellings = tuple(islice(_fewest(word, alike), MOST_SPELLINGS + 1))
    return Heard(word, spellings[:MOST_SPELLINGS], nearest, len(spellings) > MOST_SPELLINGS)


def _fewest(word: str, alike: Iterable[str]) -> Iterator[str]:
    """The word and those spellings that it does not find by itself, as a part of them."""
    found = [word]
    yield word
    for each in sorted(alike, key=lambda each: (len(each), each)):
        if not any(part in each for part in found):
            found.append(each)
            yield each


@dataclass(frozen=True, slots=True)
class Person:
    """An actor as the finder offers one, with the number of events that name the actor."""

    id: str
    label: str
    text: str
    events: int


def people(dossier: Dossier, events: Iterable[Iterable[str]]) -> tuple[Person, ...]:
    """Every actor, those first of whom most of these events tell; each event is given as the actors whom it names."""
    told = Counter(actor for named in events for actor in named)
    labels = told_apart({row.id: _label(row, labelled(dossier, row.id), told[row.id]) for row in dossier.actors})
    found = (Person(row.id, labels[row.id], written(row, dossier), told[row.id]) for row in dossier.actors)
    return tuple(sorted(found, key=lambda each: (-each.events, each.label.casefold())))


def _label(row: Actor, name: str, events: int) -> str:
    native = isolated(row.native_name) if name == isolated(row.name) else ""  # which else tells it from its twins
    return " · ".join(part for part in (name, native, count(events, "event")) if part)


def find(query: str, among: Sequence[Person], known: Names) -> tuple[tuple[Person, ...], tuple[Heard, ...]]:
    """The people whom a query names, in the order given, those first whose names begin with it; and how it was read."""
    read = heard(query, known, lambda word: any(word in each.text for each in among))
    found = [each for each in among if all(any(part in each.text for part in word.spellings) for word in read)]
    begun = {each.id for each in found if all(_begins(each, word) for word in read)}
    return tuple(sorted(found, key=lambda each: each.id not in begun)), read


def _begins(person: Person, word: Heard) -> bool:
    return any(f" {part}" in f" {person.text}" for part in word.spellings)
