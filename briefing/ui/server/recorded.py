"""The layer of recorded violence for the map in a browser: cells of what is in sight, and the events of one.

It is asked for by the map itself and does not go through the page, so that a window of any size costs one small answer.
Anybody may ask: what is no question of a map is refused, and what two maps ask alike is answered once.
"""

import asyncio
import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Send
from starlette.types import Scope as Asked

from briefing.context import asking
from briefing.context.engine import EngineError
from briefing.context.layer import Absent, Layer, Recorded, Scope
from briefing.context.meant import named, narrowed
from briefing.context.opening import Opened, opened
from briefing.context.patches import NoPatchError, Patch, events, fitting, patches, tile
from briefing.dossier.sentences import some
from briefing.pictures.map.recorded import FEW, number, outlines, said, share
from briefing.pictures.recorded import grade, heading
from briefing.view.address import CONTEXTS

WORKERS = 4  # threads; a slow layer would take all those of the loop, in which every file is read
AT_ONCE = 128  # questions that are being answered or wait
PATIENCE = 10.0  # seconds from a question to its answer, however many came before it
FULL = "more is asked of the layer than it answers at once; move the map again in a moment"
LATE = f"no answer came within {PATIENCE:g} seconds"
KEPT = 128  # answers, at most 300 kB each
APART = 4  # tiles across and down within which no two have something in the same place
MOST, LONGEST = 200, 500  # values of one kind, and letters of each
NEAREST = 12.0  # zoom of a map that moves
STEPS = 2  # digits of a zoom and of the degrees of a window, as a map asks for them

FOR_AN_HOUR = "private, max-age=3600"
NOT_KEPT = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of which events, by ``events`` or ``deaths``, and where, as the kind of question has it."""

    what: str
    by: str
    scope: Scope
    where: tuple[Any, ...]


class RecordedViolence:
    """ASGI application that answers for what is in ``ASKED``: 404 without a layer, 400 for what is no question, 410
    for one to a layer that another has taken the place of, 503 where no answer comes.

    A layer may be slow, and a server slow to say that it is there; nobody waits for that who asks for something else.
    """

    def __init__(self) -> None:
        self.workers = ThreadPoolExecutor(WORKERS, "recorded")
        self.asked = 0

    async def __call__(self, scope: Asked, receive: Receive, send: Send) -> None:
        """Answer one question."""
        await (await self.answer(Request(scope)))(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """The answer as JSON, compressed for who takes that."""
        if self.asked >= AT_ONCE:
            return _none(FULL)
        self.asked += 1
        try:
            answering = asyncio.get_running_loop().run_in_executor(self.workers, _response, request)
            return await asyncio.wait_for(answering, PATIENCE)  # what is given up before its turn is not begun
        except TimeoutError:
            return _none(LATE)
        finally:
            self.asked -= 1


def _response(request: Request) -> Response:
    found = opened()
    what = request.scope["path"].removeprefix(f"{request.scope['root_path']}/")
    if what not in ASKED or found == Absent():
        return PlainTextResponse("Not Found\n", 404)
    if isinstance(found, Absent):  # there is to be one, and why there is none may pass
        return _none(found.reason)
    if request.query_params.get("v", found[0].digest) != found[0].digest:
        return _gone()
    try:
        body = _answered(found, what, str(request.query_params))
    except QuestionError as fault:
        return PlainTextResponse(f"{fault}\n", 400)
    except NoPatchError:
        return PlainTextResponse(f"Bad Request. {WANTED[what]}\n", 400)
    except EngineError as fault:
        return _none(str(fault))
    # Without its version a later layer has this address too.
    kept = FOR_AN_HOUR if "v" in request.query_params else "no-cache"
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(body), media_type="application/json", headers=headers)


def _none(why: str) -> Response:
    return PlainTextResponse(f"{why}\n", 503, NOT_KEPT)


class QuestionError(ValueError):
    """What a question has wrong and what is wanted, in a sentence."""


def _gone() -> Response:
    """A number of another layer would stand under words of the one that the page knows, and be kept for an hour."""
    return PlainTextResponse("another layer has taken the place of this one; load the page anew\n", 410, NOT_KEPT)


def _answered(found: Opened, what: str, query: str) -> bytes:
    """The answer to a question as it stands in an address. Raises QuestionError or NoPatchError where it is none."""
    asked = _read(what, QueryParams(query))
    if lacking := [each for each in asked.scope.countries if each not in found[0].countries]:
        held = some(found[0].countries, MOST)
        raise QuestionError(f"no row has the country {some(list(map(repr, lacking)), FEW)}; the layer has {held}")
    return _made(found, asked)


@lru_cache(maxsize=KEPT)
def _made(found: Opened, asked: Question) -> bytes:
    told = ASKED[asked.what].tell(found, asked)
    return gzip.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 5)


def _read(what: str, given: QueryParams) -> Question:
    """The question alone: what goes wrong once it is read is no fault of who asks."""
    try:
        return _question(what, given)
    except QuestionError:
        raise
    except (KeyError, ValueError, OverflowError):
        raise QuestionError(f"Bad Request. {WANTED[what]}") from None


def _question(what: str, given: QueryParams) -> Question:
    kind = ASKED[what]
    by = given.get("by", "events")
    if set(given) - OF_ALL - kind.names or by not in CONTEXTS[1:]:
        raise ValueError(what)
    if any("\0" in value for _, value in given.multi_items()):  # no server takes it in a text
        raise ValueError(what)
    return Question(what, by, _scope(given), kind.read(given))


def _in_sight(given: QueryParams) -> tuple[float, asking.Bounds]:
    zoom, window = float(given["zoom"]), _window(given["window"])
    if not 0 <= zoom <= NEAREST:  # nor is what is no number
        raise ValueError(zoom)
    return round(fitting(zoom, window), STEPS), window


def _cells(found: Opened, asked: Question) -> Any:
    zoom, window = asked.where
    given = patches(found, asked.scope, zoom, window)
    drawn = {"areas": given.areas, "cells": given.cells}
    label = named(found[0], asked.scope)
    within = {"cell": narrowed(asked.scope), "area": narrowed(asked.scope, "its country")}
    return {"resolution": given.resolution, "label": label, "within": within} | {
        kind: [_patch(each, asked.by, zoom) for each in some] for kind, some in drawn.items()
    }


def _tile(found: Opened, asked: Question) -> Any:
    """A tile of the free map as GeoJSON. Streamlit tells what was picked by its place in its tile alone, and takes the
    same place picked again for no more of it; so tiles near each other leave each other's places empty."""
    zoom, column, row = asked.where
    given = tile(found, asked.scope, zoom, column, row)
    before: list[dict[str, Any]] = [{}] * (column % APART * APART + row % APART)
    after: list[dict[str, Any]] = [{}] * (APART * APART - 1 - len(before))
    return {
        "type": "FeatureCollection",
        "features": [each for one in given for each in (*before, _feature(one, asked, found[0]), *after)],
    }


