"""Leads as papers name them."""

from plan_data.model import About, Agency
from tui.wording.lead_names import brief_leads_text, printed_lead_names, printed_leads_text

ABOUT = About(
    plan="small",
    title="A small plan",
    year="2009/10",
    agencies=(
        Agency("DOM", "DOM Office", printed=("NOMS (both)", "NOMS (DOM Office)")),
        Agency("PROBATION", "Probation Service", printed=("NOMS (both)",)),
        Agency("JCP", "Jobcentre Plus"),
    ),
)


def test_a_lead_is_named_by_a_printed_form_of_its_own_or_else_by_its_name() -> None:
    assert printed_lead_names(ABOUT) == {
        "DOM": "NOMS (DOM Office)",
        "PROBATION": "Probation Service",
        "JCP": "Jobcentre Plus",
    }


def test_several_leads_are_separated_and_an_unknown_code_stays() -> None:
    names = printed_lead_names(ABOUT)

    assert printed_leads_text(("DOM", "HMCS"), names) == "NOMS (DOM Office); HMCS"
    assert printed_leads_text((), names) == "not stated"


def test_where_there_is_little_room_the_first_is_named() -> None:
    names = printed_lead_names(ABOUT)

    assert brief_leads_text(("DOM", "JCP", "HMCS"), names) == "NOMS (DOM Office) +2"
    assert brief_leads_text(("JCP",), names) == "Jobcentre Plus"
    assert brief_leads_text((), names) == "not stated"
