"""The dossier that a curator begins with: a few invented rows that say what they are for, to be written over."""

from datetime import date

from briefing.dossier.dossier import Dossier, Info
from briefing.dossier.records import (
    Actor,
    Claim,
    Event,
    Evidence,
    Involvement,
    Judgement,
    Origin,
    Outlet,
    Place,
    Question,
    Report,
    Source,
)
from briefing.dossier.when import parse

NAME = "Example: "
WORKING = " (working title)"
"""What ends a title that nobody has chosen."""


def starter(title: str, today: date) -> Dossier:
    """One question, two answers that exclude each other, and all that it takes to put one event on the map."""
    day = parse(today.isoformat())
    return Dossier(
        Info(
            title=title,
            subtitle="Say here what is asked",
            summary="Everything here is invented, to show what a row is for. Write over it or delete it.",
            as_of=today,
            language="en",
            disclaimer="Everything here is invented. Say here how a reader is to take it: a claim is no finding.",
            licence="Not stated.",
        ),
        outlets=(
            Outlet(
                id="example-outlet",
                name=f"{NAME}the publisher",
                kind="newspaper",
                reliability="F",
                reliability_reason="F means that it cannot be judged; write here why you chose another letter.",
            ),
        ),
        sources=(
            Source(
                id="s-example-first",
                outlet="example-outlet",
                title=f"{NAME}the headline of one article",
                published=day,
                url="https://example.org/first",
                language="en",
                extent_read="whole",
                note="One row for each publication that you read.",
            ),
            Source(
                id="s-example-second",
                outlet="example-outlet",
                title=f"{NAME}an article that says otherwise",
                published=day,
                url="https://example.org/second",
                language="en",
                extent_read="whole",
            ),
        ),
        origins=(
            Origin(
                id="o-example-officials",
                name=f"{NAME}officials who are not named",
                kind="unnamed persons",
                note="Where the information first comes from; ten articles that repeat one person have one origin.",
            ),
            Origin(id="o-example-witness", name=f"{NAME}a witness who gives a name", kind="named person"),
        ),
        places=(
            Place(
                id="example-town",
                name=f"{NAME}Tirmiz",
                country="Uzbekistan",
                admin1="Surxondaryo",
                latitude=37.22417,
                longitude=67.27833,
                precision="town",
                radius_km=12,
                basis="gazetteer (GeoNames 1215957)",
                note="The town exists; nothing is said to have happened there. `locate NAME` finds coordinates.",
            ),
        ),
        actors=(
            Actor(
                id="example-owner",
                name=f"{NAME}whom it is about",
                kind="organisation",
                summary="Who this is in these reports, in a neutral sentence.",
            ),
        ),
        questions=(Question(id="q-example", text=f"{NAME}was the store set on fire?", short="Set on fire?", rank=1),),
        claims=(
            Claim(
                id="c-example-set",
                question="q-example",
                statement="Somebody set the store on fire.",
                short="set on fire",
                kind="occurrence",
                claimant="o-example-officials",
                place="example-town",
                date=day,
                rivals=("c-example-wiring",),
                excludes=("c-example-wiring",),
            ),
            Claim(
                id="c-example-wiring",
                question="q-example",
                statement="The fire in the store came from old wiring.",
                short="old wiring",
                kind="occurrence",
                claimant="o-example-witness",
                place="example-town",
                date=day,
                rivals=("c-example-set",),
                excludes=("c-example-set",),
            ),
        ),
        reports=(
            Report(
                id="r-example-set",
                source="s-example-first",
                statement="Officials say that somebody set the store on fire.",
                origin="o-example-officials",
                locator="paragraph 1",
                basis="told",
                credibility="6",
                date=day,
                place="example-town",
                note="What one source says, in your own words; one row for each thing said.",
            ),
            Report(
                id="r-example-wiring",
                source="s-example-second",
                statement="A witness says that the fire came from old wiring.",
                origin="o-example-witness",
                locator="paragraph 3",
                basis="witnessed",
                credibility="6",
                date=day,
                place="example-town",
            ),
        ),
        evidence=(
            Evidence(
                id="ev-example-1",
                report="r-example-set",
                claim="c-example-set",
                stance="supports",
                why="It says so outright. This row ties a report to the claim that it bears on.",
            ),
            Evidence(
                id="ev-example-2",
                report="r-example-wiring",
                claim="c-example-wiring",
                stance="supports",
                why="It says so outright.",
            ),
        ),
        events=(
            Event(
                id="e-example-fire",
                title=f"{NAME}store reported set on fire",
                kind="fire",
                date=day,
                place="example-town",
                claim="c-example-set",
                summary="Unnamed officials said that it was set. An event stands on the map and the timeline.",
            ),
        ),
        involvement=(
            Involvement(
                id="i-example-owner", event="e-example-fire", actor="example-owner", role="said to be the owner"
            ),
        ),
        judgements=(
            Judgement(
                id="j-example",
                question="q-example",
                made=today,
                confidence_level="low",
                confidence="Confidence is low, because nobody has looked yet.",
                statement="No judgement is possible yet: each answer rests on one origin.",
                reasoning="Your answer to the question, written last; claims are counted by themselves.",
            ),
        ),
    )
