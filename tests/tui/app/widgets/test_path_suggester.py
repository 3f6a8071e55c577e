"""A path that is typed is continued by the first folder or file that fits."""

from pathlib import Path

import pytest

from tui.app.widgets.path_suggester import PathSuggester


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("pl", "plan a.csv"),
        ("tables/", None),
        ("tab", "tables/"),
        ("tables/su", "tables/sub/"),
        ("tables/p", "tables/plan.XLSX"),
        ("no", None),
        ("nowhere/x", None),
        ("", None),
        ("od", None),
        ("\0", None),
    ],
)
async def test_what_continues_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str | None
) -> None:
    (tmp_path / "tables" / "sub").mkdir(parents=True)
    for name in ("plan b.csv", "plan a.csv", "notes.pdf", "odd\x1b.csv", "tables/plan.XLSX"):
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    assert await PathSuggester((".csv", ".xlsx")).get_suggestion(typed) == offered
