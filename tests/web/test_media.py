"""Pictures of strangers, as both listeners serve them."""

from __future__ import annotations

from overlay.media.address import media_name, media_path
from tests.studio import Studio

URL = "https://pictures.example/a.png"


async def test_both_listeners_serve_it_for_ever_and_to_frames(studio: Studio) -> None:
    await studio.app.media.keep(media_name(URL), b"RIFFpicture")
    for listener in (studio.url, studio.public):
        async with studio.session.get(listener + media_path(URL)) as answer:
            assert answer.status == 200
            assert await answer.read() == b"RIFFpicture"
            assert answer.headers["Content-Type"] == "image/webp"
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_frame_of_an_origin_of_its_own_may_show_it(studio: Studio) -> None:
    await studio.app.media.keep(media_name(URL), b"RIFFpicture")
    asked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    async with studio.session.get(studio.url + media_path(URL), headers=asked) as answer:
        assert answer.status == 200


async def test_what_is_not_there_is_said_in_a_sentence_and_not_kept(studio: Studio) -> None:
    for name in ("0" * 32, "..%2f..%2foverlay.db", "x" * 500, "%00"):
        async with studio.session.get(f"{studio.url}/media/{name}") as answer:
            assert answer.status == 404
            assert "no picture" in (await answer.json())["message"]
            assert answer.headers["Cache-Control"] == "no-store"


async def test_in_french(studio: Studio) -> None:
    async with studio.session.get(f"{studio.url}/media/x", headers={"Accept-Language": "fr"}) as answer:
        assert (await answer.json())["message"] == "Il n’y a pas d’image x."
