"""Which round a sheet that came back answers, and on which day it was filled in."""

from collections.abc import Sequence
from datetime import date, timedelta

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.suggest import did_you_mean
from store.returns.cell_acts import ParseDay
from store.returns.filled_sheet import FilledSheet
from store.returns.rounds import (
    OpenRound,
    asked_rounds,
    find_round_with_id,
    pick_round,
    unopened_import_round,
)
from store.rules import check, future_objection


def find_round_of_sheet(
    sheet: FilledSheet, rounds: Sequence[OpenRound], loaded: LoadedPlan
) -> OpenRound:
    """Return the round that a sheet answers, of those that were opened.

    Raises:
        Refused: if it is of another plan or an unknown round, has nothing filled in, or its
            lead has no part in the round.

    """
    plan = loaded.about.id
    if sheet.plan not in {"", plan}:
        raise Refused(f"this sheet is of the plan '{sheet.plan}', not of '{plan}'.")
    opened = _named_round(sheet, rounds)
    _check_code(sheet.code, opened, loaded)
    if not (sheet.has_nothing or sheet.rows or sheet.unread):
        raise Refused("nothing is filled in, not even that there is nothing to report.")
    if sheet.has_nothing and sheet.rows:
        raise Refused("it says that there is nothing to report, and reports something: ask.")
    return opened


def _named_round(sheet: FilledSheet, rounds: Sequence[OpenRound]) -> OpenRound:
    """Return the round that a sheet names, by default the one that was opened last."""
    if not sheet.round:
        return pick_round(asked_rounds(rounds))
    if sheet.opens is not None and sheet.round not in {each.id for each in rounds}:
        return unopened_import_round(sheet.opens)
    return find_round_with_id(rounds, sheet.round)


def _check_code(code: str, opened: OpenRound, loaded: LoadedPlan) -> None:
    """Refuse a sheet of a lead that is not asked, or that is not in the plan."""
    if not opened.is_import:
        if code not in opened.opened.codes:
            raise _unknown_code(code, opened)
        return
    codes = [agency.code for agency in loaded.about.agencies]
    if code and code not in codes:
        lead = loaded.vocabulary.singular("lead")
        raise Refused(f"the plan has no {lead} '{code}'; {did_you_mean(code, codes)}")


def _unknown_code(code: str, opened: OpenRound) -> Refused:
    if not code:
        return Refused("whose sheet it is cannot be seen: its name needs the code.")
    hint = did_you_mean(code, opened.opened.codes)
    return Refused(f"'{code}' has no sheet in the round of {opened.opened.period}; {hint}")


def day_of_sheet(
    sheet: FilledSheet, opened: OpenRound, parse_day: ParseDay, today: date
) -> date | None:
    """Return the day on which a sheet was filled in, None if it has none.

    Raises:
        Refused: if it is not a day, or one that is still to come.

    """
    if not sheet.filled_in:
        return None
    a_year_on = opened.entry.on + timedelta(days=364)  # a day without a year is in the round
    try:
        day = parse_day(sheet.filled_in, a_year_on)
        check(future_objection(day, today))
    except Refused as refusal:  # the line has no row or column that names the cell
        raise Refused(f"Filled in on: {refusal.sentence}") from refusal
    return day
