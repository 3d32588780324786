"""The layer of recorded violence for the map in a browser: cells of what is in sight, and the events of one.

It is asked for by the map itself and does not go through the page, so that a window of any size costs one small answer.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Send
from starlette.types import Scope as Asked

from briefing.context import asking
from briefing.context.engine import EngineError
from briefing.context.layer import Absent, Recorded, Scope
from briefing.context.opening import Opened, opened
from briefing.context.patches import Patch, events, patches
from briefing.pictures.map.recorded import number, outlines
from briefing.pictures.recorded import grade

KEPT = 128  # answers, at most 300 kB each
MOST, LONGEST = 40, 200  # values of one kind, and letters of each

FOR_AN_HOUR = "private, max-age=3600"


class RecordedViolence:
    """ASGI application that answers for ``cells`` and ``events``: 404 without a layer, 400 for what is no question."""

    async def __call__(self, scope: Asked, receive: Receive, send: Send) -> None:
        """Answer one question."""
        await (await self.answer(Request(scope)))(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """The answer as JSON, compressed for who takes that."""
        found = await run_in_threadpool(opened)  # a server may be slow to say that it is there
        what = request.url.path.rpartition("/")[2]
        if isinstance(found, Absent) or what not in ASKED:
            return PlainTextResponse("Not Found\n", 404)
        try:
            body = await run_in_threadpool(_answered, found[0].digest, what, str(request.query_params))
        except (KeyError, ValueError, OverflowError):
            return PlainTextResponse("Bad Request\n", 400)
        except EngineError as fault:
            return PlainTextResponse(f"{fault}\n", 503)
        headers = {"Cache-Control": FOR_AN_HOUR, "Vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(body, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
        return Response(gzip.decompress(body), media_type="application/json", headers=headers)


@lru_cache(maxsize=KEPT)
def _answered(_: str, what: str, query: str) -> bytes:
    found = opened()
    if isinstance(found, Absent):
        raise EngineError(found.reason)
    said = ASKED[what](found, QueryParams(query))
    return gzip.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 5)


def _cells(found: Opened, asked: QueryParams) -> Any:
    zoom = float(asked["zoom"])
    given = patches(found, _scope(asked), zoom, _window(asked["window"]))
    by = asked.get("by", "events")
    drawn = {"areas": given.areas, "cells": given.cells}
    return {"resolution": given.resolution} | {
        kind: [_patch(each, by, zoom) for each in some] for kind, some in drawn.items()
    }


def _window(text: str) -> asking.Bounds:
    south, west, north, east = (float(part) for part in text.split(","))
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


def _events(found: Opened, asked: QueryParams) -> Any:
    given = events(found, _scope(asked), asked.get("area") or asked["cell"])
    return {"total": given.total, "label": found[0].label, "events": [_event(each) for each in given.events]}


def _event(each: Recorded) -> dict[str, Any]:
    days = [day.isoformat() for day in dict.fromkeys((each.first, each.last)) if day]
    deaths = [each.deaths.low, each.deaths.best, each.deaths.high] if each.deaths else None
    return {"id": each.id, "days": days, "sides": [each.side_a, each.side_b], "kind": each.kind, "deaths": deaths}


def _scope(asked: QueryParams) -> Scope:
    first, last = (date.fromisoformat(asked[end]) if asked.get(end) else None for end in ("first", "last"))
    return Scope(_some(asked.getlist("country")), first, last, _some(asked.getlist("side")))


def _some(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value[:LONGEST] for value in values[:MOST])


ASKED: Mapping[str, Any] = {"cells": _cells, "events": _events}
