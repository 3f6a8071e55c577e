"""Find the header row of a table and the meaning of each column from its heading."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.table_cells import Row, flatten

ColumnRole = Literal[
    "ref",
    "priority",
    "objective",
    "measure",
    "target",
    "baseline",
    "milestone",
    "start",
    "timescale",
    "lead",
    "pathway",
    "quarter",
    "other",
]

_PHRASES_OF_ROLES: dict[ColumnRole, str] = {
    "ref": (
        "ref; ref no; reference; reference number; no; number; nr; id; item; item no; action no; "
        "action ref; action number; objective no; objective number; code; serial"
    ),
    "priority": (
        "priority; priorities; key priority; strategic priority; goal; goals; strategic goal; "
        "aim; aims; strategic aim; strategic objective; strategic objectives; priority area; "
        "outcome area"
    ),
    "objective": (
        "objective; objectives; action; actions; key action; key actions; activity; activities; "
        "task; tasks; deliverable; deliverables; commitment; commitments; what we will do; "
        "what will we do; what; description; project; initiative; intervention; proposed action; "
        "action required; action to be taken; recommendation"
    ),
    "measure": (
        "measure; measures; measure of success; measures of success; success measure; "
        "success measures; success criteria; outcome; outcomes; output; "
        "outputs; indicator; indicators; kpi; kpis; performance measure; performance indicator; "
        "how we will know; how will we know; evidence; impact; what success looks like; "
        "expected outcome; intended outcome; measured by; result; results"
    ),
    "target": "target; targets; annual target; year end target; target value",
    "baseline": (
        "baseline; baselines; base line; baseline figure; baseline position; current performance; "
        "starting position; outturn"
    ),
    "milestone": "milestone; milestones; key milestone; key milestones; steps",
    "start": "start; start date; begins; commencement; commencement date; from",
    "timescale": (
        "timescale; timescales; timescales and milestones; timescale and milestones; by when; "
        "when; date; dates; due; due date; due by; deadline; deadlines; target date; "
        "completion date; timing; timeframe; time frame; timeline; time; end; end date; finish; "
        "finish date; complete by; to be completed by; completion; schedule; delivery date; "
        "date due; target completion date; period"
    ),
    "lead": (
        "lead; leads; lead agency; lead agencies; lead partner; lead partners; lead officer; "
        "lead organisation; owner; owners; action owner; responsible; responsibility; "
        "responsible officer; responsible agency; who; by whom; who by; accountable; agency; "
        "agencies; led by; lead body; sro; lead person; delivery lead; delivered by; "
        "organisation"
    ),
    "pathway": (
        "pathway; pathways; theme; themes; workstream; work stream; strand; work area; "
        "policy area; thematic area; pathway area"
    ),
    "quarter": (
        "q1; q2; q3; q4; quarter 1; quarter 2; quarter 3; quarter 4; qtr 1; qtr 2; qtr 3; qtr 4"
    ),
    "other": (
        "progress; status; rag; rag status; comments; comment; notes; update; cost; costs; "
        "budget; resources; funding; risk; risks; partners; supporting partners; other partners; "
        "support"
    ),
}


def _role_of_each_phrase() -> dict[str, ColumnRole]:
    roles: dict[str, ColumnRole] = {}
    for role, phrases in _PHRASES_OF_ROLES.items():
        for phrase in phrases.split(";"):
            roles[phrase.strip()] = role
    return roles


_ROLE_OF_PHRASE = _role_of_each_phrase()
_TELLING_WORDS = ("objective", "objectives", "timescale", "timescales", "lead")
_SINGLE_ROLES: tuple[ColumnRole, ...] = ("ref", "priority", "objective", "lead", "start")
_STAND_INS_FOR_OBJECTIVE: tuple[ColumnRole, ...] = ("milestone", "priority", "measure")
_ROLES_BESIDE_OBJECTIVE = {"timescale", "measure", "lead"}
_RANKS = {"high", "medium", "low", "h", "m", "l", "1", "2", "3", "4", "5", "critical", "essential"}
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_A_WORD = re.compile(r"[^\w]+")
_LONGEST_HEADING = 70  # characters
_SHORTEST_PHRASE = 4  # characters, for a match inside a longer heading or by likeness
_LEAST_LIKENESS = 0.8  # ratio of difflib from which a misspelt heading counts
_FEWEST_ROLES = 2  # columns of a header; one word alone may be anything
_MOST_LIKELY_HEADINGS = 40  # cells of a row of misspelt headings, each slow to compare
_FIRST_ROWS = 30  # rows in which a header with misspelt headings is searched


class Columns(Struct, frozen=True):
    """The header row and the role of each column.

    `header` is the index of the header row, `roles` has None for a column without a role, and
    `guessed` has a sentence about each role that is a guess.
    """

    header: int
    headings: tuple[str, ...]
    roles: tuple[ColumnRole | None, ...]
    guessed: tuple[str, ...]

    def with_role(self, role: ColumnRole) -> list[int]:
        """Return the indexes of the columns that have a role."""
        return [column for column, its_role in enumerate(self.roles) if its_role == role]

    def unused(self) -> list[str]:
        """Return the headings of columns that are not read."""
        headings = []
        for heading, role in zip(self.headings, self.roles, strict=True):
            if heading and role in {None, "other"}:
                headings.append(flatten(heading))
        return headings

    def is_header(self, row: Row) -> bool:
        """Return whether a row repeats the header, as at the top of a page."""
        words = _words_of_filled(row.cells)
        return len(words) > 1 and words == _words_of_filled(self.headings)


def _words_of_filled(cells: Sequence[str]) -> list[str]:
    return [_plain_words(cell) for cell in cells if cell]


def count_roles(rows: Sequence[Row]) -> int:
    """Return how many roles the best row of headings has."""
    return max(map(_count_certain_roles, rows), default=0)


def find_columns(rows: Sequence[Row], name: str) -> Columns:
    """Return the table's columns.

    Raises:
        Unusable: if no row can be the headings of a delivery table.

    """
    header = _find_header(rows)
    if header is None:
        raise Unusable(
            f"'{name}' has no row of headings such as Ref, Objective, Measure, Timescale, Lead, Pathway."
        )
    columns = _assign_roles(header, rows)
    if "objective" not in columns.roles or _ROLES_BESIDE_OBJECTIVE.isdisjoint(columns.roles):
        printed = ", ".join(flatten(heading)[:30] for heading in columns.headings if heading)
        raise Unusable(
            f"'{name}' has no headings that match ({printed[:200]}): name one column Objective and one Timescale."
        )
    return columns


def _find_header(rows: Sequence[Row]) -> int | None:
    """Return the index of the row with the most headings, or the first with misspelt ones."""
    if not rows:
        return None
    counts = list(map(_count_certain_roles, rows))
    most = max(counts)
    if most >= _FEWEST_ROLES:
        return counts.index(most)
    for index, row in enumerate(rows[:_FIRST_ROWS]):
        if _count_likely_roles(row) >= _FEWEST_ROLES:
            return index
    return None


def _assign_roles(header: int, rows: Sequence[Row]) -> Columns:
    headings = rows[header].cells
    roles, guessed = _roles_by_heading(headings)
    if "measure" not in roles:
        roles = ["measure" if role == "target" else role for role in roles]
    named = list(roles)
    if "priority" in named:
        column = named.index("priority")
        if _is_ranking(rows[header + 1 :], column):
            roles[column] = "other"
    if "objective" not in named:
        stand_in = _find_stand_in(roles)
        if stand_in:
            roles[roles.index(stand_in)] = "objective"
            heading = flatten(headings[named.index(stand_in)])
            guessed.append(f"the column '{heading}' stands for the objectives")
    _keep_first_of_single_roles(roles)
    return Columns(header, headings, tuple(roles), tuple(guessed))


def _roles_by_heading(headings: Sequence[str]) -> tuple[list[ColumnRole | None], list[str]]:
    roles: list[ColumnRole | None] = []
    guessed = []
    for heading in headings:
        role, sure = _role_of_heading(heading)
        roles.append(role)
        if role and not sure:
            guessed.append(f"the column '{flatten(heading)}' is read as the {role}")
    return roles, guessed


def _find_stand_in(roles: Sequence[ColumnRole | None]) -> ColumnRole | None:
    """Return the role of the column that holds the objectives if none is named so."""
    for role in _STAND_INS_FOR_OBJECTIVE:
        if role in roles:
            return role
    return None


def _keep_first_of_single_roles(roles: list[ColumnRole | None]) -> None:
    """Give another role to every further column of what a table has in one column only."""
    for role in _SINGLE_ROLES:
        columns = [column for column, its_role in enumerate(roles) if its_role == role]
        for extra in columns[1:]:
            if role == "objective":
                roles[extra] = "measure"
            else:
                roles[extra] = "other"


def _is_ranking(rows: Sequence[Row], column: int) -> bool:
    """Return whether a column holds only ranks such as High or 1."""
    values = set()
    for row in rows:
        if len(row.cells) > column and row.cells[column]:
            values.add(row.cells[column].casefold())
    return bool(values) and values <= _RANKS


def _count_certain_roles(row: Row) -> int:
    if not _may_be_header(row):
        return 0
    return len(set(_certain_roles(row)))


def _count_likely_roles(row: Row) -> int:
    if not _may_be_header(row) or len(row.filled()) > _MOST_LIKELY_HEADINGS:
        return 0
    roles = {_role_of_heading(cell)[0] for cell in filter(None, row.cells)}
    return len(roles - {None})


def _may_be_header(row: Row) -> bool:
    return not row.outside and all(len(cell) <= _LONGEST_HEADING for cell in row.cells)


def _certain_roles(row: Row) -> Iterator[ColumnRole]:
    """Yield the roles of cells that are headings, or hold the word of one, without likeness."""
    for cell in filter(None, row.cells):
        words = _plain_words(_BRACKETED.sub(" ", cell))
        role = _ROLE_OF_PHRASE.get(words)
        if role:
            yield role
        elif any(_has_phrase(words, word) for word in _TELLING_WORDS):
            yield _role_of_heading(cell)[0] or "other"


def _role_of_heading(heading: str) -> tuple[ColumnRole | None, bool]:
    """Return the role that a heading names, and whether that is sure."""
    words = _plain_words(heading)
    if not words or len(heading) > _LONGEST_HEADING:
        return None, False
    role = _ROLE_OF_PHRASE.get(words)
    if not role:
        without_brackets = _BRACKETED.sub(" ", heading)
        role = _ROLE_OF_PHRASE.get(_plain_words(without_brackets))
    if role:
        return role, True
    return _role_of_phrase_inside(words) or _role_of_nearest_phrase(words), False


def _role_of_phrase_inside(words: str) -> ColumnRole | None:
    """Return the role of the longest known phrase in a heading."""
    best = ""
    for phrase in _ROLE_OF_PHRASE:
        longer = len(phrase) > len(best) and len(phrase) >= _SHORTEST_PHRASE
        if longer and _has_phrase(words, phrase):
            best = phrase
    return _ROLE_OF_PHRASE.get(best)


def _role_of_nearest_phrase(words: str) -> ColumnRole | None:
    """Return the role of the known phrase that a misspelt heading is most like."""
    if len(words) < _SHORTEST_PHRASE:
        return None
    likeness, phrase = max(_likenesses(words), key=lambda pair: pair[0], default=(0.0, ""))
    if likeness < _LEAST_LIKENESS:
        return None
    return _ROLE_OF_PHRASE[phrase]


def _likenesses(words: str) -> Iterator[tuple[float, str]]:
    """Yield how like each phrase is, without those that have too few letters in common."""
    for phrase in _ROLE_OF_PHRASE:
        longest = (len(words) + len(phrase)) * _LEAST_LIKENESS / 2  # of the letters in common
        if min(len(words), len(phrase)) < longest:
            continue
        matcher = SequenceMatcher(None, words, phrase)
        if matcher.quick_ratio() >= _LEAST_LIKENESS:
            yield matcher.ratio(), phrase


def _has_phrase(words: str, phrase: str) -> bool:
    return f" {phrase} " in f" {words} "


def _plain_words(text: str) -> str:
    """Return the words of a text in lower case, one space between two."""
    spaced = text.casefold().replace("&", " and ")
    return " ".join(_NOT_A_WORD.sub(" ", spaced).split())
