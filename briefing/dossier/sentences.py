"""Numbers, lists and capitals as sentences have them."""

from collections.abc import Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def clipped(text: str, most: int) -> str:
    """As much of a text as so many letters hold; where it is not the whole, the last of them says so."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def plural(noun: str, number: int) -> str:
    """A noun as it stands beside a number."""
    return noun if number == 1 else f"{noun}s"


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 report, 6 reports."""
    return f"{number:,} {plural(noun, number)}"


def spelt(number: int) -> str:
    """A number in words up to twelve, in figures beyond."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def many(number: int, noun: str) -> str:
    """A number in words, up to twelve, with its noun: nine outlets."""
    return f"{spelt(number)} {plural(noun, number)}"


def listed(parts: Sequence[str]) -> str:
    """Parts joined as in a sentence: a, b and c."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def some(parts: Sequence[str], most: int, mark: str = ", ") -> str:
    """The first of many, and how many more there are: a, b, c and 7 more."""
    more = f" and {len(parts) - most:,} more" if len(parts) > most else ""
    return mark.join(parts[:most]) + more


def capital(text: str) -> str:
    """A sentence that begins with a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]
