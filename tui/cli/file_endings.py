"""Which format an output file's ending asks for; a format that nobody writes is refused."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from plan_data.errors import Refused
from tui.formats.registry import LIST_ENDINGS
from tui.reports.renderers.registry import BINARY_FORMATS, REPORT_ENDINGS

_YAML_ENDINGS = {".yaml": "yaml", ".yml": "yaml"}
_WRITTEN: dict[str, str] = {**REPORT_ENDINGS, **LIST_ENDINGS, **_YAML_ENDINGS, ".zip": "zip"}

# Endings of formats that no command writes. Any other ending, and none, is a text file's.
_BINARY_ELSEWHERE = {
    ".7z", ".bz2", ".db", ".doc", ".docm", ".dotx", ".epub", ".gif", ".gz", ".jpeg", ".jpg",
    ".mdb", ".mpp", ".msg", ".numbers", ".odf", ".odp", ".ods", ".odt", ".pages", ".parquet",
    ".png", ".ppt", ".pptx", ".rar", ".rtf", ".sqlite", ".svg", ".tar", ".tgz", ".tif",
    ".tiff", ".webp", ".xls", ".xlsb", ".xlsm", ".xltx", ".xps", ".xz", ".zst",
}  # fmt: skip
_TEXT_ELSEWHERE = {
    ".adoc", ".eml", ".jsonl", ".markdown", ".mht", ".org", ".rst", ".tex", ".toml", ".tsv",
    ".vcf", ".xhtml", ".xml",
}  # fmt: skip
_BINARY_FORMATS = {*BINARY_FORMATS, "zip"}

# Formats of other office programs, and the report's format that those programs open.
_OFFICE_FORMATS = {".doc": "docx", ".odt": "docx", ".rtf": "docx", ".xls": "xlsx", ".ods": "xlsx"}


def format_for(output: str, formats: Sequence[str], given: str | None) -> str:
    """Return the format of an output file: the given one, else that of its ending, else the first.

    Raises:
        Refused: if the ending names a format that is not among `formats`, or a document that would
            hold something else than the given format.

    """
    ending = Path(output).suffix.lower()
    named = _WRITTEN.get(ending, "")
    is_binary = ending in _BINARY_ELSEWHERE or named in _BINARY_FORMATS
    if given and not is_binary:
        return given
    if given and named in formats and named != given:
        raise Refused(
            f"'{output}' would hold {given} and not open as {ending}: leave -f out, or end the name"
            f" in {_endings_text([given])}."
        )
    refuse_ending(output, formats)
    if given:
        return given
    return named or formats[0]


def refuse_ending(output: str, formats: Sequence[str]) -> None:
    """Refuse a file whose ending names a format that is not among `formats`.

    Raises:
        Refused: naming the endings that can be written.

    """
    ending = Path(output).suffix.lower()
    named = _WRITTEN.get(ending, "")
    is_elsewhere = ending in _BINARY_ELSEWHERE or ending in _TEXT_ELSEWHERE
    if named in formats or named == "text" or not (named or is_elsewhere):
        return
    if "docx" in formats:
        _refuse_paper(ending)
    hint = _report_hint(ending, formats)
    raise Refused(
        f"nothing is written as {ending} here: end the name in {_endings_text(formats)}{hint}."
    )


def _refuse_paper(ending: str) -> None:
    """Refuse what other programs make of a report that is written."""
    if ending in _OFFICE_FORMATS:
        instead = _OFFICE_FORMATS[ending]
        raise Refused(
            f"no paper is written as {ending}: write -o paper.{instead}, which opens there too."
        )


def _report_hint(ending: str, formats: Sequence[str]) -> str:
    """Return where documents are written, for a command about the checklist."""
    if "text" not in formats or "docx" in formats:
        return ""
    if ending in REPORT_ENDINGS:
        return f"; `milepost report checklist -o paper{ending}` writes such a file"
    if ending in _OFFICE_FORMATS:
        return "; `milepost report checklist` writes .html, .docx and .xlsx"
    return ""


def _endings_text(formats: Iterable[str]) -> str:
    """Return the endings of formats in words: .txt, .json or .csv."""
    *others, last = [_first_ending(name) for name in formats]
    if not others:
        return last
    return f"{', '.join(others)} or {last}"


def _first_ending(name: str) -> str:
    for ending, written in _WRITTEN.items():
        if written == name:
            return ending
    return f".{name}"
