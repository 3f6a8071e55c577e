"""A cell's milestones: its text cut at its timescales, each with the words that it dates."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from plan_data.table_import.date_phrases import Phrase, date_phrases
from plan_data.table_import.quarter_figures import Figures, quarter_figures, without_label, year_targets
from plan_data.table_import.table_cells import flat
from plan_data.table_import.timescale_phrases import timescales
from plan_data.timescale.periods import Period

_EDGES = " \t\n.,;:-\u2013\u2014()[]"
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z0-9])|\n")
_NUMBERING = re.compile(r"^(?:\(?[a-z0-9]{1,2}[.)]\s+)")
_TAIL = re.compile(r"\s+(?:by|in|on|at|from|until|due|due in|to be|and|the|for|commencing|during|or)$", re.IGNORECASE)
_LONGEST_PRINTED = 90
_FEW = 3  # words, below which a text says nothing of its own


class MilestoneDraft(Struct, frozen=True):
    """A milestone as its cell has it; `text` is "" where the cell prints a timescale alone."""

    text: str
    printed: str = ""
    when: str | None = None
    why: str = ""
    cumulative: dict[str, float] | None = None
    unit: str = ""
    due: Period | None = None


def timescale_drafts(cell: str, year: Period) -> list[MilestoneDraft]:
    """Return the milestones of a timescale cell, in print's order, at least one."""
    figures = quarter_figures(cell)
    begins = [0, *(figure.end for figure in figures)]
    labels = [_label(cell, begin, figure.start, year) for begin, figure in zip(begins, figures, strict=False)]
    drafts = [_figure_draft(label, figure) for label, figure in zip(labels, figures, strict=True)]
    rest = _without(cell, figures, labels)
    if rest.strip(_EDGES) or not drafts:
        drafts = [*_dated(rest, year), *drafts]
    return drafts


def _label(cell: str, begin: int, end: int, year: Period) -> str:
    """Return the words that lead up to a run of figures, after the last sentence or date before them."""
    sentence = _last_sentence(cell[begin:end])
    dates = timescales(sentence, year)
    return sentence[dates[-1].end if dates else 0 :]


def _figure_draft(label: str, figure: Figures) -> MilestoneDraft:
    title = _tidy(without_label(label))
    counted = re.search(r"(?i)\b(completion|start|enrolment|assessment|referral|placement)s?\b", title)
    return MilestoneDraft(title, "", None, figure.why, figure.quarters, f"{counted[1].lower()}s" if counted else "")


def _without(cell: str, figures: Sequence[Figures], labels: Sequence[str]) -> str:
    """Return a cell without its runs of figures and the label that stands before each."""
    kept, begin = "", 0
    for figure, label in zip(figures, labels, strict=True):
        before = cell[begin : figure.start].rstrip()
        kept += before.removesuffix(label.rstrip())
        begin = figure.end
    return (kept + cell[begin:]).strip()


def _last_sentence(text: str) -> str:
    return _SENTENCE_END.split(text.rstrip())[-1] if text.strip() else ""


def _dated(cell: str, year: Period) -> list[MilestoneDraft]:
    if not cell.strip(_EDGES):
        return [MilestoneDraft("", "", "undated (blank)")]
    phrases = timescales(cell, year)
    drafts: list[MilestoneDraft] = []
    for begin, end in _paragraphs(cell):
        inside = [phrase for phrase in phrases if begin <= phrase.start < end]
        if inside:
            drafts += _of_paragraph(cell, begin, end, inside)
        elif len(cell[begin:end].split()) >= _FEW or not drafts:
            drafts.append(_undated(cell[begin:end]))
    return drafts


