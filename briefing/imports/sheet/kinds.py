"""What sort of actor a name is taken for, since a sheet does not say, and the words in which that is told."""

import re
from collections.abc import Iterable

from briefing.dossier.folding import fold
from briefing.dossier.sentences import listed, some
from briefing.imports.imported import Cells

SHOWN = 60  # names of one kind: whoever has a sheet of thirty rows reads every one
UNSURE = "where that is wrong, write the right one into the column kind of actors.csv, where it stays"
PERSON = (
    "chief|commander|leader|head|deputy|officer|member|minister|president|governor|mayor|judge|prosecutor|secretary|"
    "ambassador|director|spokes\\w+|general|colonel|captain|major|lieutenant|sergeant|"
    "sprecher\\w*|minister\\w*in|praesident\\w*|präsident\\w*|kommandeur|leiter|ministre|chef|président|commandant|"
    "командир|глава|министр|начальник|генерал|полковник|майор|капитан|президент|губернатор|лидер|"
    "вазири?|раиси?|сардори?|фармондеҳи?|(?:ال)?(?:قائد|وزير|رئيس|زعيم|مدير)|"
    "ministro|ministra|presidente|presidenta|comandante|jefe|jefa|chefe|gobernador|governador|coronel|capitán|líder"
)
"""Whoever holds an office is no office: the police chief is a person, the police are not."""

BODIES = {
    "state body": (
        "ministry|ministries|police|army|armed forces|security forces|special forces|air force|navy|military|"
        "government|parliament|court|embassy|prosecut\\w+ (?:office|service)|border guards?|security service|"
        "intelligence|council of ministers|general staff|генеральный штаб|генштаб|national guard|"
        "\\w*ministerium|\\w*polizei|\\w*armee|\\w*streitkräfte|bundeswehr|bundesheer|heer|\\w*regierung|\\w*gericht|\\w*botschaft|"
        "ministère|gouvernement|gendarmerie|armée|forces armées|forces de sécurité|tribunal|parlement|ambassade|"
        "министерств[оа]|мид|мвд|гкнб|фсб|полиция|милиция|армия|войска|вооруженные силы|силы безопасности|"
        "правительство|парламент|суд|прокуратура|посольство|"
        "вазорат(?:и|хои)?|вазоратҳои?|ҳукумати?|артиши?|полиси?|милитсияи?|қувваҳои мусаллаҳи?|прокуратураи?|суди?|"
        "парлумони?|сафорати?|(?:ال)?(?:وزارة|شرطة|جيش|حكومة|محكمة|سفارة|برلمان)|القوات المسلحة|قوات الأمن|قوات الامن|"
        "ministerio|ministério|policía|polícia|ejército|exército|gobierno|governo|parlamento|embajada|embaixada|"
        "fuerzas armadas|forças armadas|fiscalía|guardia civil"
    ),
    "armed group": (
        "taliban|militia|armed m[ae]n|assailants|tribal (?:fighters|forces|militia)|militias|"
        "brigades?|battalions?|rebels|insurgents|gunmen|militants|fighters|attackers|bandits|jihadists|snipers|"
        "bewaffnete|\\w*brigade|\\w*bataillon|miliz|milizen|rebellen|kämpfer|hommes armés|milices?|bataillon|rebelles|"
        "combattants|вооруженные люди|мусаллаҳ\\w*|(?:ال)?(?:مسلحون|مسلحين|كتيبة|كتائب|لواء|ميليشيا|ميليشيات)|"
        "islamic state|al[- ]qa\\w+|isis|isil|daesh|"
        "талибан|талибы|толибон|игил|дои[шҳ]|бригадаи?|батальони?|боевики|ополчение|طالبان|داعش|"
        "brigadas?|batallón|batalhão|hombres armados|homens armados|guerrilla|guerrilha|milicias?|milícias?"
    ),
    "media": (
        "newspaper|news agency|radio|television|tv channel|\\w*zeitung|rundfunk|journal|газета|радио|телевидение|"
        "информагентство|рӯзномаи?|صحيفة|إذاعة|قناة|periódico|jornal"
    ),
    "organisation": (
        "coalition|alliance|tribe|tribes|tribesmen|tribal|residents|villagers|locals|protesters|demonstrators|"
        "civilians|refugees|displaced|workers|activists|koalition|stamm|bewohner|habitants|"
        "коалиция|племя|племена|жители|коалитсия|сокинон|(?:ال)?(?:تحالف|قبيلة|قبائل|سكان|أهالي)|"
        "state|groups?|committee|commission|party|front|forces?|council|movement|organi[sz]ations?|agency|board|"
        "service|office|command|department|directorate|administration|authority|company|union|association|federation|network|"
        "bank|university|hospital|school|church|mosque|foundation|institute|mission|team|unit|club|ltd|llc|inc|gmbh|"
        "\\w*gruppe|\\w*partei|\\w*komitee|\\w*ausschuss|verein|firma|rat|\\w*kräfte|truppen|bewegung|"
        "groupe|groupement|parti|conseil|comité|société|association|mouvement|"
        "группа|группировка|комитет|партия|совет|движение|организация|фронт|силы|отряд|компания|союз|ооо|зао|"
        "гурӯҳи?|ҳизби?|шӯрои?|кумитаи?|ширкати?|созмони?|ҷабҳаи?|фронти?|ҳаракати?|нерӯҳои?|қувваҳои?|"
        "(?:ال)?(?:جماعة|حزب|لجنة|مجلس|منظمة|حركة|شركة|جبهة|مجموعة|قوات|هيئة|اتحاد|مكتب)|"
        "grupo|partido|comité|comitê|comisión|comissão|frente|fuerzas?|forças?|consejo|conselho|movimiento|movimento|"
        "organización|organização|empresa|sindicato"
    ),
}
"""Words of bodies, in the languages of sheets, by the kind that they tell; the first kind with one of a name has it."""

