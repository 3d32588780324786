"""The key questions at a glance: each standing says what it means and leads to the claim that stands so."""

import re
from datetime import date

from briefing.dossier.dossier import Dossier
from briefing.html.render import render
from briefing.view.brief import answers
from briefing.view.glance import glance
from tests.invented import seen
from tests.view.test_glance import imported


def test_each_standing_leads_to_its_claim_and_says_what_it_means(small: Dossier) -> None:
    view = seen(small)
    rows = glance(answers(view), view)
    html = render("glance", view.known, view.state, "", rows=rows, more=0, persons=())
    links = re.findall(r'<a class="explained"[^>]*data-focus="([^"]*)" aria-describedby="([^"]*)">([^<]*)</a>', html)
    stood = [(row.claim.id, row.standing.word) for row in rows if row.claim and row.standing]
    assert stood
    assert [(id, word) for id, _, word in links] == stood
    assert all(means == f"means-{word.replace(' ', '-')}" for _, means, word in links)


def test_a_line_of_claims_that_nobody_has_assessed_leads_to_them() -> None:
    view = seen(imported([("2021-04-01", "herald", "unnamed-officers", f"supports {id}") for id in "cde"]))
    html = render("glance", view.known, view.state, "", rows=glance(answers(view), view), more=0, persons=())
    words = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert "3 claims that nobody has assessed of: Rows of a sheet not judged" in words
    assert re.search(r'href="[^"]*claims[^"]*question=q-sheet', html)


def test_what_a_line_says_is_parted_where_it_runs_on(small: Dossier) -> None:
    view = seen(small, asof=date(2021, 4, 16))
    html = render("glance", view.known, view.state, "", rows=glance(answers(view), view), more=0, persons=())
    words = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert "? of: Varo killed? not judged by then contested" in words
