"""Filters: which items to show, and what people type for their values."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.model import About, Agency, Area, Pathway, Plan, Section, Tag
from plan_data.suggest import did_you_mean, nearest_names
from plan_data.text import fold, fold_case
from store.checklist.checklist import ChecklistItem
from store.checklist.status import LATE, Status

if TYPE_CHECKING:
    from store.query.text_index import TextIndex

NOT_STATED = "not stated"
TAG_MARK = "#"  # before a tag's code, where a pathway's has none
FAMILY_MARK = "*"  # behind the code of an umbrella: it and all of its parts
EXAMPLE_WORDS = "overdue ELS oct"  # of a search; it finds something in the demo
SortName = Literal["due", "late", "lead", "pathway", "ref", "status", "title"]
SORT_NAMES: tuple[SortName, ...] = get_args(SortName)  # how a list can be sorted
STATUSES: tuple[Status, ...] = get_args(Status)


class Filter(Struct, frozen=True):
    """What an item must match to be shown; an empty field matches every item.

    `due_before` is the last day that still counts. Several values of one field are alternatives.
    """

    pathways: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    due_before: date | None = None
    text: str = ""

    def passes(self, item: ChecklistItem) -> bool:
        """Return whether an item matches every field but the text, which needs an index."""
        return self._passes_codes(item) and self._passes_due(item)

    def _passes_codes(self, item: ChecklistItem) -> bool:
        planned = item.planned
        return (
            has_any_code(self.pathways, planned.pathways)
            and has_any_code(self.leads, planned.leads)
            and _is_any(self.tags, planned.tags)
            and _is_any(self.serves, planned.serves)
            and _is_any(self.areas, planned.areas)
            and _is_any(self.priorities, (planned.priority,))
            and _is_any(self.statuses, (item.state.status,))
        )

    def _passes_due(self, item: ChecklistItem) -> bool:
        if self.due_before is None:
            return True
        due = item.state.due
        return due is not None and due <= self.due_before

    def select(
        self, items: Iterable[ChecklistItem], index: "TextIndex | None" = None
    ) -> tuple[ChecklistItem, ...]:
        """Return those of `items` that pass, in their order; a text is searched in `index`.

        Raises:
            ValueError: if there is a text and no index.

        """
        if self == _EVERYTHING:
            return tuple(items)
        passing = [item for item in items if self.passes(item)]
        if self.text:
            if index is None:
                raise ValueError("a text is searched in an index")
            passing = index.with_text(passing, fold(self.text))
        return tuple(passing)


_EVERYTHING = Filter()


def _is_any(wanted: Collection[str], values: Iterable[str]) -> bool:
    if not wanted:
        return True
    return not set(wanted).isdisjoint(values)


def has_any_code(wanted: Collection[str], codes: Iterable[str]) -> bool:
    """Return whether one of some codes is wanted, or `NOT_STATED` is and there are none.

    If nothing is wanted, any codes will do.
    """
    return _is_any(wanted, codes or (NOT_STATED,))


def find_pathway(about: About, typed: str) -> str:
    """Return the code of the pathway meant by a code, name or printed spelling.

    Raises:
        Refused: if none is meant, or several; it names the nearest.

    """
    return _find_explained(about.vocabulary.singular("pathway"), typed, about.pathways)


def find_lead(about: About, typed: str) -> str:
    """Return the code of the agency meant by a code, name or printed spelling.

    A printed spelling of several agencies is not one of them: it is refused with its agencies.

    Raises:
        Refused: if none is meant, or several; it names the nearest.

    """
    return _find_explained(about.vocabulary.singular("lead"), typed, about.agencies)


def find_leads(about: About, typed: str) -> tuple[str, ...]:
    """Return the codes meant: one, or with `*` behind it those of the agency and all its parts.

    Raises:
        Refused: if no agency is meant, or several; it names the nearest.

    """
    if not typed.endswith(FAMILY_MARK):
        return (find_lead(about, typed),)
    family = about.agency_family(find_lead(about, typed.removesuffix(FAMILY_MARK).strip()))
    return tuple(sorted(family))


def find_tag(about: About, typed: str) -> str:
    """Return the code of the tag meant by a code or name.

    Raises:
        Refused: if none is meant, or several; it names the nearest.

    """
    return _find_in_plan("tag", typed, list(map(_named_code, about.tags)))


def find_served(about: About, typed: str) -> tuple[str, ...]:
    """Return the codes meant: an indicator, or a PSA with all of its indicators.

    Raises:
        Refused: if none is meant, or several; it names the nearest.

    """
    rows = [_NamedCode(each.code, (each.code, each.name)) for each in about.indicators]
    of_psa: dict[str, list[str]] = {}
    for indicator in about.indicators:
        for psa in indicator.psa:
            of_psa.setdefault(psa, []).append(indicator.code)
    known = {each.code for each in about.indicators}
    rows += [_NamedCode(psa, (psa,)) for psa in of_psa if psa not in known]
    code = _find_in_plan("indicator", typed, rows)
    return (code, *of_psa.get(code, ()))


def find_area(about: About, typed: str) -> str:
    """Return the code of the area meant by a code, name or printed spelling.

    Raises:
        Refused: if none is meant, or several; it names the nearest.

    """
    return _find_in_plan("area", typed, list(map(_named_code, about.areas)))


def find_statuses(typed: str) -> tuple[str, ...]:
    """Return the statuses meant: one, or all of the group `late` or `closed`.

    Raises:
        Refused: if none is meant; it names the nearest.

    """
    group = STATUS_GROUPS.get(fold(typed.strip()))
    if group:
        return group
    return (_find_code("status", typed, _STATUS_ROWS),)


def find_priorities(plan: Plan, typed: str) -> tuple[str, ...]:
    """Return the priority's number, or those of all priorities of a section.

    Raises:
        Refused: if none is meant; it names the nearest.

    """
    numbers = list(chain.from_iterable(map(_priority_numbers, plan.sections)))
    if typed in numbers:
        return (typed,)
    for section in plan.sections:
        if section.number == typed:
            return _priority_numbers(section)
    noun = plan.vocabulary.singular("priority")
    raise Refused(f"there is no {noun} '{typed}'; {did_you_mean(typed, numbers, everything=30)}")


def _priority_numbers(section: Section) -> tuple[str, ...]:
    return tuple(priority.number for priority in section.priorities)


class _NamedCode(Struct, frozen=True):
    """A code, and the names that people may type for it, the code itself first."""

    code: str
    names: tuple[str, ...]


# Words for several statuses.
STATUS_GROUPS: dict[str, tuple[str, ...]] = {
    "late": tuple(status for status in STATUSES if status in LATE),
    "closed": ("done", "done late", "met"),
}
_STATUS_ROWS = tuple(_NamedCode(status, (status,)) for status in STATUSES)


def _find_explained(what: str, typed: str, explained: Sequence[Pathway] | Sequence[Agency]) -> str:
    """Return the code of what is meant of all that the plan explains, or that it is not stated."""
    if _letters_and_digits(typed) == _letters_and_digits(NOT_STATED):
        return NOT_STATED
    return _find_code(what, typed, list(map(_named_code, explained)))


def _named_code(named: Pathway | Agency | Area | Tag) -> _NamedCode:
    if isinstance(named, Tag):
        return _NamedCode(named.code, (named.code, named.name))
    return _NamedCode(named.code, (named.code, named.name, *named.printed))


def _find_in_plan(what: str, typed: str, rows: Sequence[_NamedCode]) -> str:
    """Return the code that is meant of a list that a plan may lack."""
    if not rows:
        raise Refused(f"there is no {what} '{typed}': this plan has no {what}s.")
    return _find_code(what, typed, rows)


def _find_code(what: str, typed: str, rows: Sequence[_NamedCode]) -> str:
    """Return the code of the one row that is meant: exactly first, then by letters and digits."""
    for normalize in (fold_case, fold, _letters_and_digits):
        codes = _matching_codes(typed, rows, normalize)
        if len(codes) == 1:
            return codes[0]
        if codes:
            raise Refused(
                f"{what} '{typed}' names {len(codes)} of them: write {' or '.join(codes)}."
            )
    raise Refused(f"there is no {what} '{typed}'; {_nearest_codes(typed, rows)}")


def _matching_codes(
    typed: str, rows: Sequence[_NamedCode], normalize: Callable[[str], str]
) -> list[str]:
    """Return the codes that were typed, or else those with such a name, sorted, each once."""
    wanted = normalize(typed)
    by_code, by_name = set(), set()
    for row in rows:
        if normalize(row.code) == wanted:
            by_code.add(row.code)
        elif wanted in map(normalize, row.names):
            by_name.add(row.code)
    return sorted(by_code or by_name)


def _nearest_codes(typed: str, rows: Sequence[_NamedCode]) -> str:
    """Return a question that names the codes nearest to what was typed, or all codes."""
    code_of: dict[str, str] = {}
    for row in rows:
        for name in reversed(row.names):
            code_of[name] = row.code
    nearest = dict.fromkeys([code_of[name] for name in nearest_names(typed, code_of)])
    if nearest:
        return f"did you mean {' or '.join(nearest)}?"
    if not rows:
        return "this plan names none."
    all_codes = ", ".join([row.code for row in rows])
    return f"write one of {all_codes}."


def _letters_and_digits(text: str) -> str:
    """Return a text without the rest, so that C&F can be typed as cf, since shells read the &."""
    return "".join(filter(str.isalnum, fold(text)))
