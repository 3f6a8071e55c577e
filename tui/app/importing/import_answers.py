"""The answers that are given in the import wizard about one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from msgspec.structs import replace

from plan_data.errors import Refused
from plan_data.table_import.column_reading import parse_choices
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.import_options import ImportOptions, choice_words, options_in_file
from plan_data.table_import.plan_heading import is_plan_id
from plan_data.table_import.table_cells import flatten
from tui.config.typed_values import typed_path

TextName = Literal["plan", "title", "year", "year_starts", "quarters", "start"]
TEXT_NAMES: tuple[TextName, ...] = get_args(TextName)


def _no_texts() -> dict[TextName, str]:
    return dict.fromkeys(TEXT_NAMES, "")


@dataclass
class ImportAnswers:
    """What is typed and chosen about a file.

    `number` is the table's, `choices` are roles by headings, `texts` are what was typed of the plan
    by the names of `ImportOptions`, and `output` is the plan file, None if it is the suggested one.
    `kept` says what was taken over from an earlier import, and from which file.
    """

    number: int | None = None
    choices: dict[str, ColumnRole] = field(default_factory=dict)
    texts: dict[TextName, str] = field(default_factory=_no_texts)
    output: str | None = None
    kept: str = ""

    def options(self) -> ImportOptions:
        """Return the options of `milepost import` that do the same.

        An id that cannot be one is left out: it is refused when the plan is written.
        """
        given = {name: text.strip() for name, text in self.texts.items() if text.strip()}
        if not is_plan_id(given.get("plan", "")):
            given.pop("plan", None)
        columns = choices_as_typed(self.choices)
        return replace(ImportOptions(table=self.number, columns=columns), **given)

    def choices_with(self, heading: str, role: ColumnRole | None) -> dict[str, ColumnRole]:
        """Return the choices with another role for a heading; None leaves it to the importer.

        Raises:
            Refused: if the column has no heading by which it could be known.

        """
        words = flatten(heading).strip()
        if not words:
            raise Refused("a column without a heading has no role: write one in the table.")
        choices = dict(self.choices)
        choices.pop(words, None)
        if role is not None:
            choices[words] = role
        return choices


def choices_as_typed(choices: Mapping[str, ColumnRole]) -> tuple[str, ...]:
    """Return roles of columns as `--column` takes them."""
    return tuple([f"{heading}={role}" for heading, role in choices.items()])


def kept_answers(output: str) -> ImportAnswers:
    """Return the answers that an earlier import has kept in the plan file `output`."""
    kept = options_in_file(typed_path(output))
    answers = ImportAnswers()
    try:
        answers.choices = parse_choices(kept.columns)
    except Refused:
        return answers
    answers.number = kept.table
    if kept.plan:
        answers.output = output  # the id would suggest another file
    for name in TEXT_NAMES:
        answers.texts[name] = getattr(kept, name) or ""
    if words := choice_words(kept):
        answers.kept = f"{words} (from {output})"
    return answers


def plan_file_name(plan_id: str, plans: Path | None) -> str:
    """Return the path of a plan file: in the folder of plans, else in the present folder."""
    name = f"{plan_id.strip()}.yaml"
    if plans is None:
        return name
    return str(plans / name)
