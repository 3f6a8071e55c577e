"""Board papers are, byte for byte, those that were looked at and kept."""

import pytest

from tests.tools.report_goldens import FOLDER, KEPT, kept, made, parts
from tui.reports.renderers.registry import BINARY_FORMATS


@pytest.mark.parametrize(("name", "layout"), KEPT)
def test_a_paper_is_the_one_that_was_kept(name: str, layout: str) -> None:
    before, now = kept(name, layout).read_bytes(), made(name, layout)
    if (
        layout in BINARY_FORMATS
    ):  # each part byte for byte; how archives are compressed differs between machines
        assert parts(now) == parts(before)
    else:
        assert now == before


def test_no_paper_is_kept_that_nothing_makes() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {
        kept(name, layout).name for name, layout in KEPT
    }
