"""The checklist in the format that is asked for; each format's module is imported only then."""

from collections.abc import Sequence

from store.checklist.checklist import Checklist, ChecklistItem

LIST_FORMATS = ("text", "json", "csv", "md")
LIST_ENDINGS = {".txt": "text", ".json": "json", ".csv": "csv", ".md": "md"}


def render_list(checklist: Checklist, items: Sequence[ChecklistItem], layout: str) -> str | bytes:
    """Return `items` in one of `LIST_FORMATS`."""
    match layout:
        case "json":
            from tui.formats.checklist_json import list_json

            return list_json(checklist, items)
        case "csv":
            from tui.formats.checklist_csv import list_csv

            return list_csv(checklist, items)
        case "md":
            from tui.formats.checklist_markdown import list_markdown

            return list_markdown(checklist, items)
        case _:
            from tui.formats.checklist_text import list_text

            return list_text(checklist, items)
