"""Which blocks of a report go into a file: those of the body, the annexes, or both."""

import msgspec

from tui.reports.document import ReportDocument
from tui.reports.renderers.registry import PAGE_FORMATS


def with_or_without_annexes(
    document: ReportDocument, format_name: str, *, annex: bool | None
) -> ReportDocument:
    """Return the report with its annexes if `annex` is true, without them if it is false.

    If it is None, formats with pages leave them out: a Board is given two pages.
    """
    if annex is None:
        annex = format_name not in PAGE_FORMATS
    if annex:
        return document
    return without_annexes(document)


def without_annexes(document: ReportDocument) -> ReportDocument:
    """Return the body of a report alone."""
    body = tuple([block for block in document.blocks if not block.is_annex])
    return msgspec.structs.replace(document, blocks=body)


def annexes_alone(document: ReportDocument) -> ReportDocument:
    """Return the annexes of a report as a report of their own, with the same header."""
    annexes = tuple([block for block in document.blocks if block.is_annex])
    title = f"Annexes: {document.title}"
    return msgspec.structs.replace(document, title=title, blocks=annexes)
