"""Shows and questions over HTTP."""

from __future__ import annotations

from tests.studio import Studio


async def test_shows_are_made_opened_and_listed(studio: Studio) -> None:
    await studio.queued("Of the first?")
    first = (await studio.call("GET", "/api/shows"))["shows"][0]
    assert (first["title"], first["current"], first["questions"], first["closed"]) == ("Show", True, 1, False)
    await studio.call("POST", "/api/shows", {"title": "The second"})
    second, other = (await studio.call("GET", "/api/shows"))["shows"]
    assert (second["title"], second["current"], other["current"]) == ("The second", True, False)
    assert (await studio.call("GET", "/api/state"))["queue"] == 0
    await studio.command("close")
    await studio.call("POST", f"/api/shows/{first['id']}/open")
    state = await studio.call("GET", "/api/state")
    assert (state["show"]["id"], state["queue"]) == (first["id"], 1)
    assert [s["closed"] for s in (await studio.call("GET", "/api/shows"))["shows"]] == [False, True]


async def test_no_show_is_changed_while_something_is_on_air(studio: Studio) -> None:
    await studio.queued("On air?")
    await studio.command("next")
    status, answer = await studio.answer("POST", "/api/shows", {"title": "Too early"})
    assert (status, answer["error"]) == (409, "illegal")
    status, answer = await studio.answer("POST", "/api/shows/nothing/open")
    assert (status, answer["error"]) == (404, "unknown")


async def test_questions_are_searched_and_paged(studio: Studio) -> None:
    texts = ["About money?", "About the tour?", "About money and the tour?", "Something else?"]
    ids = [await studio.queued(text, "Mia") for text in texts]
    await studio.command("skip", id=ids[3])
    found = await studio.call("GET", "/api/questions?q=MONEY")
    assert [item["id"] for item in found["questions"]] == [ids[0], ids[2]]
    assert found["more"] is False
    assert "author" not in found["questions"][0]
    page = await studio.call("GET", "/api/questions?limit=3")
    assert (len(page["questions"]), page["more"]) == (3, True)
    rest = await studio.call("GET", f"/api/questions?limit=3&after={page['questions'][-1]['id']}")
    assert ([item["id"] for item in rest["questions"]], rest["more"]) == ([ids[3]], False)
    skipped = await studio.call("GET", "/api/questions?status=skipped")
    assert [item["id"] for item in skipped["questions"]] == [ids[3]]
    for query in ("limit=0", "limit=201", "limit=x", "status=nothing", "more=1"):
        assert (await studio.answer("GET", f"/api/questions?{query}"))[0] == 400
    assert (await studio.answer("GET", "/api/questions?after=nobody"))[0] == 404
