"""The dossier as it was known on a day, or as it would stand without some of its sources."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from briefing.dossier.dossier import Dossier, Info
from briefing.dossier.records import Claim, Event, Evidence, Involvement, Origin, Relation, Report, Source


def public_from(source: Source, dossier: Dossier) -> date:
    """The first day on which a publication was certainly public.

    A month counts from its last day; a publication without a date counts from the day on which the compilers looked,
    as does one whose month was not over by then.
    """
    published = source.published
    return min(published.last, dossier.info.as_of) if published and published.last else dossier.info.as_of


def reported_on(report: Report, dossier: Dossier) -> date:
    """The first day on which a report was certainly public."""
    return public_from(dossier.row(Source, report.source), dossier)


def known_from(claim: Claim, dossier: Dossier) -> date | None:
    """The first day on which a report spoke to a claim directly, by support, denial or doubt; None if none ever did.

    What only excludes it does not speak of it, and who looked and found no side taken has not spoken either.
    """
    rows = (row for row in dossier.referring(Evidence, "claim", claim.id) if row.stance != "neither")
    return min((reported_on(dossier.row(Report, row.report), dossier) for row in rows), default=None)


def as_known(dossier: Dossier, day: date) -> Dossier:
    """The dossier cut at a knowledge date: nothing that became public, or was judged, after it remains.

    Claims stay, as the frame of the questions; one that no report had spoken of is "unknown as yet", even where an
    earlier report supports what excludes it: nobody could have held it against a claim that nobody had made. An event
    or tie whose first possible day is later goes too: its date cannot have been known yet.
    """
    # The very object, not a copy: its look-ups are built once and kept with it.
    if day >= dossier.info.as_of:
        return dossier
    # Publications are cut first and everything else by what still leads to one, so that no row outlives its report.
    public = {source.id for source in dossier.sources if public_from(source, dossier) <= day}
    spoken_of = {claim.id for claim in dossier.claims if (first := known_from(claim, dossier)) and first <= day}
    claimed = replace(
        dossier,
        evidence=tuple(row for row in dossier.evidence if row.claim in spoken_of),
        events=tuple(event for event in dossier.events if _may_have_begun(event, day)),
        relations=tuple(tie for tie in dossier.relations if _may_have_begun(tie, day)),
    )
    cut = _keep(claimed, lambda report: report.source in public)
    return replace(
        cut,
        sources=tuple(_known_via(source, public) for source in cut.sources if source.id in public),
        judgements=tuple(judgement for judgement in cut.judgements if judgement.made <= day),
        info=_info_on(cut, day),
        stories=(),  # told by the compilers on the last day that they looked, like their bottom line
    )


def _may_have_begun(row: Event | Relation, day: date) -> bool:
    return row.date is None or row.date.possibly_within(None, day)


def without(dossier: Dossier, fallen: Collection[str]) -> Dossier:
    """The dossier as if these sources, outlets or origins had never reported: a what-if, never the real state.

    With an outlet falls what it published and what others report through it.
    """
    if not fallen:
        return dossier

    gone = set(fallen)
    return _keep(dossier, lambda report: gone.isdisjoint(rests_on(report, dossier)))


def rests_on(report: Report, dossier: Dossier) -> tuple[str, ...]:
    """All without which there would be no such report: its origin, the outlets it came through, and its source."""
    speaks = dossier.row(Origin, report.origin).outlet
    through = (dossier.row(Source, report.source).outlet, *report.via)
    return (report.origin, *((speaks,) if speaks else ()), *through, report.source)


def _info_on(dossier: Dossier, day: date) -> Info:
    line = dossier.info.bottom_line
    kept = line if line and line.made <= day else None
    return dossier.info.model_copy(update={"bottom_line": kept})


def _known_via(source: Source, public: set[str]) -> Source:
    if public.issuperset(source.known_via):
        return source
    return source.model_copy(update={"known_via": tuple(id for id in source.known_via if id in public)})


def _keep(dossier: Dossier, keep: Callable[[Report], bool]) -> Dossier:
    """The dossier with some of its reports, and of the rest only what still leads to one of them."""
    reports = tuple(report for report in dossier.reports if keep(report))
    kept = {report.id for report in reports}
    evidence = tuple(row for row in dossier.evidence if row.report in kept)
    spoken = {row.claim for row in evidence}
    events = tuple(event for event in dossier.events if event.claim in spoken)
    happened = {event.id for event in events}
    heard = {report.origin for report in reports}
    return replace(
        dossier,
        origins=tuple(_among(origin, heard) for origin in dossier.origins),
        claims=tuple(_claimed(claim, heard) for claim in dossier.claims),
        reports=reports,
        evidence=evidence,
        events=events,
        involvement=tuple(
            _with_reports(part, kept)
            for part in dossier.involvement
            # A part may be known later than its event: a denial of the 18th is no part in it on the 15th.
            if part.event in happened and (not part.reports or not kept.isdisjoint(part.reports))
        ),
        relations=tuple(tie for tie in dossier.relations if tie.claim in spoken),
        roles=tuple(
            role.model_copy(update={"reports": still})
            for role in dossier.roles
            if (still := tuple(id for id in role.reports if id in kept))
        ),
    )


def _among(origin: Origin, heard: set[str]) -> Origin:
    """An origin without what it leans on of which nothing was heard."""
    # The row itself where it stays as it is: to copy every row takes longer than all else of a cut.
    if heard.issuperset(origin.depends_on):
        return origin
    return origin.model_copy(update={"depends_on": tuple(id for id in origin.depends_on if id in heard)})


def _with_reports(part: Involvement, kept: set[str]) -> Involvement:
    """A part in an event with only the reports of it that are kept."""
    if kept.issuperset(part.reports):
        return part
    return part.model_copy(update={"reports": tuple(id for id in part.reports if id in kept)})


def _claimed(claim: Claim, heard: set[str]) -> Claim:
    """A claim without its claimant, where nothing was heard of that origin."""
    return claim if claim.claimant is None or claim.claimant in heard else claim.model_copy(update={"claimant": None})
