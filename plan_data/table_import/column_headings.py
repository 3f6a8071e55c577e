"""Which column means what, by its heading."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.table_cells import Row, flat

Role = Literal[
    "ref", "priority", "objective", "measure", "milestone", "start", "timescale", "lead", "pathway", "quarter", "other"
]

_HEADINGS: dict[Role, str] = {
    "ref": "ref; ref no; reference; reference number; no; number; nr; id; item; item no; action no; action ref"
    "; action number; objective no; objective number; code; serial",
    "priority": "priority; priorities; key priority; strategic priority; goal; goals; strategic goal; aim; aims"
    "; strategic aim; strategic objective; strategic objectives; priority area; outcome area",
    "objective": "objective; objectives; action; actions; key action; key actions; activity; activities; task; tasks"
    "; deliverable; deliverables; commitment; commitments; what we will do; what will we do; what; description"
    "; project; initiative; intervention; proposed action; action required; action to be taken; recommendation",
    "measure": "measure; measures; measure of success; measures of success; success measure; success measures"
    "; success criteria; target; targets; outcome; outcomes; output; outputs; indicator; indicators; kpi; kpis"
    "; performance measure; performance indicator; how we will know; how will we know; evidence; impact"
    "; what success looks like; expected outcome; intended outcome; measured by; result; results",
    "milestone": "milestone; milestones; key milestone; key milestones; steps",
    "start": "start; start date; begins; commencement; commencement date; from",
    "timescale": "timescale; timescales; timescales and milestones; timescale and milestones; by when; when; date"
    "; dates; due; due date; due by; deadline; deadlines; target date; completion date; timing; timeframe; time frame"
    "; timeline; time; end; end date; finish; finish date; complete by; to be completed by; completion; schedule"
    "; delivery date; date due; target completion date; period",
    "lead": "lead; leads; lead agency; lead agencies; lead partner; lead partners; lead officer; lead organisation"
    "; owner; owners; action owner; responsible; responsibility; responsible officer; responsible agency; who"
    "; by whom; who by; accountable; agency; agencies; led by; lead body; sro; lead person; delivery lead"
    "; delivered by; organisation",
    "pathway": "pathway; pathways; theme; themes; workstream; work stream; strand; work area; policy area"
    "; thematic area; pathway area",
    "quarter": "q1; q2; q3; q4; quarter 1; quarter 2; quarter 3; quarter 4; qtr 1; qtr 2; qtr 3; qtr 4",
    "other": "progress; status; rag; rag status; comments; comment; notes; update; cost; costs; budget; resources"
    "; funding; risk; risks; partners; supporting partners; other partners; support",
}
_ROLES: dict[str, Role] = {phrase.strip(): role for role, phrases in _HEADINGS.items() for phrase in phrases.split(";")}
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LONGEST_HEADING = 70
_LIKE = 0.8
_RANKS = {"high", "medium", "low", "h", "m", "l", "1", "2", "3", "4", "5", "critical", "essential"}


class Columns(Struct, frozen=True):
    """The header row, its columns' roles, and which of them are guesses."""

    header: int
    headings: tuple[str, ...]
    roles: tuple[Role | None, ...]
    guessed: tuple[str, ...]

    def of(self, role: Role) -> list[int]:
        """Return the columns that have a role."""
        return [place for place, has in enumerate(self.roles) if has == role]

    def unused(self) -> list[str]:
        """Return the headings of columns that are not read."""
        return [flat(h) for h, role in zip(self.headings, self.roles, strict=True) if role in {None, "other"} and h]

    def is_header(self, row: Row) -> bool:
        """Return whether a row repeats the header, as at the top of a page."""
        here = [_plain(cell) for cell in row.cells if cell]
        mine = [_plain(cell) for cell in self.headings if cell]
        return len(here) > 1 and here == mine


def fits(rows: Sequence[Row]) -> int:
    """Return how many roles the best row of headings has."""
    return max((_roles_in(row) for row in rows), default=0)


