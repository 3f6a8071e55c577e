"""Finding a measure or one of its periods by what a person types for it."""

import math

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.measure_builder import quarter_of_ref
from plan_data.measures import MeasurePeriod, PlanMeasure
from plan_data.suggest import did_you_mean
from plan_data.text import fold
from plan_data.timescale.financial_year import FinancialYear

_MOST_NAMED = 12


class MeasureRefs:
    """The measures of a plan by what is typed for them, in upper or lower case."""

    def __init__(self, loaded: LoadedPlan) -> None:
        self._loaded = loaded

    def find(self, typed: str) -> PlanMeasure | None:
        """Return the measure of an id or of a ref of its periods, None if there is none.

        A ref of an item, which a cumulative milestone has for its quarters, is no measure's.
        """
        wanted = typed.strip()
        if wanted in self._loaded.positions:
            return None
        measure_id = fold(wanted.partition("@")[0])
        for measure in self._loaded.measures:
            if fold(measure.id) == measure_id:
                is_item = measure.is_milestone and "@" not in wanted
                return None if is_item else measure
        return None

    def of(self, period: MeasurePeriod) -> PlanMeasure:
        """Return the measure that a period belongs to."""
        return self._loaded.measures_by_id[period.ref.partition("@")[0]]

    def find_period(self, typed: str) -> MeasurePeriod | None:
        """Return the period that is meant, None if no measure is.

        Raises:
            Refused: if a measure is meant that has several periods, or not this one.

        """
        measure = self.find(typed)
        if measure is None:
            return None
        _, mark, label = typed.strip().partition("@")
        if not mark:
            return self._only_period(measure)
        wanted = fold(label)
        for period in measure.periods:
            if fold(period.label) == wanted:
                return None if self._is_item(period) else period
        period_or_none = quarter_of_ref(measure, label.upper(), self._loaded.year)
        if period_or_none is None:
            raise Refused(
                f"'{typed.strip()}' is no period of {measure.id}; {_periods_text(measure, self._loaded.year, label)}"
            )
        return period_or_none

    def find_ref(self, typed: str) -> str | None:
        """Return the ref of the period, or the id of the measure, that is meant; None if none is.

        Raises:
            Refused: if the measure has no such period.

        """
        measure = self.find(typed)
        if measure is None:
            return None
        if "@" not in typed:
            return measure.id
        period = self.find_period(typed)
        return period.ref if period else None

    def _is_item(self, period: MeasurePeriod) -> bool:
        return period.ref in self._loaded.positions

    def _only_period(self, measure: PlanMeasure) -> MeasurePeriod:
        if len(measure.periods) == 1:
            return measure.periods[0]
        having = "several periods" if measure.periods else "no period of its own"
        raise Refused(f"'{measure.id}' has {having}; {_periods_text(measure, self._loaded.year)}")


def _periods_text(measure: PlanMeasure, year: FinancialYear, label: str = "") -> str:
    """Return a sentence that names the periods of a measure, the nearest if there are many."""
    refs = [period.ref for period in measure.periods]
    if len(refs) > _MOST_NAMED:
        return (
            did_you_mean(f"{measure.id}@{label}", refs, everything=0) or "name one of its quarters."
        )
    quarter = f"{measure.id}@{year.quarter(2).label}"
    named = ", ".join(refs or [f"{measure.id}@{year.years()[0].label}"])
    return f"write one of {named}, or a quarter, such as {quarter}."


def read_number(text: str) -> float:
    """Return the number that is expected of a measure; commas may separate its thousands.

    Raises:
        Refused: if the text is no number.

    """
    try:
        number = float(text.replace(",", "").strip())
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return number
    raise Refused(f"'{text.strip()}' is not a number: of a measure, write the number expected.")
