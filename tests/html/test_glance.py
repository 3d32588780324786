"""The key questions at a glance: each standing says what it means and leads to the claim that stands so."""

import re

from briefing.dossier.dossier import Dossier
from briefing.html.render import render
from briefing.view.brief import answers
from briefing.view.glance import glance
from tests.invented import seen


def test_each_standing_leads_to_its_claim_and_says_what_it_means(small: Dossier) -> None:
    view = seen(small)
    rows = glance(answers(view), view)
    html = render("glance", view.known, view.state, "", rows=rows, more=0, persons=())
    links = re.findall(r'<a class="explained"[^>]*data-focus="([^"]*)" aria-describedby="([^"]*)">([^<]*)</a>', html)
    stood = [(row.claim.id, row.standing.word) for row in rows if row.claim and row.standing]
    assert stood
    assert [(id, word) for id, _, word in links] == stood
    assert all(means == f"means-{word.replace(' ', '-')}" for _, means, word in links)
