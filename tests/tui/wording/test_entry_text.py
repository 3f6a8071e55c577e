"""An entry as a line of text: each kind with its details, and kinds of later versions."""

import pytest

from store.journal.entry import Entry
from store.journal.kinds import KINDS
from tests.store.factories import entry
from tui.wording.entry_text import entry_text, log_line

DETAILS = {
    "done": "",
    "reopened": "",
    "started": "",
    "note": "",
    "actual": " 65.5",
    "forecast": " Dec 2009 65.5",
    "rescheduled": " to Dec 2009, approved by the Board",
    "withdrawn": ", approved by the Board",
    "retracted": " 01ABC",
    "moved": " to 1.1.1-b",
    "confirmed": " the reading 'Dec 2009'",
    "judged": " amber",
    "decision": ", for JCP, by Dec 2009",
    "meeting": " of the Board on Dec 2009",
    "tabled": " for the Board of 2010-01-12",
    "completed": " the action of 01ABC",
    "round": " of returns for Dec 2009",
    "nil": "",
}


def full_entry(kind: str) -> Entry:
    return entry(
        kind,
        "2009-11-05",
        number=65.5,
        when="Dec 2009",
        approved_by="the Board",
        names="01ABC",
        to="1.1.1-b",
        colour="amber",
        owner="JCP",
        board="Board",
        meeting="2010-01-12",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_details(kind: str) -> None:
    assert kind in DETAILS, "add the details of the new kind"
    assert entry_text(full_entry(kind)) == f"5 Nov 2009  {kind}{DETAILS[kind]}  by ELS lead"


def test_the_kind_of_a_later_version_is_shown_without_details() -> None:
    assert entry_text(full_entry("cheered")) == "5 Nov 2009  cheered  by ELS lead"


@pytest.mark.parametrize(
    ("owner", "when", "details"),
    [("", "", ""), ("JCP", "", ", for JCP"), ("", "Dec 2009", ", by Dec 2009")],
)
def test_a_decision_names_its_owner_and_date_if_given(owner: str, when: str, details: str) -> None:
    decision = entry("decision", "2009-11-05", owner=owner, when=when)
    assert entry_text(decision) == f"5 Nov 2009  decision{details}  by ELS lead"


def test_text_of_several_lines_is_shown_on_one() -> None:
    note = entry("note", "2009-11-05", text="First {x}\nsecond", cause="Late")
    assert entry_text(note) == "5 Nov 2009  note  by ELS lead: First {x} / second / Cause: Late"


def test_the_log_shows_who_retracted_an_entry() -> None:
    note = entry("note", "2009-11-05", id="01ABC")
    retraction = entry("retracted", "2009-11-06", by="Office", at="2009-11-06T12:00")

    assert log_line(note, None) == "01ABC  1.1.1-a  5 Nov 2009  note  by ELS lead"
    assert log_line(note, retraction).endswith("by ELS lead  (taken back by Office, 6 Nov 2009)")