def find_columns(rows: Sequence[Row], name: str) -> Columns:
    """Return the table's columns.

    Raises:
        Unusable: where no row's headings can be those of a delivery table.

    """
    header = max(range(len(rows)), key=lambda n: _roles_in(rows[n]), default=None)
    if header is not None and _roles_in(rows[header]) < 2:  # noqa: PLR2004 - one word alone is no header
        header = next((n for n in range(min(len(rows), 30)) if _roles_in(rows[n], near=True) >= 2), None)  # noqa: PLR2004
    if header is None:
        raise Unusable(f"'{name}' has no row of headings such as Ref, Objective, Measure, Timescale, Lead, Pathway.")
    columns = _settled(header, rows)
    found = set(columns.roles)
    if "objective" not in found or not found & {"timescale", "measure", "lead"}:
        printed = ", ".join(flat(h)[:30] for h in columns.headings if h)
        raise Unusable(
            f"'{name}' has no headings that match ({printed[:200]}): name one column Objective and one Timescale."
        )
    return columns


def _settled(header: int, rows: Sequence[Row]) -> Columns:
    row = rows[header]
    roles: list[Role | None] = []
    guessed = []
    for heading in row.cells:
        role, sure = role_of(heading)
        roles.append(role)
        if role and not sure:
            guessed.append(f"the column '{flat(heading)}' is read as the {role}")
    place = {role: n for n, role in reversed(list(enumerate(roles)))}
    if "priority" in place and _is_ranking(rows[header + 1 :], place["priority"]):
        roles[place["priority"]] = "other"
    for stand_in in ("milestone", "priority", "measure") if "objective" not in place else ():
        if stand_in in roles:
            roles[roles.index(stand_in)] = "objective"
            guessed.append(f"the column '{flat(row.cells[place[stand_in]])}' stands for the objectives")
            break
    for role in ("ref", "priority", "objective", "lead", "start"):  # what has one column: the first
        for extra in [n for n, has in enumerate(roles) if has == role][1:]:
            roles[extra] = "measure" if role == "objective" else "other"
    return Columns(header, row.cells, tuple(roles), tuple(guessed))


def role_of(heading: str) -> tuple[Role | None, bool]:
    """Return what a heading says its column is, and whether that is sure."""
    words = _plain(heading)
    if not words or len(heading) > _LONGEST_HEADING:
        return None, False
    for form in (words, _plain(_BRACKETED.sub(" ", heading))):
        if form in _ROLES:
            return _ROLES[form], True
    inside = [phrase for phrase in _ROLES if len(phrase) > 3 and f" {phrase} " in f" {words} "]  # noqa: PLR2004
    if inside:
        return _ROLES[max(inside, key=len)], False
    return _nearest(words), False


def _nearest(words: str) -> Role | None:
    best = max(_ROLES, key=lambda phrase: SequenceMatcher(None, words, phrase).ratio())
    near = SequenceMatcher(None, words, best).ratio() >= _LIKE and len(words) > 3  # noqa: PLR2004
    return _ROLES[best] if near else None


def _roles_in(row: Row, *, near: bool = False) -> int:
    if row.outside or any(len(cell) > _LONGEST_HEADING for cell in row.cells):
        return 0
    return len(set(_certain(row) if not near else (role for cell in row.cells if (role := role_of(cell)[0]))))


def _certain(row: Row) -> Iterator[Role]:
    for cell in row.cells:
        words = _plain(_BRACKETED.sub(" ", cell))
        if role := _ROLES.get(words):
            yield role
        elif any(
            f" {each} " in f" {words} " for each in ("objective", "objectives", "timescale", "timescales", "lead")
        ):
            yield role_of(cell)[0] or "other"


def _is_ranking(rows: Sequence[Row], column: int) -> bool:
    values = {row.cells[column].casefold() for row in rows if len(row.cells) > column and row.cells[column]}
    return bool(values) and values <= _RANKS


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold().replace("&", " and ")).split())
