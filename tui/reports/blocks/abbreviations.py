"""The abbreviations that a paper uses: its leads with their codes, and terms of the glossary."""

import re
from collections.abc import Iterable, Iterator

from plan_data.text import fold_case
from tui.reports.context import ReportContext
from tui.reports.document import Block


def abbreviations_text(context: ReportContext, blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return a paragraph of what is abbreviated in these blocks, none if nothing is."""
    text = "\n".join(_texts(blocks))
    explained = [*_leads(context, text), *_terms(context, _without_leads(context, text))]
    if not explained:
        return ()
    return (f"Abbreviations used: {'; '.join(explained)}.",)


def _leads(context: ReportContext, text: str) -> Iterator[str]:
    """Yield each lead that is named: as it is printed, its code in brackets, its full name."""
    for agency in context.checklist.loaded.about.agencies:
        name = context.lead_names[agency.code]
        if _has_word(text, name):
            full = "" if _has_same_letters(agency.name, name) else f": {agency.name}"
            code = "" if fold_case(agency.code) == fold_case(name) else f" ({agency.code})"
            if full or code:
                yield f"{name}{code}{full}"


def _has_same_letters(full_name: str, name: str) -> bool:
    """Return whether a full name differs by its punctuation alone, and so explains nothing."""
    return re.findall(r"\w+", full_name) == re.findall(r"\w+", name)


def _without_leads(context: ReportContext, text: str) -> str:
    """Return a text without the names of leads, which are explained each as one."""
    for name in sorted(context.lead_names.values(), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _terms(context: ReportContext, text: str) -> Iterator[str]:
    """Yield each term of the plan's glossary that is used, unless it is a lead's name."""
    about = context.checklist.loaded.about
    pathways = {pathway.code for pathway in about.pathways}  # named in the paper beside their codes
    for term in about.glossary:
        if term.term not in pathways and _has_word(text, term.term):
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
