"""A made-up audience: as many different questions as are wanted, the same each time."""

from __future__ import annotations

from itertools import islice, product

from overlay.show.model import Language
from overlay.sources.contract import Message

FORMS: dict[Language, tuple[str, ...]] = {
    "en": (
        "What will change for {who} next year?",
        "Who decides about {what} in the end?",
        "Why does {what} take so long?",
        "How much does {what} cost, and who pays for it?",
        "What do you say to {who} who no longer believe in it?",
        "Could {who} have a say in {what}?",
        "What was your biggest mistake with {what}?",
        "If you could change one thing about {what} tomorrow, what would it be? And how would {who} notice?",
    ),
    "fr": (
        "Qu’est-ce qui changera l’an prochain pour {who} ?",
        "Au fond, qui décide, quand il s’agit de {what} ?",
        "Pourquoi faut-il tant de temps, pour {what} ?",
        "Combien cela coûte-t-il, {what}, et qui paie ?",
        "Que répondez-vous à {who}, qui n’y croient plus ?",
        "Pour {what}, peut-on demander leur avis à {who} ?",
        "Quelle a été votre plus grande erreur, pour {what} ?",
        "Si vous pouviez changer une chose dès demain, pour {what}, laquelle ? Et que verraient {who} ?",
    ),
}
WHO: dict[Language, tuple[str, ...]] = {
    "en": (
        "commuters",
        "tenants",
        "people on night shifts",
        "small shops",
        "teachers",
        "our children",
        "nurses",
    ),
    "fr": ("les usagers", "les locataires", "les équipes de nuit", "les petits commerces", "les enseignants"),
}
WHAT: dict[Language, tuple[str, ...]] = {
    "en": (
        "the new bridge",
        "the tram line",
        "the school building",
        "the old market hall",
        "the energy plan",
    ),
    "fr": ("le nouveau pont", "la ligne de tram", "la rénovation de l’école", "la halle du marché"),
}
SEATS: dict[Language, str] = {"en": "Row {row}, seat {seat}", "fr": "Rang {row}, place {seat}"}


def questions(lang: Language, count: int) -> list[Message]:
    """So many; every third one without a name. They begin again when all combinations are used up."""
    combined = list(product(WHO[lang], WHAT[lang], FORMS[lang]))
    spread = [combined[(number * 37) % len(combined)] for number in range(len(combined))]
    endless = (spread[number % len(spread)] for number in range(count))
    return [
        Message(form.format(who=who, what=what), name=_name(lang, number))
        for number, (who, what, form) in enumerate(islice(endless, count))
    ]


def _name(lang: Language, number: int) -> str:
    if number % 3 == 2:
        return ""
    return SEATS[lang].format(row=number * 7 % 23 + 1, seat=number * 5 % 17 + 1)
