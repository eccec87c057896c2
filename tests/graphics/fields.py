"""For each of our graphics the field whose words are seen wherever it plays."""

from __future__ import annotations

WORDS = {
    "lower-third": "text",
    "question-card": "text",
    "join-code": "words",
    "social-wall": "label",
    "ticker": "lines",
    "credits": "title",
    "poll": "question",
    "countdown": "label",
    "guest-strap": "name",
    "test-card": "label",
}
