from typing import get_args

import pytest

from plan_data.model import Milestone
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.parser import Repeat, parse
from plan_data.timescale.period_parser import NotATimescale
from plan_data.timescale.units import UNITS, Unit


def test_every_unit_has_its_row_and_every_row_a_unit() -> None:
    missing = [unit for unit in get_args(Unit) if unit not in UNITS]
    assert missing == [], "add the row of each to UNITS in plan_data/timescale/units.py"
    assert list(UNITS) == list(get_args(Unit))


def test_a_unit_has_a_plural_and_either_months_or_weeks() -> None:
    for traits in UNITS.values():
        assert traits.plural
        assert bool(traits.months) != bool(traits.weeks)


def test_every_unit_can_be_written_and_has_occurrences_in_a_year() -> None:
    for unit in UNITS:
        when = parse(f"every {unit}").when
        assert isinstance(when, Repeat)
        assert when.unit == unit
        assert expand_occurrences(
            Milestone(id="1.1.1-a", title="One", when=f"every {unit}"), FinancialYear(2009)
        )


def test_an_adverb_of_a_unit_is_refused_with_the_unit_to_write() -> None:
    adverbs = {adverb: unit for unit, traits in UNITS.items() for adverb in traits.adverbs}
    assert adverbs
    for adverb, unit in adverbs.items():
        with pytest.raises(NotATimescale, match=f"'{adverb}' is written every {unit}."):
            parse(adverb)


def test_the_adverbs_of_the_units_differ() -> None:
    adverbs = [adverb for traits in UNITS.values() for adverb in traits.adverbs]
    assert len(set(adverbs)) == len(adverbs)
