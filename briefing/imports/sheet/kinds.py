"""What sort of actor a name is taken for, since a sheet does not say, and the words in which that is told."""

import re
from collections.abc import Iterable

from briefing.dossier.sentences import listed
from briefing.imports.imported import Cells

SHOWN = 6  # names of one kind
PERSON = re.compile(
    r"\b(?:chief|commander|leader|head|deputy|officer|member|minister|president|governor|spokes\w+|colonel|captain|"
    r"major|lieutenant|sergeant|sprecher\w*|minister\w*in|ministre|chef|командир|глава|министр|начальник|генерал|"
    r"полковник|вазир|раис|قائد|وزير|رئيس)\b",
    re.IGNORECASE,
)
"""Whoever holds an office is no office: the police chief is a person, the police are not."""

BODIES = {
    "state body": re.compile(
        r"\b(?:ministry|police|army|armed forces|air force|navy|military|government|parliament|court|embassy|"
        r"prosecut\w+ (?:office|service)|border guards?|security service|intelligence|council of ministers|"
        r"\w*ministerium|polizei|armee|regierung|gericht|botschaft|ministère|gouvernement|gendarmerie|tribunal|"
        r"ambassade|министерство|мид|мвд|гкнб|фсб|полиция|милиция|армия|вооруженные силы|правительство|суд|"
        r"прокуратура|посольство|вазорати?|ҳукумати?|артиши?|прокуратураи|суди|"
        r"(?:ال)?(?:وزارة|شرطة|جيش|حكومة|محكمة|سفارة|برلمان))\b",
        re.IGNORECASE,
    ),
    "armed group": re.compile(
        r"\b(?:taliban|militia|militias|brigade|battalion|rebels|insurgents|islamic state|al[- ]qa\w+|isis|isil|daesh|"
        r"талибан|игил|бригада|батальон|боевики|طالبان|داعش|كتيبة|لواء|ميليشيا)\b",
        re.IGNORECASE,
    ),
    "media": re.compile(
        r"\b(?:newspaper|news agency|radio|television|tv channel|zeitung|rundfunk|газета|радио|телевидение|"
        r"информагентство|صحيفة|إذاعة|قناة)\b",
        re.IGNORECASE,
    ),
    "organisation": re.compile(
        r"\b(?:state|group|committee|commission|party|front|forces?|council|movement|organi[sz]ations?|agency|board|"
        r"service|office|department|company|union|association|federation|network|bank|university|hospital|school|"
        r"church|mosque|foundation|institute|team|unit|club|ltd|llc|inc|gmbh|gruppe|partei|verein|firma|komitee|rat|"
        r"groupe|parti|conseil|comité|société|association|группа|комитет|партия|совет|движение|организация|фронт|"
        r"компания|союз|ооо|зао|гурӯҳи?|ҳизби?|шӯрои?|кумитаи?|ширкати?|созмони?|"
        r"(?:ال)?(?:جماعة|حزب|لجنة|مجلس|منظمة|حركة|شركة|جبهة|مجموعة))\b",
        re.IGNORECASE,
    ),
}
ACRONYM = re.compile(r"\b[A-ZА-ЯЁ]{3,6}\b")


def kind(name: str) -> str:
    """The kind of actor that a name seems to be: a person where no word of it is that of a body."""
    if PERSON.search(name):
        return "person"
    found = next((each for each, words in BODIES.items() if words.search(name)), "")
    return found or ("organisation" if _has_acronym(name) else "person")


def _has_acronym(name: str) -> bool:
    # Who writes names in capitals writes all of them so, first and last.
    return bool(ACRONYM.search(name)) and (len(name.split()) == 1 or not name.isupper())


def assumed(actors: Iterable[Cells]) -> str:
    """What the actors that come in were taken for, and where to put that right; nothing where there are none."""
    kinds: dict[str, list[str]] = {}
    for each in actors:
        kinds.setdefault(each["kind"], []).append(each["name"])
    said = [f"{each} ({len(names)}: {_few(names)})" for each, names in sorted(kinds.items())]
    if not said:
        return ""
    wanted = "where that is wrong, write the right one into the column kind of actors.csv, where it stays"
    return f"By their names alone new actors are taken for: {listed(said)}; {wanted}."


def _few(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{'; '.join(names[:SHOWN])}{more}"
