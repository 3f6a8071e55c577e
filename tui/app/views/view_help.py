"""What help says first: the part about the view or dialog that it is asked from."""

from msgspec import Struct


class KeyRow(Struct, frozen=True):
    """A key and what it does.

    `key` is a key's label, or the name of an action, which stands for the label of its key. Without
    a text, what it does is what the action's own help says.
    """

    key: str
    text: str = ""


class HelpHere(Struct, frozen=True):
    """The part of help about a view or dialog: a sentence or two, then the keys used most there."""

    about: str = ""
    rows: tuple[KeyRow, ...] = ()


_RECORD_ROWS = (KeyRow("tick"), KeyRow("note"), KeyRow("undo"))
_LETTERS = "A to Z"
_MOVE = "Up, Down"
VIEW_HELP: dict[str, HelpHere] = {
    "agenda": HelpHere(
        "Late first, worst on top.",
        (KeyRow("show_item"), *_RECORD_ROWS, KeyRow("search"), KeyRow("travel")),
    ),
    "pathways": HelpHere(
        "The number is done of all, then how many are late.",
        (
            KeyRow(_LETTERS, "the pathway with this letter"),
            KeyRow("Tab", "from the pathways to their items, and back"),
            KeyRow("show_item"),
            *_RECORD_ROWS,
        ),
    ),
    "leads": HelpHere(
        "A * stands for a lead with all its parts.",
        (
            KeyRow(_LETTERS, "the lead with this letter"),
            KeyRow("Tab", "from the leads to their items, and back"),
            KeyRow("show_item"),
            *_RECORD_ROWS,
        ),
    ),
    "priorities": HelpHere(
        "The plan's own tree.",
        (
            KeyRow("show_item", "opens and closes a line; all about an item"),
            KeyRow("objective"),
            *_RECORD_ROWS,
        ),
    ),
    "board": HelpHere(
        "Asks, actions, what was tabled, then progress.",
        (
            KeyRow(_MOVE, "from line to line; Left and Right from column to column"),
            KeyRow("show_item", "what the line names"),
            KeyRow("asks"),
            KeyRow("tick", "that the action under the cursor is done"),
            KeyRow("choose_board"),
            KeyRow("returns"),
        ),
    ),
    "journal": HelpHere(
        "Who recorded what, the newest first.",
        (
            KeyRow("show_item", "goes to the entry's item"),
            KeyRow("take_back"),
            KeyRow("correct"),
            KeyRow(_LETTERS, "the group with this letter"),
            KeyRow("search"),
        ),
    ),
    "measures": HelpHere(
        "A row for each measure, a column for each period: actual/target.",
        (
            KeyRow("show_item", "all of a measure"),
            KeyRow("actual"),
            KeyRow("note"),
            KeyRow("objective", "the measure's objective"),
        ),
    ),
}
_SCROLL = KeyRow("Up, Down, PgUp, PgDn", "scroll")
_CLOSE = KeyRow("Esc", "closes")
_LEAVE = KeyRow("Esc", "leaves")
DIALOG_HELP: dict[str, HelpHere] = {
    "FormDialog": HelpHere(
        "A day can be written as 25 Nov, friday, yesterday or 3 days ago.",
        (
            KeyRow("Enter", "goes to the next field, and saves from the last"),
            KeyRow("ctrl+s", "saves at once"),
            _LEAVE,
        ),
    ),
    "PickDialog": HelpHere(
        rows=(
            KeyRow(_MOVE, "choose"),
            KeyRow("Enter", "takes it; a click takes a line too"),
            _LEAVE,
        ),
    ),
    "ExportDialog": HelpHere(
        "If the file is there already, one more Enter replaces it.",
        (
            KeyRow(_MOVE, "what"),
            KeyRow("Left, Right", "the format"),
            KeyRow("Enter", "shows it, and again writes it"),
        ),
    ),
    "PlanDialog": HelpHere(
        rows=(
            KeyRow(_MOVE, "choose a plan"),
            KeyRow("Enter", "opens it"),
            KeyRow("Tab", "goes to the path of a file"),
            KeyRow("i", "makes a plan of a published table"),
        ),
    ),
    "ImportWizard": HelpHere(
        "Nothing is written before the last page, and no file is replaced without a question.",
        (
            KeyRow("Enter", "goes on"),
            KeyRow("Esc", "goes back; what you typed stays"),
            KeyRow("Space", "gives a column another role"),
        ),
    ),
    "GlossaryDialog": HelpHere("Type a part of an abbreviation or of its meaning.", (_CLOSE,)),
    "TextDialog": HelpHere(rows=(_SCROLL, _CLOSE)),
    "AskWalk": HelpHere(
        rows=(
            KeyRow("a, r, d", "approves, refuses, defers"),
            KeyRow("s", "leaves it without an answer"),
            KeyRow("n", "notes what was said"),
            KeyRow("Enter", "goes to the list of answers, and from there records them"),
            _LEAVE,
        ),
    ),
    "RoundDialog": HelpHere(
        "Who has answered a return round.",
        (
            KeyRow("r", "reads sheets that came back"),
            KeyRow("m", "shows what to write to those who have not answered"),
            KeyRow("o", "opens a round"),
            KeyRow("Left, Right", "show other rounds"),
        ),
    ),
    "SheetReview": HelpHere(
        rows=(
            KeyRow("Space", "accepts a line"),
            KeyRow("r", "refuses it"),
            KeyRow("e", "types its cells again"),
            KeyRow("a", "accepts all that is new"),
            KeyRow("n", "refuses all"),
            KeyRow("Enter", "records what was accepted; nothing else is recorded"),
        ),
    ),
    "DraftDialog": HelpHere(
        rows=(
            KeyRow("Enter", "goes on with the words"),
            KeyRow("Esc", "leaves them for later"),
            KeyRow("d", "twice drops them"),
        ),
    ),
}


def help_about_view(view_id: str) -> HelpHere:
    """Return the part about a view, empty if there is none."""
    return VIEW_HELP.get(view_id, HelpHere())


def help_about_dialog(classes: type) -> HelpHere:
    """Return the part about a dialog's class, or about the class that it is a kind of."""
    for ancestor in classes.__mro__:
        if ancestor.__name__ in DIALOG_HELP:
            return DIALOG_HELP[ancestor.__name__]
    return HelpHere()
