"""The abbreviations that a paper uses: its leads with their codes, and terms of the glossary."""

import re
from collections.abc import Iterable, Iterator

from tui.reports.context import ReportContext
from tui.reports.document import Block


def abbreviations_blocks(context: ReportContext, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the block of what is abbreviated in these blocks, none if nothing is."""
    text = "\n".join(_texts(blocks))
    explained = [*_leads(context, text), *_terms(context, text)]
    if not explained:
        return ()
    return (Block("abbreviations", "Abbreviations used", (f"{'; '.join(explained)}.",)),)


def _leads(context: ReportContext, text: str) -> Iterator[str]:
    """Yield each lead that is named: as it is printed, its code in brackets, its full name."""
    for agency in context.checklist.loaded.about.agencies:
        name = context.lead_names[agency.code]
        if _has_word(text, name):
            full = "" if agency.name == name else f": {agency.name}"
            code = "" if agency.code == name else f" ({agency.code})"
            if full or code:
                yield f"{name}{code}{full}"


def _terms(context: ReportContext, text: str) -> Iterator[str]:
    """Yield each term of the plan's glossary that is used, unless it is a lead's name."""
    about = context.checklist.loaded.about
    names = {context.lead_names[agency.code] for agency in about.agencies}
    for term in about.glossary:
        if term.term not in names and _has_word(text, term.term):
            yield f"{term.term}: {term.means}"


def _has_word(text: str, word: str) -> bool:
    if word not in text:
        return False
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield every text of some blocks."""
    for block in blocks:
        yield from (block.title, *block.paragraphs, *block.points)
        for table in block.tables:
            yield table.title
            for row in table.rows:
                yield from [cell for cell in row if isinstance(cell, str)]
