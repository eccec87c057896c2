"""Decisions about questions that are not on air: intake, gate, order, words, marks."""

from __future__ import annotations

import msgspec

from overlay.show.commands import Approve, Ask, Cue, Decline, Draft, Edit, Move, Order, Paste, Skip, Star
from overlay.show.events import Asked, Edited, Starred
from overlay.show.fold import Show
from overlay.show.model import Question, Status
from overlay.show.steps import Events, Refusal, author_of, by, formed, moved, refuse_form


def ask(show: Show, order: Order, command: Ask) -> Events | Refusal:
    if show.settings.intake == "closed" and order.who.stranger:
        return Refusal("illegal", "The show takes no questions at the moment.")
    crew = not order.who.stranger
    draft = Draft(command.text, command.name, command.platform)
    author = "" if crew else author_of(order.who, command.author)
    return [_asked(order, order.ids[0], draft, queue=command.queue and crew, author=author)]


def paste(show: Show, order: Order, command: Paste) -> Events:
    return [
        _asked(order, question, draft, queue=command.queue, author="")
        for question, draft in zip(order.ids, command.questions, strict=True)
    ]


def _asked(order: Order, question: str, draft: Draft, *, queue: bool, author: str) -> Asked:
    status: Status = "queued" if queue else "inbox"
    return Asked(
        Question(question, draft.text, status, order.at, draft.name, platform=draft.platform, author=author)
    )


def approve(show: Show, order: Order, command: Approve) -> Events | Refusal:
    now: Status = "queued" if command.queue else "approved"
    if show.questions[command.id].status == now:
        return Refusal("repeated", by=by(show, command.id))
    return [moved(show, command.id, now)]


def decline(show: Show, order: Order, command: Decline) -> Events | Refusal:
    question = show.questions[command.id]
    if (question.status, question.reason) == ("declined", command.reason):
        return Refusal("repeated", by=by(show, command.id))
    return [moved(show, command.id, "declined", reason=command.reason)]


def move(show: Show, order: Order, command: Move) -> Events | Refusal:
    queue, before = show.lists["queued"], command.before
    if before is not None and before not in queue:
        return Refusal(
            "illegal",
            "Question {id} is not in the queue, so nothing can be put in front of it.",
            {"id": before},
        )
    here = command.id in queue
    if here and before in (command.id, queue.after(command.id)):
        return Refusal("repeated", by=by(show, command.id))
    return [moved(show, command.id, "queued", before)]


def cue(show: Show, order: Order, command: Cue) -> Events | Refusal:
    if refusal := refuse_form(command.graphic):
        return refusal
    events: Events = []
    head = show.lists["queued"].first
    if show.cued is not None:
        events.append(moved(show, show.cued, "queued", head))
    cued = moved(show, command.id, "next")
    if show.cued is not None and head == command.id:
        cued = msgspec.structs.replace(cued, was_after=show.cued)
    events.append(cued)
    events += formed(show, command.id, command.graphic)
    return events


def skip(show: Show, order: Order, command: Skip) -> Events | Refusal:
    question = command.id or show.next
    return Refusal("empty") if question is None else [moved(show, question, "skipped")]


def star(show: Show, order: Order, command: Star) -> Events | Refusal:
    question = command.id or show.on_air or show.cued
    if question is None:
        return Refusal("empty")
    return [Starred(question, on=not show.questions[question].starred)]


def edit(show: Show, order: Order, command: Edit) -> Events | Refusal:
    was = show.questions[command.id].text
    if was == command.text:
        return Refusal("repeated", by=by(show, command.id))
    return [Edited(command.id, command.text, was, own=order.who.role == "audience")]
