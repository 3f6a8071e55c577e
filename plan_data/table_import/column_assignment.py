"""Give each column of a table its role: by a person's choice, its heading, then its cells."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from plan_data.table_import.column_contents import ColumnContents, contents_of_column, is_ranking
from plan_data.table_import.column_doubts import (
    SETTLED_ROLES,
    VAGUE_DATES,
    SettledColumn,
    doubts_of_columns,
    name_stages,
)
from plan_data.table_import.column_headings import (
    is_not_about_deadlines,
    is_period_heading,
    role_of_heading,
)
from plan_data.table_import.column_levels import numbers_of_milestones, settle_levels
from plan_data.table_import.heading_words import (
    COMPLETION_PHRASES,
    PROGRESS_ROLES,
    YEAR_HEADINGS,
    ColumnRole,
    plain_words,
)
from plan_data.table_import.other_headings import COMMENT_PHRASES, VAGUE_LEADS
from plan_data.table_import.table_cells import Row, flatten

_SINGLE_ROLES: tuple[ColumnRole, ...] = ("ref", "objective", "lead", "start", "original", "revised")
_STAND_INS_FOR_OBJECTIVE: tuple[ColumnRole, ...] = ("milestone", "priority", "measure", "update")
_WEEKS = frozenset({"week", "weeks", "week of", "week commencing", "week beginning"})
_FEWEST_PERIODS = 2  # columns of months or quarters that make a chart of ticks
_FEWEST_STAGES = 2  # columns of dates without a known heading that name stages
CHOSEN = "chosen with --column"
USED_AS_OBJECTIVE = "it stands for the objectives"


class ColumnReading(Struct, frozen=True):
    """What one column is read as; `role` is None if it is not read, `why` is for a person.

    `has_phrases` is whether most cells are phrases, and `may_say_when` whether the cells are dates,
    and neither the heading nor the role says that they are something else than when.
    """

    heading: str
    role: ColumnRole | None
    why: str
    sure: bool
    sample: str
    has_phrases: bool = False
    may_say_when: bool = False


class ColumnAssignment:
    """The roles of the columns below one row of headings, settled when it is made."""

    def __init__(self, header: int, rows: Sequence[Row], chosen: Mapping[str, ColumnRole]) -> None:
        self.headings = _full_headings(header, rows)
        body = rows[header + 1 :]
        self._contents: list[ColumnContents] = []
        self._roles: list[ColumnRole | None] = []
        self._whys: list[str] = []  # "" if the role is sure
        by_words = {plain_words(heading): role for heading, role in chosen.items()}
        for column, heading in enumerate(self.headings):
            self._contents.append(contents_of_column(body, column))
            role, why = _first_role(heading, by_words)
            self._roles.append(role)
            self._whys.append(why)
        self._chosen = {
            column
            for column, heading in enumerate(self.headings)
            if plain_words(heading) in by_words
        }
        self._body = body
        self._settle()

    def readings(self) -> tuple[ColumnReading, ...]:
        """Return what each column is read as."""
        readings = []
        settled = self._settled_columns()
        for column, heading in enumerate(self.headings):
            why = self._whys[column]
            if column in self._chosen:
                why = CHOSEN
            readings.append(
                ColumnReading(
                    flatten(heading),
                    self._roles[column],
                    why or "its heading",
                    sure=not why or column in self._chosen,
                    sample=self._contents[column].sample,
                    has_phrases=self._contents[column].holds_phrases(),
                    may_say_when=settled[column].may_say_when(),
                )
            )
        return tuple(readings)

    def _settle(self) -> None:
        self._read_periods()
        self._read_dates_under_other_headings()
        self._keep_exact_before_guesses()
        self._read_rankings_and_numbers()
        self._read_progress()
        self._read_dates()
        self._read_stages()
        if "measure" not in self._roles:
            for column in self._with_role("target"):
                self._roles[column] = "measure"
        settle_levels(self._roles, self._whys, self.headings, self._contents)
        for column in self._free(numbers_of_milestones(self._roles, self._contents)):
            self._give(column, "other")
        self._find_stand_in()
        self._find_partner()
        self._keep_first_of_single_roles()
        self._doubt_columns()
        self._read_comments()

    def _with_role(self, *roles: ColumnRole | None) -> list[int]:
        return [column for column, role in enumerate(self._roles) if role in roles]

    def _free(self, columns: Sequence[int]) -> list[int]:
        """Return the columns whose role no person chose."""
        return [column for column in columns if column not in self._chosen]

    def _give(self, column: int, role: ColumnRole | None, why: str = "") -> None:
        self._roles[column] = role
        self._whys[column] = why

    def _read_periods(self) -> None:
        """Read columns headed by months, quarters or years as ticks, unless they hold figures."""
        periods = [
            column for column, heading in enumerate(self.headings) if is_period_heading(heading)
        ]
        if len(periods) < _FEWEST_PERIODS:
            return
        for column in self._free(periods):
            contents = self._contents[column]
            if self._roles[column] == "quarter":
                continue  # figures, ticks or words, as each cell has it
            if contents.holds_numbers() and not contents.ticks:
                self._give(column, None)
            else:
                self._give(column, "tick")

    def _read_dates_under_other_headings(self) -> None:
        """Take a role that is not of dates from a column of dates, as from Planned release."""
        for column in self._free(self._with_role("objective", "measure", "priority", "lead")):
            if self._contents[column].holds_plain_dates() and self._may_hold_no_words(column):
                self._give(column, None)
        for column in self._free(self._with_role("target")):
            if self._contents[column].holds_plain_dates():
                self._give(column, "timescale")

    def _may_hold_no_words(self, column: int) -> bool:
        """Return whether a column's role is a guess, or not one of words alone."""
        return bool(self._whys[column]) or self._contents[column].holds_bare_dates()

    def _keep_exact_before_guesses(self) -> None:
        """Take a guessed role from a column if another has it by its heading."""
        for role in ("objective", "timescale", "lead", "priority", "ref"):
            columns = self._with_role(role)
            sure = [column for column in columns if not self._whys[column]]
            if not sure:
                continue
            for column in self._free(columns):
                if self._whys[column]:
                    self._give_coarser_role(column, role)

    def _give_coarser_role(self, column: int, role: ColumnRole) -> None:
        contents = self._contents[column]
        is_coarser = contents.filled and not contents.holds_sentences()
        if role == "objective" and is_coarser and not self._with_role("priority"):
            self._give(column, "priority", "another column is headed as the objective")
        else:
            self._give(column, None)

    def _read_rankings_and_numbers(self) -> None:
        for column in self._free(self._with_role("priority")):
            if is_ranking(self._body, column):
                self._give(column, "other")
        for column in self._free(self._with_role("ref")):
            if self._whys[column] and not self._contents[column].differs_in_each_row():
                self._give(column, None)
        if not self._with_role("ref"):
            for column in self._columns_of_numbers()[:1]:
                self._give(column, "ref")

    def _columns_of_numbers(self) -> list[int]:
        """Return the columns that are headed as something else, and number each row."""
        columns = []
        for column in self._free(self._with_role("priority", "pathway")):
            contents = self._contents[column]
            if contents.holds_numbers() and contents.differs_in_each_row() and contents.rows > 1:
                columns.append(column)
        items = self._with_role("objective")
        if len(items) > 1:
            columns += [column for column in self._free(items) if self._holds_numbers(column)]
        return columns

    def _holds_numbers(self, column: int) -> bool:
        return self._contents[column].holds_numbers()

    def _read_progress(self) -> None:
        """Read a date of completion as progress if another column has the deadlines."""
        deadlines = self._with_role("timescale", "revised", "original")
        completions = [column for column in deadlines if self._is_completion(column)]
        others = [column for column in deadlines if column not in completions]
        has_progress = bool(self._with_role("status", "percent", "done"))
        for column in self._free(completions):
            if others:
                self._give(column, "done")
            elif has_progress:
                self._whys[column] = "a date of completion may be when it was done"
        if not self._with_role("timescale", "revised", "original", "tick", "stage"):
            for column in self._free(self._with_role("expected")[:1]):
                self._give(column, "timescale", "the only date; it may be a forecast")

    def _read_comments(self) -> None:
        """Read comments as words of progress if the table has any other progress."""
        if not self._with_role(*PROGRESS_ROLES):
            return
        for column in self._free(self._with_role("other")):
            if self._has_heading(column, COMMENT_PHRASES):
                self._give(column, "update", "comments beside other progress")

    def _is_completion(self, column: int) -> bool:
        return plain_words(self.headings[column]) in COMPLETION_PHRASES

    def _read_dates(self) -> None:
        """Keep one column of deadlines: a vague heading such as Date gives way to another."""
        self._leave_vague_beside_replaced()
        self._read_weeks()
        columns = self._with_role("timescale")
        if len(columns) < 2:  # noqa: PLR2004 - two columns of dates
            return
        named = [column for column in columns if not self._has_heading(column, VAGUE_DATES)]
        kept = (named or columns)[0]
        for column in self._free(columns):
            if column != kept and not self._has_heading(column, YEAR_HEADINGS):
                self._read_second_date(column, is_vague=column not in named)

    def _read_weeks(self) -> None:
        """Read dates below Week as deadlines if no other column has any; elsewhere it is a number."""
        if self._with_role("timescale", "revised", "original"):
            return
        for column in self._free(self._with_role(None)):
            if self._has_heading(column, _WEEKS) and self._contents[column].holds_dates():
                self._give(column, "timescale")
                return

    def _leave_vague_beside_replaced(self) -> None:
        """Leave a column such as Year, of the audit, beside Original and Revised due date."""
        replaced = self._with_role("original", "revised")
        if not any(self._contents[column].holds_dates() for column in replaced):
            return
        for column in self._free(self._with_role("timescale")):
            if self._has_heading(column, VAGUE_DATES | YEAR_HEADINGS):
                self._give(column, None)

    def _read_second_date(self, column: int, *, is_vague: bool) -> None:
        if not is_vague and self._contents[column].holds_dates():
            self._give(column, "stage", "a second column of dates")
        else:
            self._give(column, None)

    def _has_heading(self, column: int, phrases: frozenset[str]) -> bool:
        return plain_words(self.headings[column]) in phrases

    def _read_stages(self) -> None:
        """Read columns of dates without a known heading as stages: First draft, Review, Final."""
        stages = []
        for column, role in enumerate(self._roles):
            is_unknown = role is None or (self._whys[column] and role not in SETTLED_ROLES)
            if is_unknown and self._may_be_stage(column):
                stages.append(column)
        why = "it holds dates, and its heading is not known"
        if self._are_named_stages(stages):
            why = ""
        for column in self._free(stages):
            self._give(column, "stage", why)

    def _are_named_stages(self, stages: Sequence[int]) -> bool:
        """Return whether columns of dates are stages for sure: First draft, Review, Final."""
        if len(stages) < _FEWEST_STAGES or self._with_role("timescale", "revised", "tick"):
            return False
        return name_stages(self.headings[column] for column in stages)

    def _may_be_stage(self, column: int) -> bool:
        heading = self.headings[column]
        contents = self._contents[column]
        if not heading or is_not_about_deadlines(heading) or contents.repeats_one_date():
            return False
        return contents.holds_plain_dates()

    def _find_stand_in(self) -> None:
        if "objective" in self._roles:
            return
        best = None
        for role in _STAND_INS_FOR_OBJECTIVE:
            for column in self._with_role(role):
                if best is None or self._is_finer_than_repeated(column, best):
                    best = column
        if best is None and self._has_dates():
            best = next(self._columns_of_words(), None)
            if best is None:
                best = self._column_of_versions()
        if best is not None:
            self._give(best, "objective", USED_AS_OBJECTIVE)

    def _find_partner(self) -> None:
        """Read a column headed Partner as that of the leads if no other is."""
        if self._with_role("lead"):
            return
        for column in self._free(self._with_role("other")):
            if plain_words(self.headings[column]) == "partner":
                self._give(column, "lead", "no other column has leads")
                return

    def _has_dates(self) -> bool:
        """Return whether any column that says when holds dates or ticks."""
        for column in self._with_role("timescale", "start", "stage", "tick", "revised", "quarter"):
            contents = self._contents[column]
            if contents.holds_dates() or contents.ticks:
                return True
        return False

    def _columns_of_words(self) -> Iterator[int]:
        """Yield the columns of words that nothing else needs, those that differ most first."""
        columns = []
        for column in self._free(self._with_role(None, "pathway")):
            contents = self._contents[column]
            if contents.filled and not contents.holds_dates() and not contents.holds_numbers():
                columns.append(column)
        columns.sort(key=lambda column: -self._contents[column].changes)
        yield from columns

    def _column_of_versions(self) -> int | None:
        """Return the first column if it has another number in each row: 17.2, 18.0.

        A document's history of versions is no plan: it has one date, and words beside it.
        """
        stages = self._with_role("stage")
        are_stages = len(stages) >= _FEWEST_STAGES or len(stages) == len(self._roles) - 1 > 0
        contents = self._contents[0]
        is_number = contents.holds_numbers() and contents.differs_in_each_row()
        if are_stages and is_number and self._free([0]) and 0 not in stages:
            return 0
        return None

    def _is_finer_than_repeated(self, column: int, other: int) -> bool:
        """Return whether a column differs in each row, and another repeats over some."""
        finer = self._contents[column].differs_in_each_row()
        return finer and not self._contents[other].differs_in_each_row()

    def _keep_first_of_single_roles(self) -> None:
        """Give another role to every further column of what a table has in one column only."""
        for role in _SINGLE_ROLES:
            for extra in self._with_role_best_first(role)[1:]:
                if role == "objective":
                    self._give(extra, "measure", "another column has the objectives")
                else:
                    self._give(extra, "other")

    def _with_role_best_first(self, role: ColumnRole) -> list[int]:
        """Return the columns of a role, chosen ones first, and last those of a vague heading."""
        columns = self._with_role(role)
        columns.sort(key=lambda column: self._has_heading(column, VAGUE_LEADS))
        columns.sort(key=lambda column: column not in self._chosen)
        return columns

    def _doubt_columns(self) -> None:
        for column, doubt in enumerate(doubts_of_columns(self._settled_columns())):
            self._whys[column] = self._whys[column] or doubt

    def _settled_columns(self) -> list[SettledColumn]:
        columns = []
        for column, heading in enumerate(self.headings):
            is_chosen = column in self._chosen
            contents = self._contents[column]
            columns.append(SettledColumn(heading, self._roles[column], contents, is_chosen))
        return columns


def _first_role(heading: str, chosen: Mapping[str, ColumnRole]) -> tuple[ColumnRole | None, str]:
    """Return a column's role by choice or heading, and why it is a guess, "" if it is not."""
    words = plain_words(heading)
    if words in chosen:
        return chosen[words], ""
    role, sure = role_of_heading(heading)
    if role and not sure:
        return role, "its heading is like it"
    return role, ""


def _full_headings(header: int, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the headings, those of months and quarters with the year in the row above them."""
    headings = list(rows[header].cells)
    if header == 0 or rows[header - 1].outside:
        return tuple(headings)
    above = rows[header - 1].cells
    year = ""
    for column, heading in enumerate(headings[: len(above)]):
        if is_period_heading(above[column]) and any(map(str.isdigit, above[column])):
            year = above[column]
        if year and is_period_heading(heading) and not heading.isdigit():
            headings[column] = f"{heading} {year}"
    return tuple(headings)
