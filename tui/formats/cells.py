"""Cells of tables that a spreadsheet may open."""


def neutralise_formula(text: str) -> str:
    """Return `text` so that a spreadsheet does not take it for a formula."""
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
