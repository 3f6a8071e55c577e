from pathlib import Path

import pytest

from tests.tools.import_scores import Layout, main, read_layouts, score_layout

FEWEST_TABLES = 60
LAYOUTS = list(read_layouts())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_table_becomes_the_plan_that_a_careful_person_would_write(
    tmp_path: Path, layout: Layout
) -> None:
    score = score_layout(layout, tmp_path)
    assert not score.faults
    assert score.found == score.wanted == score.right


def test_the_command_prints_the_sums_of_all_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(LAYOUTS) >= FEWEST_TABLES
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert f"{len(LAYOUTS)} tables" in printed
    assert "wrong and sure      0" in printed


def test_a_sure_date_that_is_wrong_is_counted(tmp_path: Path) -> None:
    table = "Action,Lead,By when\nOpen a hub,Fleet,May 2024\nShut a hub,Fleet,June 2024\n"
    layout = Layout("wrong", "csv", table, (("Open a hub", "Jun 2024"),))
    score = score_layout(layout, tmp_path)
    assert (score.found, score.right, score.wrong) == (1, 0, 2)
