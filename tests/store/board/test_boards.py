"""Which board is meant, when it meets, and when it should."""

from datetime import date

import pytest

from plan_data.errors import Refused
from plan_data.model import Board
from store.board.boards import (
    coming_meeting,
    expected_meeting,
    find_board,
    find_meeting,
    main_board,
)
from store.checklist.checklist import Checklist, build_checklist
from store.checklist.meetings import Meeting
from tests.store.board.office import BOARD, PLAN
from tests.store.factories import entry, milestone, plan_with, with_boards

NAMELESS = plan_with(milestone("Sep 2009"))


def on(day: str, *boards: Board) -> Checklist:
    loaded = with_boards(NAMELESS, *boards) if boards else PLAN
    return build_checklist(loaded, (), date.fromisoformat(day))


def test_the_first_board_is_meant_if_none_is_named_and_case_does_not_matter() -> None:
    assert find_board(PLAN, ()).board == BOARD
    assert find_board(PLAN, (), " olass  board").board == "OLASS Board"


def test_an_unknown_board_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused, match="no board 'OLAS Board'; did you mean OLASS Board"):
        find_board(PLAN, (), "OLAS Board")


def test_a_plan_without_boards_takes_a_new_name_and_knows_those_of_its_calendar() -> None:
    calendar = [Meeting(date(2010, 1, 12), "Steering Group")]
    assert main_board(NAMELESS) == "Board"
    assert find_board(NAMELESS, calendar, "steering group").board == "Steering Group"
    assert find_board(NAMELESS, calendar, "Other").board == "Other"


def test_a_day_on_which_it_does_not_meet_is_refused_with_its_days() -> None:
    checklist = on("2009-11-30")
    assert find_meeting(checklist, BOARD, date(2010, 1, 12)).board == BOARD
    with pytest.raises(
        Refused, match="no meeting on 13 Jan 2010; its meetings are 17 Nov 2009, 12"
    ):
        find_meeting(checklist, BOARD, date(2010, 1, 13))
    with pytest.raises(Refused, match=r"none of its .* --board 'OLASS Board'` records"):
        find_meeting(checklist, "OLASS Board", date(2010, 1, 12))


def test_another_boards_meeting_is_not_the_next_of_this_one() -> None:
    meeting = entry("meeting", "2009-11-01", "", when="2009-12-01", board="OLASS Board")
    checklist = build_checklist(PLAN, [meeting], date(2009, 11, 30))
    coming = coming_meeting(checklist, BOARD)
    assert coming == Meeting(date(2010, 1, 12), BOARD)
    assert [item.board for item in checklist.meetings] == [BOARD, BOARD]
    assert len(checklist.calendar) == 3


@pytest.mark.parametrize(
    ("meets", "dates", "expected"),
    [
        ("every 2 months", ("2009-11-17",), date(2010, 1, 17)),
        ("every 2 months", (), date(2009, 11, 30)),
        ("every quarter", (), date(2009, 12, 31)),
        ("every week", ("2009-11-23",), date(2009, 11, 30)),
        ("every week", (), date(2009, 12, 6)),
        ("every month", ("2009-10-31",), date(2009, 11, 30)),
        ("when needed", (), None),
        (None, ("2009-11-17",), None),
    ],
)
def test_a_board_with_a_rhythm_is_expected_to_meet_by_a_day(
    meets: str | None, dates: tuple[str, ...], expected: date | None
) -> None:
    checklist = on("2009-11-30", Board("Board", meets=meets, dates=dates))
    assert coming_meeting(checklist, "Board") is None
    assert expected_meeting(checklist, "Board") == expected
    assert expected_meeting(checklist, "Nobody") is None
