"""The units of a repeat: one row a unit, from which parser, occurrences and wording are derived.

To add a unit, add its name to `Unit` and its row to `UNITS`;
tests/plan_data/timescale/test_units.py names what is missing.
"""

from typing import Literal, get_args

from msgspec import Struct

Unit = Literal["week", "month", "2 months", "quarter", "6 months", "year"]
UNIT_NAMES: tuple[Unit, ...] = get_args(Unit)


class UnitTraits(Struct, frozen=True):
    """How long a unit is, what several of it are called, and the adverbs that people write for it.

    A unit has whole `months`, counted from the start of the financial year, or else whole `weeks`,
    which end on Sundays.
    """

    plural: str
    months: int = 0
    weeks: int = 0
    adverbs: tuple[str, ...] = ()


UNITS: dict[Unit, UnitTraits] = {
    "week": UnitTraits("weeks", weeks=1, adverbs=("weekly",)),
    "month": UnitTraits("months", months=1, adverbs=("monthly",)),
    "2 months": UnitTraits("two-month periods", months=2),
    "quarter": UnitTraits("quarters", months=3, adverbs=("quarterly",)),
    "6 months": UnitTraits("half-years", months=6),
    "year": UnitTraits("years", months=12, adverbs=("yearly", "annually")),
}
UNIT_BY_ADVERB = {adverb: unit for unit, traits in UNITS.items() for adverb in traits.adverbs}


def find_unit(text: str) -> Unit | None:
    """Return the unit of a name in any case, None if there is none."""
    name = text.lower()
    for unit in UNIT_NAMES:
        if unit == name:
            return unit
    return None