def _feature(patch: Patch, asked: Question, layer: Layer) -> dict[str, Any]:
    rings = [[[round(value, FEW) for value in at] for at in (*ring, ring[0])] for ring in patch.rings]
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": rings},
        "properties": {
            "share": round(255 * share(patch, asked.by)),
            **said(patch, named(layer, asked.scope), asked.scope),
        },
    }


def _window(text: str) -> asking.Bounds:
    south, west, north, east = (round(float(part), STEPS) for part in text.split(","))
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise ValueError(text)
    return south, west, north, east


def _patch(patch: Patch, by: str, zoom: float) -> list[Any]:
    """A cell or an area: its id as text, since a script's numbers end before it, its class, what it says, outlines."""
    deaths = patch.total.deaths
    return [
        patch.id,
        grade(number(patch, by)),
        [patch.total.events, deaths.low, deaths.best, deaths.high],
        outlines(patch, zoom),
        patch.title,
    ]


def _events(found: Opened, asked: Question) -> Any:
    given = events(found, asked.scope, *asked.where)
    head = heading(named(found[0], asked.scope), given.total, given.title, asked.scope)
    return {"total": given.total, "head": head, "events": [_event(each) for each in given.events]}


def _event(each: Recorded) -> dict[str, Any]:
    days = [day.isoformat() for day in dict.fromkeys((each.first, each.last)) if day]
    deaths = [each.deaths.low, each.deaths.best, each.deaths.high] if each.deaths else None
    return {"id": each.id, "days": days, "sides": [each.side_a, each.side_b], "kind": each.kind, "deaths": deaths}


def _scope(asked: QueryParams) -> Scope:
    first, last = (date.fromisoformat(asked[end]) if asked.get(end) else None for end in ("first", "last"))
    if first and last and first > last:
        raise QuestionError(f"first, {first}, comes after last, {last}; the earlier day is wanted first")
    return Scope(_some(asked.getlist("country")), first, last, _some(asked.getlist("side")))


def _some(values: Sequence[str]) -> tuple[str, ...]:
    if len(values) > MOST or any(len(value) > LONGEST for value in values):
        raise ValueError(f"{len(values):,} values")
    return tuple(values)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: the names of what only it is given, how that is read, and how it is answered."""

    names: frozenset[str]
    read: Callable[[QueryParams], tuple[Any, ...]]
    tell: Callable[[Opened, Question], Any]


OF_ALL = frozenset({"v", "by", "country", "side", "first", "last"})
"""What every kind of question may be given; ``v`` is the release, by which a browser keeps answers apart."""
ASKED: Mapping[str, Kind] = {
    "cells": Kind(frozenset({"zoom", "window"}), _in_sight, _cells),
    "tile": Kind(frozenset("zxy"), lambda given: tuple(int(given[name]) for name in "zxy"), _tile),
    "events": Kind(frozenset({"cell", "area"}), lambda given: (given.get("area") or given["cell"],), _events),
}

WANTED: Mapping[str, str] = {
    "cells": "Wanted: zoom from 0 to 12, and window as south,west,north,east in degrees",
    "tile": "Wanted: z, x and y of a tile, z from 0 to 9",
    "events": "Wanted: cell by its number, or area as a country or a country/province",
}
"""What each kind of question cannot be without; country, side, by and a period as first and last narrow it."""
