from pathlib import Path

import pytest

from plan_data.errors import MilepostError
from tests.tools.lost_cells import lost_of_table, tables
from tests.tools.published_scores import PublishedTable, main, read_published, score_published

PUBLISHED = list(read_published())
FEWEST_TABLES = 80


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_a_published_table_is_read_without_a_wrong_date_that_is_sure(
    tmp_path: Path, table: PublishedTable
) -> None:
    score = score_published(table, tmp_path)
    assert not score.refused
    assert not score.wrong, score.faults
    assert score.found == score.rows, score.faults
    assert score.leads_found == score.leads, score.faults


def test_nearly_all_times_are_right_and_the_rest_is_marked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(PUBLISHED) >= FEWEST_TABLES
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert "wrong and sure                  0" in printed
    assert f"{len(PUBLISHED)} tables" in printed


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: table.name)
def test_no_cell_is_lost_in_silence(tmp_path: Path, table: PublishedTable) -> None:
    try:
        lost = lost_of_table(table, tmp_path)
    except MilepostError as refusal:
        pytest.fail(str(refusal))
    assert not lost
