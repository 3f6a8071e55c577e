"""The demo's Board papers are, byte for byte, those that were looked at and kept."""

import pytest

from tests.papers import FOLDER, KEPT, kept, made, parts
from tui.reports.lay_out import BINARY_FORMATS
from tui.reports.position import ReportKind


@pytest.mark.parametrize(("kind", "layout"), KEPT)
def test_a_paper_is_the_one_that_was_kept(kind: ReportKind, layout: str) -> None:
    before, now = kept(kind, layout).read_bytes(), made(kind, layout)
    if layout in BINARY_FORMATS:  # each part byte for byte; how archives are compressed differs between machines
        assert parts(now) == parts(before)
    else:
        assert now == before


def test_no_paper_is_kept_that_nothing_makes() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {kept(kind, layout).name for kind, layout in KEPT}
