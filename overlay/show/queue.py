"""Decisions about questions that are not on air: intake, gate, order, words, marks."""

from __future__ import annotations

import msgspec

from overlay.show.commands import Approve, Ask, Cue, Decline, Edit, Move, Order, Paste, Skip, Star
from overlay.show.events import Asked, Edited, Starred
from overlay.show.fold import Show
from overlay.show.model import Question, Status
from overlay.show.steps import Events, Refusal, author_of, by, formed, moved, refuse_form


def ask(show: Show, order: Order, command: Ask) -> Events | Refusal:
    if show.settings.intake == "closed" and order.who.stranger:
        return Refusal("illegal", "The show takes no questions at the moment.")
    crew = not order.who.stranger
    question = Question(
        order.ids[0],
        command.text,
        "queued" if command.queue and crew else "inbox",
        order.at,
        command.name,
        command.platform,
        author="" if crew else author_of(order.who, command.author),
        votes=command.votes,
        asked_by=command.asked_by,
        avatar=command.avatar,
        badges=command.badges,
        segments=command.segments,
    )
    return [Asked(question)]


def paste(show: Show, order: Order, command: Paste) -> Events:
    status: Status = "queued" if command.queue else "inbox"
    return [
        Asked(Question(question, draft.text, status, order.at, draft.name, draft.platform))
        for question, draft in zip(order.ids, command.questions, strict=True)
    ]


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
    if refusal := refuse_form(show, command.graphic):
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
