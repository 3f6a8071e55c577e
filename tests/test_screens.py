"""The pictures in the docs are what the app shows today."""

import re

import pytest

from tests.tools.screens import FOLDER, PICTURES, Picture, draw, drawn_with, words_of

PAGE = FOLDER.with_suffix(".md")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_what_the_app_shows(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    fresh = await draw(picture)
    stale = "`python -m tests.tools.screens` draws it again"
    assert words_of(kept) == words_of(fresh), stale
    if drawn_with() in kept:  # another version of Textual may round a corner otherwise
        assert kept == fresh, stale


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_has_the_demo_in_it_and_fetches_nothing(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    shown = "\n".join(words_of(kept))
    assert picture.words in shown
    assert "made up" in shown
    assert re.findall(r"url\(.?https?:|href=", kept) == []


def test_every_picture_is_shown_with_its_words_and_no_other_is_kept() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(screens/(\w+)\.svg\)", PAGE.read_text(encoding="utf-8"))
    assert shown == [picture.name for picture in PICTURES]
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(shown)


def test_the_picture_of_a_sheet_is_shown_and_small() -> None:
    (picture,) = FOLDER.glob("*.png")
    assert picture.stat().st_size < 100_000
    page = (FOLDER.parent / "returns.md").read_text(encoding="utf-8")
    assert f"(screens/{picture.name})" in page
