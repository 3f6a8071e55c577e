"""The forms of return rounds: open one, read what came back, mend a cell."""

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from plan_data.errors import Refused
from plan_data.text import one_line
from plan_data.timescale.financial_year import Calendar
from plan_data.timescale.period_parser import parse_period
from store.returns.cell_acts import CELL_LABELS
from store.returns.filled_sheet import CELL_NAMES
from store.returns.sheet_reader import SheetLine
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.forms import ClockQuestion, author_field, keep_author
from tui.app.returns.return_acts import RoundWanted, mend_line, open_typed_round, read_typed_path
from tui.app.workspace import Workspace
from tui.demo.made_up_journal import RETURNS_FOLDER
from tui.returns.returned_sheets import ReturnedSheets

Values = Mapping[str, str]
_LONG_CELLS = frozenset({"cause", "action", "ask", "note"})


def open_round_form(workspace: Workspace) -> FormDialog[str]:
    """Return the form that opens a round and writes its sheets; its result says what was done."""
    question = ClockQuestion(workspace)
    period = _last_quarter(workspace.as_of, workspace.loaded.year.calendar)
    vocabulary = workspace.loaded.vocabulary
    fields = [
        Field("period", "What it is about", period, "such as Q2 2009/10", parse_period),
        Field("answer_by", "To be answered by", hint="a day, with its year", check=parse_period),
        Field("folder", "Folder for the sheets", hint="its path; it is made if it is not there"),
        Field("file_format", "Format: xlsx or csv", "xlsx"),
        Field(
            "leads",
            vocabulary.plural_title("lead"),
            hint="empty: all with something open; or codes, with commas",
        ),
        *_author_fields(workspace),
    ]

    def submit(values: Values) -> str:
        question.ask()
        _take_author(workspace, values)
        wanted = {name: values[name] for name in RoundWanted.__struct_fields__}
        return open_typed_round(workspace, RoundWanted(**wanted))

    about = vocabulary.reword(
        "One sheet for each lead with anything open, and a text for its mail."
    )
    return FormDialog("Open a return round", fields, submit, about=about)


def _last_quarter(as_of: date, calendar: Calendar) -> str:
    """Return the quarter that ended last, as people write it."""
    this_quarter = calendar.quarter_containing(as_of)
    last = calendar.quarter_containing(this_quarter.first - timedelta(days=1))
    return last.label.replace("-", " ", 1)


def read_form(workspace: Workspace) -> FormDialog[ReturnedSheets]:
    """Return the form that asks for sheets, and reads them."""
    hint = "a sheet's path, or that of the folder they are in"
    fields = [
        Field("path", "File or folder", _demo_sheets(workspace), hint),
        *_author_fields(workspace),
    ]

    def submit(values: Values) -> ReturnedSheets:
        returned = read_typed_path(workspace, values["path"])
        _take_author(workspace, values)
        return returned

    about = "What is new is shown line by line. Nothing is recorded unless you accept it."
    return FormDialog("Read sheets that came back", fields, submit, about=about)


def _demo_sheets(workspace: Workspace) -> str:
    """Return the folder of the demo's sheets if the journal is made up, else ""."""
    if not workspace.is_made_up:
        return ""
    return str(workspace.settings.paths.journal / RETURNS_FOLDER)


def mend_form(workspace: Workspace, returned: ReturnedSheets, line: SheetLine) -> FormDialog[bool]:
    """Return the form that changes the cells of a line; they are checked as before.

    Raises:
        Refused: if the line has no cell.

    """
    texts = returned.texts_of(line)
    if not texts:
        raise Refused("this line is about the sheet itself: mend the file, and read it again.")
    fields = []
    for name in CELL_NAMES:
        if name in texts:
            long = name in _LONG_CELLS
            hint = "empty: as if nothing had been written"
            fields.append(Field(name, CELL_LABELS[name], texts[name], hint, long=long))

    def submit(values: Values) -> bool:
        mend_line(workspace, returned, line, dict(values))
        return True

    title = f"{line.code}, row {line.row}: {line.ref}  {line.title}"
    return FormDialog(title, fields, submit, about=line.reason, confirm_discard=True)


def _author_fields(workspace: Workspace) -> list[Field]:
    """Return the field that asks who is writing, if that is not known."""
    if workspace.settings.author_is_known:
        return []
    return [author_field(workspace.settings.author, workspace.loaded.vocabulary)]


def _take_author(workspace: Workspace, values: Values) -> None:
    """Record under the name that was typed from now on."""
    author = one_line(values.get("author", ""))
    if not author:
        return
    workspace.settings = msgspec.structs.replace(workspace.settings, author=author)
    keep_author(workspace)
