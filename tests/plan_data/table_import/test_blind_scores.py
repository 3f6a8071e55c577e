import pytest

from tests.tools.blind_scores import BlindTable, main, read_blind, score_blind

BLIND = read_blind()
FEWEST_TABLES = 30


@pytest.mark.parametrize("is_bare", [False, True], ids=["with options", "bare"])
@pytest.mark.parametrize("table", BLIND, ids=lambda table: table.path.stem)
def test_a_blind_table_has_no_wrong_date_that_is_sure(table: BlindTable, *, is_bare: bool) -> None:
    score = score_blind(table, is_bare=is_bare)
    assert not score.wrong, score.faults
    if not is_bare:
        assert score.found == score.rows, score.faults


def test_the_command_prints_the_sums_of_the_blind_tables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(BLIND) >= FEWEST_TABLES
    assert main([]) == 0
    assert f"{len(BLIND)} tables" in capsys.readouterr().out


def test_a_refusal_names_the_option_for_months_that_are_counted() -> None:
    (table,) = (each for each in BLIND if each.path.stem == "12-eu-milestones")
    (fault,) = score_blind(table, is_bare=True).faults
    assert "--start '1 Sep 2024'" in fault
