""" "Go to" finds an item or part by ref, number, code, beginning of a ref, or title."""

import pytest

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from store.query.destinations import Destination, find_destinations


def named(destinations: list[Destination]) -> list[str]:
    return [each[0].ref if isinstance(each, tuple) else each.with_kind for each in destinations]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("2.4.4-C", ["2.4.4-c"]),
        ("2.5.8-c", ["2.5.8-c@Apr-2009"]),
        ("2.5.8-c@j", ["2.5.8-c@Jun-2009", "2.5.8-c@Jul-2009", "2.5.8-c@Jan-2010"]),
        ("2.4.4-", ["2.4.4-a", "2.4.4-b", "2.4.4-c", "2.4.4-d"]),
        ("2", ["section 2"]),
        ("2.4", ["priority 2.4"]),
        ("els", ["pathway ELS"]),
        ("ppo", ["pathway PPO", "tag PPO"]),
        ("pathway ppo", ["pathway PPO"]),
        ("smooth HANDOVER", ["2.4.2-a"]),
        ("ni18-derby", ["measure NI18-DERBY"]),
        ("2.7.2-m2@Q2-2009/10", ["measure 2.7.2-m2"]),
        ("derby", ["area DERBY"]),
        ("psa 23", ["indicator PSA 23"]),
    ],
)
def test_all_that_can_be_meant_is_found(
    east_midlands: LoadedPlan, typed: str, names: list[str]
) -> None:
    assert named(find_destinations(east_midlands, typed)) == names


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "9.9.9-z"])
def test_what_is_nothing_is_refused(east_midlands: LoadedPlan, typed: str) -> None:
    with pytest.raises(Refused):
        find_destinations(east_midlands, typed)