def _paragraphs(cell: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for part in cell.split("\n"):
        if part.strip():
            yield begin, begin + len(part)
        begin += len(part) + 1


def _undated(text: str) -> MilestoneDraft:
    printed = flat(text).strip()
    return MilestoneDraft(_tidy(text), printed if len(printed) <= _LONGEST_PRINTED else "", "undated (no date printed)")


def _of_paragraph(cell: str, begin: int, end: int, phrases: Sequence[Phrase]) -> list[MilestoneDraft]:
    """Give each phrase its words: those after it where the paragraph opens with a timescale, else those before."""
    opens = phrases[0].kind != "repeat" and not cell[begin : phrases[0].start].strip(_EDGES)
    stops = [phrase.start for phrase in phrases[1:]]
    drafts = []
    if opens:
        for phrase, stop in zip(phrases, [*stops, end], strict=True):
            drafts.append(_draft(cell, phrase, cell[phrase.end : stop]))
        return drafts
    at = begin
    for phrase, stop in zip(phrases, [*stops, end], strict=True):
        earlier, own = _cut(cell[at : phrase.start])
        drafts = _with_tail(drafts, earlier) if drafts else _opening(earlier)
        at = phrase.end
        if phrase.kind == "repeat" and (tail := _rest_of_sentence(cell, phrase.end, stop, end)):
            own, at = f"{own} {cell[phrase.start : phrase.end + len(tail)]}", phrase.end + len(tail)
        drafts.append(_draft(cell, phrase, own))
    return _with_tail(drafts, cell[at:end])


def _opening(text: str) -> list[MilestoneDraft]:
    return [_undated(text)] if len(text.split()) >= _FEW else []


def _rest_of_sentence(cell: str, begin: int, stop: int, end: int) -> str:
    """Return what follows a repeat in its sentence, "" where that runs into the next timescale."""
    cut = _SENTENCE_END.search(cell, begin, stop)
    if cut:
        return cell[begin : cut.start()]
    return cell[begin:end] if stop == end else ""


def _cut(text: str) -> tuple[str, str]:
    """Return the sentences before the last one with words, and that one."""
    sentences = [each for each in _SENTENCE_END.split(text) if each.strip(_EDGES)]
    return (" ".join(sentences[:-1]), sentences[-1]) if sentences else ("", "")


def _with_tail(drafts: list[MilestoneDraft], tail: str) -> list[MilestoneDraft]:
    """Add what follows the last phrase: a new sentence is undated, the rest of the old one belongs to it."""
    words = tail.strip(_EDGES)
    if len(words.split()) < _FEW:
        return drafts
    if words[0].isupper() or words[0].isdigit():
        return [*drafts, _undated(words)]
    last = drafts[-1]
    text = _tidy(f"{last.text} {words}") if last.text else _tidy(words)
    return [*drafts[:-1], MilestoneDraft(text, last.printed, last.when, last.why, due=last.due)]


def _draft(cell: str, phrase: Phrase, words: str) -> MilestoneDraft:
    printed = flat(cell[phrase.start : phrase.end]).strip()
    when = phrase.when if phrase.sure or phrase.kind == "undated" else f"{phrase.when}?"
    return MilestoneDraft(_tidy(words), printed, when, phrase.why, due=phrase.due)


def _tidy(words: str) -> str:
    """Return words without the numbering before them and what led up to the date after them."""
    words = " ".join(words.split())
    text = _NUMBERING.sub("", words.strip(" .,;:-\u2013\u2014" if "(" in words else _EDGES))
    while (shorter := _TAIL.sub("", text).rstrip(" ,;:-\u2013\u2014(")) != text:
        text = shorter
    return text if len(text.split()) > 1 else ""


def other_drafts(text: str, year: Period, where: str, dues: set[Period]) -> Iterator[MilestoneDraft]:
    """Yield the deadlines that stand in a measure or an objective; `dues` are those of the timescales."""
    for phrase in date_phrases(text, year):
        if phrase.level not in {"day", "month", "season"} or phrase.several or not phrase.due:
            continue
        within = year.first <= phrase.due.last and phrase.due.first.year <= year.last.year + 1
        if within and (phrase.word == "by" or phrase.due not in dues):
            words = _cut(text[: phrase.start])[1]
            printed = flat(text[phrase.start : phrase.end])
            yield MilestoneDraft(
                _tidy(words), printed, f"{phrase.when}?", f"the date stands in the {where}", due=phrase.due
            )


def target_drafts(measure: str) -> Iterator[MilestoneDraft]:
    """Yield the year's targets in a measure."""
    for figure in year_targets(measure):
        stop = _SENTENCE_END.search(measure, figure.end)
        sentence = measure[figure.start : stop.start() if stop else len(measure)]
        words = sentence if len(sentence) <= _LONGEST_PRINTED else measure[figure.start : figure.end]
        yield MilestoneDraft(flat(words).strip(_EDGES), "", None, figure.why, figure.quarters, figure.unit)
