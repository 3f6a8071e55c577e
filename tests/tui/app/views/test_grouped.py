"""Views by group: the side list's rows and letters, and what is said about a group."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
import pytest
from textual.content import Content

from plan_data.load import LoadedPlan
from plan_data.model import About, Milestone, Pathway
from store.checklist.checklist import Checklist, build_checklist
from store.journal.entry import Entry
from store.query.groups import ItemGroup, by_lead, by_pathway
from tests.store.factories import entry, milestone, plan_with
from tui.app.views.grouped import group_rows, jump_letters
from tui.app.views.leads import lead_notes
from tui.app.views.pathways import accountable_text

DAY = date(2009, 11, 30)


def made(*milestones: Milestone, entries: Sequence[Entry] = (), on: date = DAY) -> Checklist:
    return build_checklist(plan_with(*milestones), entries, on)


def test_a_pathway_tells_done_of_total_and_late() -> None:
    whole = made(
        milestone("Sep 2009"),
        milestone("Aug 2009", "b"),
        entries=[entry("done", "2009-08-01", "1.1.1-b")],
    )
    (row,) = group_rows(by_pathway(whole))

    assert (row.mark, row.text, row.when, row.status) == ("E", "ELS", "1/2", "1 late")


def test_what_is_not_late_has_no_word_for_it() -> None:
    (row,) = group_rows(by_lead(made(milestone("Mar 2010"))))

    assert (row.text, row.when, row.status) == ("JCP", "0/1", "")


def test_each_of_up_to_24_has_a_letter_of_its_own() -> None:
    codes = [f"{letter}LS" for letter in "EEEABCDEFGHIJKLMNOPQRS"]
    letters = jump_letters(list(dict.fromkeys(codes)))

    assert len(set(letters.values())) == len(letters) == len(set(codes))
    assert letters["ELS"] == "E"


# Who is accountable for a pathway


def test_who_leads_champions_and_oversees_a_pathway_is_told_line_by_line(
    east_midlands: LoadedPlan,
) -> None:
    assert str(accountable_text("HEALTH", east_midlands.about)).splitlines() == [
        "Led by Chief Executive of Nottingham City PCT",
        "Reports to Regional Offender Health Board (every quarter)",
    ]
    assert str(accountable_text("FBD", east_midlands.about)).splitlines() == [
        "Led by Regional Partnership Officer, DOM team (for NOMS)",
        "Champion Partnership Development Manager, Citizens Advice (Central England)",
    ]
    assert "names no lead, champion or board" in str(accountable_text("OM", east_midlands.about))


@pytest.mark.parametrize(
    ("notes", "groups", "words"),
    [(accountable_text, by_pathway, "pathway"), (lead_notes, by_lead, "lead")],
)
def test_items_without_pathway_or_lead_are_said_to_be_so(
    notes: Callable[[str, About], Content],
    groups: Callable[[Checklist], list[ItemGroup]],
    words: str,
) -> None:
    plan = plan_with(milestone("Sep 2009", leads=(), pathways=()))
    none_at_all = msgspec.structs.replace(plan.about, pathways=(), agencies=())
    group = groups(build_checklist(plan, [], DAY))[-1]

    assert str(notes(group.code, plan.about)) == f"Print states no {words} for these."
    assert str(notes(group.code, none_at_all)) == f"No {words} is stated in this plan."


def test_a_line_break_in_a_role_does_not_break_the_line() -> None:
    plan = plan_with(milestone("Sep 2009"))
    odd = msgspec.structs.replace(
        plan.about, pathways=(Pathway("ELS", "Skills", lead="A\n\nrole"),)
    )

    assert str(accountable_text("ELS", odd)) == "Led by A role"


def test_a_lead_agency_has_nobody_above_it(east_midlands: LoadedPlan) -> None:
    group = by_lead(build_checklist(east_midlands, [], DAY))[0]

    assert str(lead_notes(group.code, east_midlands.about)) == ""
