"""The words of a command made ready: cleaned, and refused in a sentence where they are none or too many."""

from __future__ import annotations

import msgspec

from overlay.errors import Undecodable
from overlay.moderation.text import clean, graphemes, shortened
from overlay.show.commands import AnyCommand, Ask, Draft, Edit, Paste

NAME_LIMIT = 40


def question_words(words: str, limit: int) -> str:
    """The cleaned question. `Undecodable` if nothing is left or it is longer than `limit` graphemes."""
    text = clean(words)
    if not text:
        raise Undecodable("The question is empty. Write it in the field and send it again.")
    if (length := graphemes(text)) > limit:
        raise Undecodable(
            "The question has {length} characters; at most {limit} fit. Shorten it and send it again.",
            length=length,
            limit=limit,
        )
    return text


def name_words(words: str) -> str:
    return shortened(clean(words), NAME_LIMIT)


def prepared(command: AnyCommand, limit: int) -> AnyCommand:
    """The same command with clean words; commands without words come back as they are."""
    match command:
        case Ask():
            return msgspec.structs.replace(
                command, text=question_words(command.text, limit), name=name_words(command.name)
            )
        case Edit():
            return msgspec.structs.replace(command, text=question_words(command.text, limit))
        case Paste():
            drafts = tuple(
                Draft(question_words(draft.text, limit), name_words(draft.name), draft.platform)
                for draft in command.questions
            )
            return msgspec.structs.replace(command, questions=drafts)
        case _:
            return command
