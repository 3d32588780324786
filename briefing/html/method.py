"""The rules and the scales in plain words, as the program computes and draws them."""

from briefing.analysis.bearing import SWEEPING
from briefing.analysis.coverage import coverage
from briefing.dossier.likelihood import BANDS
from briefing.dossier.sentences import spelt
from briefing.html.admiralty import CREDIBILITY, RELIABILITY
from briefing.html.render import render
from briefing.view.view import View


def method_html(view: View) -> str:
    """How to read what is shown: the rules, the standings and how they come about, the scales."""
    scales = {"bands": BANDS, "reliability": RELIABILITY, "credibility": CREDIBILITY}
    return render("method", view.known, view.state, "method", spelt=spelt, sweeping=SWEEPING, **scales)


def coverage_html(view: View) -> str:
    """At how many cells of each question somebody looked, as a table."""
    questions = coverage(view.known)
    return render("coverage", view.known, view.state, "method", questions=questions, percent=percent)


def percent(share: float) -> str:
    """A share in whole per cent; never 0 or 100 per cent of what is only nearly none or all."""
    if 0 < share < 0.01:
        return "under 1%"
    return "over 99%" if 0.99 < share < 1 else f"{share:.0%}"
