"""The words of a command made ready: cleaned, and refused in a sentence where they are none or too many."""

from __future__ import annotations

import msgspec
from msgspec import UNSET

from overlay.errors import Undecodable
from overlay.moderation.text import clean, graphemes, shortened, visible
from overlay.show.commands import AnyCommand, Ask, Configure, Decline, Draft, Edit, Paste, Poll
from overlay.show.model import Badge, Segment

NAME_LIMIT = 40
POLL_LIMIT = 140
ANSWER_LIMIT = 60


def question_words(words: str, limit: int) -> str:
    """The cleaned question. `Undecodable` if nothing is left or it is longer than `limit` graphemes."""
    text = clean(words)
    if not visible(text):
        raise Undecodable("The question is empty. Write it in the field and send it again.")
    if (length := graphemes(text)) > limit:
        raise Undecodable(
            "The question has {length} characters; at most {limit} fit. Shorten it and send it again.",
            length=length,
            limit=limit,
        )
    return text


def name_words(words: str) -> str:
    """The cleaned name, cut to `NAME_LIMIT` graphemes; empty where nothing of it can be seen."""
    name = clean(words)
    return shortened(name, NAME_LIMIT) if visible(name) else ""


def title_words(words: str) -> str:
    """The cleaned title of a show. `Undecodable` if nothing is left."""
    title = clean(words)
    if not visible(title):
        raise Undecodable("A show needs a title. Write one and try again.")
    return title


def answer_words(given: tuple[str, ...]) -> tuple[str, ...]:
    """The cleaned answers of a poll. `Undecodable` where one is empty, too long, or stands twice."""
    answers = tuple(clean(words) for words in given)
    for answer in answers:
        if not visible(answer):
            raise Undecodable("An answer is empty. Write it, or leave it out.")
        if (length := graphemes(answer)) > ANSWER_LIMIT:
            raise Undecodable(
                "The answer “{answer}” has {length} characters; at most {limit} fit.",
                answer=answer,
                length=length,
                limit=ANSWER_LIMIT,
            )
        if sum(other.casefold() == answer.casefold() for other in answers) > 1:
            raise Undecodable("The answer “{answer}” stands twice.", answer=answer)
    return answers


def web_address(given: str) -> str:
    """The https address of a picture; empty for anything else: a question never fails for want of one."""
    return given if given.startswith("https://") and given.isascii() and given.isprintable() else ""


def _badges(given: tuple[Badge, ...]) -> tuple[Badge, ...]:
    cleaned = (Badge(name_words(badge.name), web_address(badge.url)) for badge in given)
    return tuple(badge for badge in cleaned if badge.url)


def _pieces(given: tuple[Segment, ...], text: str) -> tuple[Segment, ...]:
    """The pieces, if their words together are the cleaned question and one of them is a picture."""
    pieces = tuple(Segment(part.text, web_address(part.url)) for part in given)
    same = "".join(part.text for part in pieces) == text
    return pieces if same and any(part.url for part in pieces) else ()


def prepared(command: AnyCommand, limit: int) -> AnyCommand:
    """The same command with clean words; commands without words come back as they are."""
    match command:
        case Ask():
            text = question_words(command.text, limit)
            return msgspec.structs.replace(
                command,
                text=text,
                name=name_words(command.name),
                platform=name_words(command.platform),
                avatar=web_address(command.avatar),
                badges=_badges(command.badges),
                segments=_pieces(command.segments, text),
            )
        case Decline():
            return msgspec.structs.replace(command, reason=clean(command.reason))
        case Edit():
            return msgspec.structs.replace(command, text=question_words(command.text, limit))
        case Paste():
            drafts = tuple(
                Draft(question_words(draft.text, limit), name_words(draft.name), name_words(draft.platform))
                for draft in command.questions
            )
            return msgspec.structs.replace(command, questions=drafts)
        case Poll():
            question = question_words(command.question, POLL_LIMIT)
            return msgspec.structs.replace(command, question=question, options=answer_words(command.options))
        case Configure():
            title = command.title if command.title is UNSET else title_words(command.title)
            consent = command.consent if command.consent is UNSET else clean(command.consent)
            label = command.label if command.label is UNSET else clean(command.label)
            return msgspec.structs.replace(command, title=title, consent=consent, label=label)
        case _:
            return command
