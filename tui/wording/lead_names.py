"""Leads as papers name them: by a form that the plan prints, not by their codes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from plan_data.model import About
from store.query.filters import NOT_STATED


def printed_lead_names(about: About) -> dict[str, str]:
    """Return each agency's name for papers, by code.

    That is the first form in print that is its alone, or else its name.
    """
    forms: Counter[str] = Counter()
    for agency in about.agencies:
        forms.update(agency.printed)
    names = {}
    for agency in about.agencies:
        own = [form for form in agency.printed if forms[form] == 1]
        names[agency.code] = own[0] if own else agency.name
    return names


def brief_leads_text(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Return the first lead, and how many more there are, for a table that has little room."""
    more = len(codes) - 1
    if more <= 0:
        return printed_leads_text(codes, names)
    return f"{names.get(codes[0], codes[0])} +{more}"


def printed_leads_text(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Return leads by their names for papers, separated by semicolons, or "not stated"."""
    return "; ".join([names.get(code, code) for code in codes]) or NOT_STATED
