"""Which items are asked for."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.model import About, Plan
from plan_data.suggest import did_you_mean, nearest_names
from store.checklist.checklist import ChecklistItem
from store.checklist.status import LATE, Status

NOT_STATED = "not stated"
STATUSES: tuple[Status, ...] = get_args(Status)


class Filter(Struct, frozen=True):
    """What an item must be to be shown; an empty field asks for nothing.

    `due_before` is the last day that still counts. Several values of one field are alternatives.
    """

    pathways: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    due_before: date | None = None
    text: str = ""

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether `item` is asked for."""
        plan, state = item.planned, item.state
        return (
            _any(self.pathways, plan.pathways or (NOT_STATED,))
            and _any(self.leads, plan.leads or (NOT_STATED,))
            and _any(self.priorities, (plan.priority,))
            and _any(self.statuses, (state.status,))
            and (
                self.due_before is None or (state.due is not None and state.due <= self.due_before)
            )
            and (not self.text or _holds(item, self.text.casefold()))
        )

    def select(self, items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
        """Return those of `items` that pass, in their order."""
        return (
            tuple(items)
            if self == _ANYTHING
            else tuple(item for item in items if self.passes(item))
        )


_ANYTHING = Filter()


def _any(wanted: Sequence[str], has: Iterable[str]) -> bool:
    return not wanted or any(each in wanted for each in has)


def _holds(item: ChecklistItem, words: str) -> bool:
    return any(words in text.casefold() for text in searchable_texts(item))


def searchable_texts(item: ChecklistItem) -> tuple[str, ...]:
    """Return the texts of an item in which words are looked for."""
    plan = item.planned
    return plan.ref, plan.title, plan.printed or "", *(entry.all_text for entry in item.entries)


def find_pathway(plan: About, typed: str) -> str:
    """Return the code of the pathway meant by a code, name or printed spelling.

    Raises:
        Refused: naming the nearest right ones.

    """
    named = [
        ((pathway.code, pathway.name, *pathway.printed), pathway.code) for pathway in plan.pathways
    ]
    return _find("pathway", typed, named)


def find_lead(plan: About, typed: str) -> str:
    """Return the code of the agency meant by a code, name or printed spelling.

    A spelling in print that names several agencies is not one of them: it is refused with its agencies.

    Raises:
        Refused: naming the nearest right ones.

    """
    return _find(
        "lead",
        typed,
        [((agency.code, agency.name, *agency.printed), agency.code) for agency in plan.agencies],
    )


def find_statuses(typed: str) -> tuple[str, ...]:
    """Return the status meant; `late` is every one that is past its day.

    Raises:
        Refused: naming the nearest right ones.

    """
    if typed.strip().casefold() == "late":
        return tuple(status for status in STATUSES if status in LATE)
    return (_find("status", typed, [((status,), status) for status in STATUSES]),)


def find_priorities(plan: Plan, typed: str) -> tuple[str, ...]:
    """Return the priority's number, or those of a whole section's priorities.

    Raises:
        Refused: naming the nearest right ones.

    """
    numbers = [priority.number for section in plan.sections for priority in section.priorities]
    if typed in numbers:
        return (typed,)
    for section in plan.sections:
        if section.number == typed:
            return tuple(priority.number for priority in section.priorities)
    raise Refused(f"there is no priority '{typed}'; {did_you_mean(typed, numbers, everything=30)}")


def _find(what: str, typed: str, named: Iterable[tuple[tuple[str, ...], str]]) -> str:
    if _plain(typed) == _plain(NOT_STATED) and what != "status":
        return NOT_STATED
    rows = list(named)
    for same in (str.casefold, _plain):
        codes = {code for names, code in rows if same(typed) == same(names[0])}
        codes = codes or {code for names, code in rows if same(typed) in map(same, names)}
        if len(codes) == 1:
            return codes.pop()
        if codes:
            raise Refused(
                f"{what} '{typed}' names {len(codes)} of them: write {' or '.join(sorted(codes))}."
            )
    words = {name: code for names, code in rows for name in names[::-1]}
    meant = dict.fromkeys(words[hit] for hit in nearest_names(typed, words))
    hint = (
        f"did you mean {' or '.join(meant)}?"
        if meant
        else f"write one of {', '.join(code for _, code in rows)}."
    )
    raise Refused(f"there is no {what} '{typed}'; {hint}")


def _plain(text: str) -> str:
    """Letters and digits only, so that C&F can be typed as cf where & is a shell's."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
