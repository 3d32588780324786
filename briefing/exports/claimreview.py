"""The claims as schema.org ClaimReview in JSON-LD, for fact-checking search.

The rating is the word of the standing and never a number. It is the standing on all that was known, whatever is shown.
A review that nobody can open is none, so there are no reviews of a dashboard without a public address.
"""

from ipaddress import ip_address
from typing import Any
from urllib.parse import urljoin

from briefing.analysis.known import reported_on
from briefing.dossier.records import Claim, Evidence, Origin, Outlet, Report, Source
from briefing.dossier.web import split
from briefing.exports.export import Export, ExportError
from briefing.exports.imprint import Imprint, imprint
from briefing.exports.jsonfile import jsonfile
from briefing.view.address import State, address
from briefing.view.view import View

LONGEST = 75  # of claimReviewed, by the guidance for publishers
WITHIN = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "invalid", "test")
AUTHOR = {"named person": "Person", "institution": "Organization", "unnamed persons": "Organization"}

Node = dict[str, Any]


class NoAddressError(ExportError):
    """Reviews that would lead nowhere: the dashboard has no address that the public can open."""

    def __init__(self, found: str) -> None:
        where = f"{found!r} is none" if found else "none is known"
        super().__init__(
            "Every review is published with the address of its claim, so a public address of the dashboard is wanted, "
            f"and {where}. On the command line --address gives it, such as --address https://briefing.example."
        )


def claimreview(view: View) -> bytes:
    """A review of every claim shown, at the address that the view is served at. Raises NoAddressError without one."""
    if not is_public(view.link):
        raise NoAddressError(view.link.partition("?")[0])
    own = imprint(view)
    return jsonfile([_review(claim, view, own, view.link) for claim in view.claims])


def is_public(link: str) -> bool:
    """Whether the public could open an address: by its host it is neither a machine's own nor one of a house."""
    found = split(link)
    host = (found.hostname or "").rstrip(".") if found else ""
    if found is None or found.scheme not in ("http", "https") or not host:
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and host.rpartition(".")[2] not in WITHIN


def _review(claim: Claim, view: View, own: Imprint, base: str) -> Node:
    standing = view.standings[claim.id]
    seen = view.state
    link = State(focus=claim.id, asof=seen.asof, without=seen.without, release=own.release, dossier=seen.dossier)
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": reviewed(claim),
        "url": urljoin(base, address("claims", link)),
        "author": {"@type": "Organization", "name": f"Compilers of: {own.title}"},
        "datePublished": own.asof.isoformat(),
        "reviewRating": {"@type": "Rating", "alternateName": standing.word, "ratingExplanation": standing.reason},
        "itemReviewed": _claim(claim, view),
        "isPartOf": _whole(own),
    }


def reviewed(claim: Claim) -> str:
    """The claim as it is reviewed: its statement; of one that is too long the curators' short form, if a sentence.

    A head of a column, such as "alive after April 2017", says of nobody that he is; and no program can shorten a claim
    without making another of it.
    """
    return claim.short if len(claim.statement) > LONGEST and _is_sentence(claim.short) else claim.statement


def _is_sentence(text: str) -> bool:
    return text[:1].isupper() and text.endswith((".", "!", "?")) and len(text.split()) > 2


def _whole(own: Imprint) -> Node:
    return {
        "@type": "CreativeWork",
        "name": own.title,
        "abstract": " ".join(said for said in (own.state, own.supposed, own.left_out, own.recorded) if said),
        "description": own.disclaimer,
        "license": own.licence,
        "version": own.release,
    }


def _claim(claim: Claim, view: View) -> Node:
    reports = sorted(_carrying(claim, view), key=lambda report: reported_on(report, view.known))
    sources = [view.known.row(Source, id) for id in dict.fromkeys(report.source for report in reports)]
    works = [_work(source, view) for source in sources]
    dated = [work for work in works if "datePublished" in work]
    return {
        "@type": "Claim",
        "text": claim.statement,
        "appearance": works,
        **({"author": author} if (author := _author(claim, view)) else {}),
        **({"firstAppearance": dated[0]} if dated else {}),
    }


def _carrying(claim: Claim, view: View) -> list[Report]:
    """The reports shown that support the claim."""
    rows = view.known.referring(Evidence, "claim", claim.id)
    carrying = [row.report for row in rows if row.stance == "supports" and row.report in view.shown.reports]
    return [view.known.row(Report, id) for id in carrying]


def _author(claim: Claim, view: View) -> Node | None:
    """Who puts the claim forward; a document, a recording or an unknown origin is no author."""
    origin = view.known.row(Origin, claim.claimant) if claim.claimant else None
    if origin is None or origin.kind not in AUTHOR:
        return None
    return {"@type": AUTHOR[origin.kind], "name": origin.name}


def _work(source: Source, view: View) -> Node:
    day = source.published.first.isoformat() if source.published and source.published.is_day else ""  # type: ignore[union-attr]  # a day has a first
    given = {
        "name": source.title,
        "url": source.url if source.url.startswith(("http://", "https://")) else "",
        "datePublished": day,
        "inLanguage": source.language,
    }
    publisher = {"@type": "Organization", "name": view.known.row(Outlet, source.outlet).name}
    said = {key: value for key, value in given.items() if value}
    return {"@type": "CreativeWork", **said, "publisher": publisher}


EXPORT = Export(
    name="claimreview",
    title="ClaimReview",
    purpose="Every claim with its standing as JSON-LD, for fact-checking search.",
    suffix="jsonld",
    media_type="application/ld+json",
    make=claimreview,
)
