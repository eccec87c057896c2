"""The audience's page, as it comes complete from the server."""

from __future__ import annotations

import secrets

from aiohttp import web

from overlay.errors import OverlayError
from overlay.i18n import explain, language_of
from overlay.show.fold import Show
from overlay.show.items import on_air_words, public_show
from overlay.show.polls import public_poll
from overlay.web.public_parts import PublicParts
from overlay.web.routes import Call


async def show_page(call: Call) -> web.Response:
    """Told only once all that stands in it is durable."""
    desk = call.parts.desk
    page, rev = _page(call), desk.show.rev
    await desk.durable(rev)
    await desk.ballots.durable()
    return page


def _page(
    call: Call,
    draft: dict[str, str] | None = None,
    status: int = 200,
    *,
    error: str = "",
    poll_error: str = "",
) -> web.Response:
    parts: PublicParts = call.parts
    show: Show = parts.desk.show
    poll = public_poll(show)
    return parts.pages.render(
        "audience",
        call.lang,
        status,
        show=public_show(show.settings, closed=show.closed),
        questions=parts.askers.mine(call.who.id),
        on_air=on_air_words(show),
        poll=poll,
        choice=parts.desk.ballots.choice(poll["id"], call.who.id) if poll else "",
        draft=draft or {"text": "", "name": "", "op": _fresh_op()},
        error=error,
        poll_error=poll_error,
        address=call.request.host,
    )


def page_again(call: Call, error: OverlayError) -> web.Response:
    """The page with the sentence of the refusal, what was written kept."""
    fields = call.fields or {}
    draft = {
        "text": fields.get("text", ""),
        "name": fields.get("name", ""),
        "op": fields.get("op") or _fresh_op(),
    }
    return _page(call, draft, error.status, error=explain(call.lang, error))


def poll_again(call: Call, error: OverlayError) -> web.Response:
    """The page with the sentence at the poll."""
    return _page(call, status=error.status, poll_error=explain(call.lang, error))


def _fresh_op() -> str:
    return secrets.token_urlsafe(12)


def see_other(call: Call) -> web.Response:
    """After a form: the page itself, so that loading it again sends nothing twice."""
    browser = language_of(call.request.headers.get("Accept-Language", ""))
    place = "/" if browser == call.lang else f"/?lang={call.lang}"
    return web.Response(status=303, headers={"Location": place, "Cache-Control": "no-store"})
