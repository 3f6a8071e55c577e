"""What help says first: the part about the view or dialog that it is asked from."""

VIEW_HELP: dict[str, str] = {
    "agenda": "Late first, worst on top. Enter opens, space ticks, / filters.",
    "pathways": "A capital letter goes to its pathway, Tab from the pathways to their items. The"
    " number is done of all, then how many are late.",
    "leads": "A capital letter goes to its lead, Tab from the leads to their items. A * stands for"
    " a lead with all its parts.",
    "priorities": "The plan's own tree: Enter opens and closes a line.",
    "board": "Asks, actions, what was tabled, then progress. Up and Down go from line to line,"
    " Enter opens. h takes down what the Board answers, space that an action is done, @ another board."
    " # shows who has answered the return round.",
    "journal": "Who recorded what, the newest first. Enter goes to the item.",
    "measures": "A row for each measure, a column for each period: actual/target. Enter shows all of"
    " a measure, a records an actual.",
}
DIALOG_HELP: dict[str, str] = {
    "FormDialog": "Enter goes to the next field, and saves from the last. ctrl+s saves at once, Esc"
    " leaves. A day can be written as 25 Nov, friday, yesterday or 3 days ago.",
    "PickDialog": "Up and Down choose, Enter takes it, Esc leaves. A click takes a line too.",
    "ExportDialog": "Up and Down choose what, Left and Right the format. Enter shows it, and Enter"
    " again writes it. If the file is there already, one more Enter replaces it.",
    "PlanDialog": "Up and Down choose a plan, Enter opens it. Tab goes to the path of a file."
    " i makes a plan of a published table.",
    "ImportWizard": "Enter goes on and Esc back; what you typed stays. Space gives a column another"
    " role. Nothing is written before the last page, and no file is replaced without a question.",
    "GlossaryDialog": "Type a part of an abbreviation or of its meaning. Esc closes.",
    "TextDialog": "Up, Down, PgUp and PgDn scroll. Esc closes.",
    "AskWalk": "a approves, r refuses, d defers, s leaves it without an answer, n notes what was"
    " said. Enter goes to the list of answers, and from there records them. Esc leaves.",
    "RoundDialog": "Who has answered a return round. r reads sheets that came back, m shows what to"
    " write to those who have not answered, o opens a round, Left and Right show other rounds.",
    "SheetReview": "Space accepts a line, r refuses it, e types its cells again. a accepts all that"
    " is new, n refuses all. Enter records what was accepted; nothing else is recorded.",
    "DraftDialog": "Enter goes on with the words, Esc leaves them for later, d twice drops them.",
}


def help_about_view(view_id: str) -> str:
    """Return the part about a view, empty if there is none."""
    return VIEW_HELP.get(view_id, "")


def help_about_dialog(classes: type) -> str:
    """Return the part about a dialog's class, or about the class that it is a kind of."""
    for ancestor in classes.__mro__:
        if ancestor.__name__ in DIALOG_HELP:
            return DIALOG_HELP[ancestor.__name__]
    return ""
