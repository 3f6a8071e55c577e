"""Numbers, plurals, totals and lists of codes as text."""

from collections import Counter
from collections.abc import Collection, Iterable
from operator import attrgetter

from plan_data.load import LoadedPlan
from plan_data.model import About
from plan_data.text import plural
from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import ChecklistItem
from store.query.filters import NOT_STATED
from store.query.groups import Tally


def format_number(value: float | None) -> str:
    """Return a number as text, without needless decimals: 1181, 65.5; empty if there is none."""
    if value is None:
        return ""
    return f"{plain_number(value):.15g}"


def plain_number(figure: float) -> float:
    """Return an integer if the number has no fraction, so that 1181.0 is shown as 1181."""
    if float(figure).is_integer():
        return int(figure)
    return figure


def with_dates(milestones: int, dates: int, text: str) -> str:
    """Return a text about a count of milestones, followed by that of their dates if it differs."""
    if milestones == dates:
        return text
    return f"{text} ({plural(dates, 'date')})"


def progress_text(tally: Tally, vocabulary: Vocabulary) -> str:
    """Return a total with what is done and late: 132 milestones (190 dates), 5 done, 3 late."""
    total = with_dates(tally.total, tally.dates, vocabulary.count(tally.total, "milestone"))
    return f"{total}, {tally.done} done, {tally.late} late"


def count_text(items: Collection[ChecklistItem]) -> str:
    """Return how many milestones items belong to, and how many dates they are: 5 (11 dates)."""
    total = milestone_count(items)
    return with_dates(total, len(items), str(total))


def milestones_text(items: Collection[ChecklistItem], vocabulary: Vocabulary) -> str:
    """Return the same with its noun: 5 milestones (11 dates)."""
    total = milestone_count(items)
    return with_dates(total, len(items), vocabulary.count(total, "milestone"))


def shown_text(
    shown: Collection[ChecklistItem], every: Collection[ChecklistItem], vocabulary: Vocabulary
) -> str:
    """Return how much of a whole is shown: 3 of 6 milestones, 5 of 11 dates."""
    total = milestone_count(every)
    text = f"{milestone_count(shown)} of {vocabulary.count(total, 'milestone')}"
    if len(every) == total:
        return text
    return f"{text}, {len(shown)} of {plural(len(every), 'date')}"


def milestone_count(items: Iterable[ChecklistItem]) -> int:
    """Return how many milestones items belong to."""
    return len({item.planned.milestone for item in items})


def pathway_counts_text(items: Iterable[ChecklistItem], about: About) -> str:
    """Return how many items there are, and how many in each pathway: 9: ELS 4, DRUGS 3.

    An item of several pathways counts in each.
    """
    by_codes = Counter(map(attrgetter("planned.pathways"), items))
    total = sum(by_codes.values())
    if not about.pathways:
        return f"{total} found"
    counts: Counter[str] = Counter()
    for codes, count in by_codes.items():
        for code in codes or (NOT_STATED,):
            counts[code] += count
    parts = ", ".join(f"{code} {count}" for code, count in counts.most_common())
    if parts:
        return f"{total}: {parts}"
    return "0 found"


def leads_if_any(leads: tuple[str, ...], loaded: LoadedPlan) -> list[str]:
    """Return leads as one text, or nothing if the plan states none at all."""
    if not loaded.has_leads:
        return []
    return [codes_text(leads)]


def codes_text(codes: tuple[str, ...]) -> str:
    """Return codes separated by commas, or "not stated"."""
    return ", ".join(codes) or "not stated"
