"""Live pictures: what stands on wall, ticker, credits and poll is made from the show.

Questions and votes come onto these layers by approval, star and vote and go by withdrawal, within the second
and without a press: docs/decisions/0007-live-pictures.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from overlay.media.address import media_path
from overlay.show.fold import Show
from overlay.show.model import Picture, Question, Status
from overlay.show.polls import poll_data

ON_THE_WALL: tuple[Status, ...] = ("approved", "queued", "next", "on_air", "answered")
"""A human let these through."""
NEVER_SHOWN: tuple[Status, ...] = ("inbox", "held", "declined", "withdrawn")
MOST_ON_WALL = 40
MOST_STARRED = 100


def live_data(show: Show, picture: Picture) -> dict[str, Any]:
    """The picture's data as it is now; its own where its layer is not a live one."""
    made = LIVE.get(picture.layer)
    return {**picture.data, **made(show, picture)} if made else picture.data


def _wall(show: Show, picture: Picture) -> dict[str, Any]:
    newest = [
        show.questions[question]
        for status in ON_THE_WALL
        for question in dict.fromkeys(_both_ends(show, status))
    ]
    newest.sort(key=lambda question: (question.at, question.id), reverse=True)
    return {"items": [_tile(question) for question in newest[:MOST_ON_WALL]]}


def _both_ends(show: Show, status: Status) -> Iterator[str]:
    """A new question stands at the end of its list, or where a hand has put it: likely at the head."""
    yield from islice(show.lists[status], MOST_ON_WALL)
    yield from islice(_from_the_end(show, status), MOST_ON_WALL)


def _from_the_end(show: Show, status: Status) -> Iterator[str]:
    row = show.lists[status]
    question = row.last
    while question is not None:
        yield question
        question = row.before(question)


def _tile(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "name": question.name,
        "platform": question.platform,
        "avatar": media_path(question.avatar),
        "votes": question.votes,
        "asked_by": question.asked_by,
        "starred": question.starred,
    }


def _starred(show: Show, picture: Picture) -> dict[str, Any]:
    marked = (show.questions[question] for question in show.starred)
    shown = (question for question in marked if question.status not in NEVER_SHOWN)
    return {
        "items": [
            {"id": question.id, "text": question.text, "name": question.name}
            for question in islice(shown, MOST_STARRED)
        ]
    }


def _poll(show: Show, picture: Picture) -> dict[str, Any]:
    return poll_data(show, str(picture.data.get("id", "")))


LIVE: dict[str, Callable[[Show, Picture], dict[str, Any]]] = {
    "wall": _wall,
    "ticker": _starred,
    "credits": _starred,
    "poll": _poll,
}
"""By layer: any graphic that plays there gets them."""