OF = re.compile(r"\s(?:of|for|de|du|des|der|von|do|da|del)\s")
LEADS = re.compile(
    r"(?:chief|commander|leader|deputy|officer|member|minister|spokes\w+|colonel|captain|lieutenant|sergeant)\s"
)
"""What before the name of a body makes a person of it even without "of": Commander 7th Brigade, but General Staff."""
ACRONYM = re.compile(r"\b[A-ZА-ЯЁ]{3,6}\b|\b[A-Z]{2,4}[a-z]\b")


def _words(pattern: str) -> re.Pattern[str]:
    """Whole words of a folded name."""
    return re.compile(rf"(?<!\w)(?:{fold(pattern)})(?!\w)")


HOLDS_OFFICE = _words(PERSON)
IS_BODY = {each: _words(words) for each, words in BODIES.items()}


def kind(name: str) -> str:
    """The kind of actor that a name seems to be: a person where no word of it is that of a body."""
    plain = fold(name)
    if _is_person(plain):
        return "person"
    found = next((each for each, words in IS_BODY.items() if words.search(plain)), "")
    return found or ("organisation" if _has_acronym(name) else "person")


def _is_person(name: str) -> bool:
    """Whether a folded name is of whoever holds an office: the head of a mission, not the Office of the President."""
    head, *_ = OF.split(name, maxsplit=1)
    offices, bodies = _found(head)
    if not offices and not bodies:
        offices, bodies = _found(name)
    if not offices or not bodies:
        return bool(offices)
    if LEADS.match(head):
        return True
    # A Latin name without "of" is what its last word is, a police chief; others say first what they are.
    return max(offices) > max(bodies) if head.isascii() else min(offices) < min(bodies)


def _found(name: str) -> tuple[list[int], list[int]]:
    """Where in a folded name words of offices stand, and where words of bodies."""
    offices = [found.end() for found in HOLDS_OFFICE.finditer(name)]
    return offices, [found.end() for words in IS_BODY.values() for found in words.finditer(name)]


def _has_acronym(name: str) -> bool:
    # Who writes names in capitals writes all of them so, first and last.
    return bool(ACRONYM.search(name)) and (len(name.split()) == 1 or "," in name or not name.isupper())


def assumed(actors: Iterable[Cells]) -> str:
    """What the actors that come in were taken for, and where to put that right; nothing where there are none."""
    kinds: dict[str, list[str]] = {}
    for each in actors:
        kinds.setdefault(each["kind"], []).append(each["name"])
    said = [f"{each} ({len(names)}: {some(names, SHOWN, '; ')})" for each, names in sorted(kinds.items())]
    if not said:
        return ""
    plain = "; a person is whoever has no word of a body in the name" if "person" in kinds else ""
    return f"By their names alone new actors are taken for: {listed(said)}{plain}; {UNSURE}."
