"""Lines of a sheet that sum up others, in the languages of its columns: they tell of no event."""

import re

from briefing.imports.sheet.grid import EMPTY, Cell, Line
from briefing.imports.sheet.said import Reader, is_nothing
from briefing.imports.sheet.words import MONTHS, plain

TOTAL = "it is a row of totals, and no event"
PERHAPS = (
    "it seems to give a sum of other rows, and says neither when, where nor by whom something happened; "
    "give it a date, a place or a source if it is an event"
)
_SUMS = """
total totals totaal sum sums subtotal subtotals σ
summe gesamt gesamtsumme gesamtzahl insgesamt zwischensumme
totaux somme
итого всего итог итоги сумма
المجموع مجموع الإجمالي إجمالي الاجمالي اجمالي
ҳамагӣ ҷамъ ҷамъи ҳамаи
totales suma subtotales
totais soma
"""
_OF_WHAT = """
grand general overall running cumulative final sub so far to date as of at for in the by end up and per all
quarterly monthly weekly daily yearly annual annually quarter month week day year half first second third fourth
events incidents rows entries reports cases
general generale sous partiel partielle cumule du de des la le l pour annuel annuelle mensuel trimestriel annee an mois
trimestre semaine et evenements
der die das fur des im jahr monat quartal woche und ereignisse
общий общая промежуточный годовой за год года г квартал месяц неделю по и в событий
العام الكلي الفرعي النهائي السنوي الشهري لعام لسنة لشهر سنة عام شهر
барои дар соли сол моҳи моҳ
gran parcial anual mensual trimestral semanal del mes ano el y eventos global geral do da mes e semana
"""
SUMS = {plain(word) for word in _SUMS.split()}
OF_WHAT = {plain(word) for word in _OF_WHAT.split()} | {*MONTHS}
PART = re.compile(r"\d+|[qhtк][1-4]|i{1,3}|iv", re.IGNORECASE)  # a number, a year, a quarter or a half
COMPOUND = re.compile(r"(?:quartals|monats|jahres|wochen|tages|end)(?:summe|gesamt)")
NUMBER = re.compile(r"[-+]?[\d\s.,]+%?")
NAMED = ("place", "country", "province", "actor", "kind")
OF_AN_EVENT = ("place", "coordinates", "url", "source", "actor")
YEAR = 4  # digits; a shorter number in a column of dates counts days, or rows


def summed_up(line: Line, how: Reader) -> str:
    """Why a line gives a sum of others and is no event, or nothing.

    A title that says nothing else is a sum whatever stands beside it: a number may stand under any name. A title in
    which other words stand, such as a blackout that is total, is one where nothing tells of an event.
    """
    title = next((cell for cell in how.cells(line, "title") if cell.text), EMPTY)
    first = next((cell for cell in line.cells if cell.text), EMPTY)
    names = {word for field in NAMED for cell in how.cells(line, field) for word in _words(cell)}
    if _is_sum(_words(title if title.text else first), names):
        return TOTAL
    is_named = any(_sums(_words(cell)) for cell in (title, first))
    return PERHAPS if is_named and not _tells(line, how) else ""


def _words(cell: Cell) -> set[str]:
    return {*plain(cell.text).split()} if cell.kind == "text" else set()


def _sums(words: set[str]) -> set[str]:
    return {word for word in words if word in SUMS or COMPOUND.fullmatch(word)}


def _is_sum(words: set[str], names: set[str]) -> bool:
    """Whether these say that it is a sum, and at most of what: Grand total, Total 2024, Total Kabul beside Kabul."""
    sums = _sums(words)
    return bool(sums) and all(word in OF_WHAT or word in names or PART.fullmatch(word) for word in words - sums)


def _tells(line: Line, how: Reader) -> bool:
    """Whether a line says when, where or by whom something happened."""
    dates = [cell for name in ("date", "published") for cell in how.cells(line, name)]
    points = [[*filter(_says, how.cells(line, name))] for name in ("latitude", "longitude")]
    named = (cell for name in OF_AN_EVENT for cell in how.cells(line, name))
    return (
        any(map(_is_date, dates))
        or all(points)
        or any(_says(cell) and not NUMBER.fullmatch(cell.text) for cell in named)
    )


def _says(cell: Cell) -> bool:
    return bool(cell.text) and cell.kind not in ("formula", "error") and not is_nothing(cell.text)


def _is_date(cell: Cell) -> bool:
    return cell.kind == "day" or (_says(cell) and (not cell.text.isdecimal() or len(cell.text) >= YEAR))
