"""Finding a measure or one of its periods by what a person types for it."""

import math

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.measure_builder import quarter_of_ref
from plan_data.measures import MeasurePeriod, PlanMeasure
from plan_data.suggest import did_you_mean
from plan_data.text import fold, one_line
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
        measure = self._with_id(wanted.partition("@")[0])
        if measure is None or (measure.is_milestone and "@" not in wanted):
            return None
        return measure

    def _with_id(self, typed: str) -> PlanMeasure | None:
        wanted = fold(typed.strip())
        for measure in self._loaded.measures:
            if fold(measure.id) == wanted:
                return measure
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
        if "@" not in typed:
            return self._only_period(measure)
        period = self._period_of(measure, typed)
        if self._is_item(period):
            return None
        return period

    def figure_ref(self, typed: str) -> str | None:
        """Return the ref of a figure's quarter, which may be typed without its year; else None."""
        measure = self._with_id(typed.partition("@")[0])
        if measure is None or not measure.is_milestone or "@" not in typed:
            return None
        return self._period_of(measure, typed).ref

    def find_expected(self, typed: str) -> PlanMeasure | None:
        """Return the measure that a number is expected of, cumulative milestones included.

        None if what was typed is neither a measure nor one of its periods.
        """
        return self._with_id(typed.partition("@")[0])

    def expected_period(self, measure: PlanMeasure, typed: str) -> MeasurePeriod:
        """Return the period that a number is expected for: by default the last with a target.

        Raises:
            Refused: if the measure has no such period, or several and none has a target.

        """
        if "@" in typed:
            return self._period_of(measure, typed)
        for period in reversed(measure.periods):
            if period.target is not None:
                return period
        return self._only_period(measure)

    def _period_of(self, measure: PlanMeasure, typed: str) -> MeasurePeriod:
        label = typed.strip().partition("@")[2]
        quarter = self._loaded.year.quarters_by_key().get(label.upper())
        if quarter is not None:
            label = quarter.label
        wanted = fold(label)
        for period in measure.periods:
            if fold(period.label) == wanted:
                return period
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
        if period:
            return period.ref
        return None

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
    raise Refused(f"'{one_line(text)}' is not a number: write the number expected.")
