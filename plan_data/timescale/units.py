"""The units of a repeat: one row a unit, from which parser, occurrences and wording are derived.

To add a unit, add its name to `Unit` and its row to `UNITS`; tests/plan_data/timescale/test_units.py
names what is missing.
"""

from typing import Literal, get_args

from msgspec import Struct

Unit = Literal["week", "month", "2 months", "quarter", "6 months", "year"]
UNIT_NAMES: tuple[Unit, ...] = get_args(Unit)


class UnitTraits(Struct, frozen=True):
    """How long a unit is, and what several of it are called.

    A unit has whole `months`, counted from the start of the financial year, or else whole `weeks`, which end on
    Sundays.
    """

    plural: str
    months: int = 0
    weeks: int = 0


UNITS: dict[Unit, UnitTraits] = {
    "week": UnitTraits("weeks", weeks=1),
    "month": UnitTraits("months", months=1),
    "2 months": UnitTraits("two-month periods", months=2),
    "quarter": UnitTraits("quarters", months=3),
    "6 months": UnitTraits("half-years", months=6),
    "year": UnitTraits("years", months=12),
}
