"""Numbers, plurals and lists of codes as text."""


def format_number(value: float | None) -> str:
    """Return a number as text, without needless decimals: 1181, 65.5; empty if there is none."""
    if value is None:
        return ""
    return f"{plain_number(value):.15g}"


def plain_number(figure: float) -> float:
    """Return an integer if the number has no fraction, so that 1181.0 is shown as 1181."""
    if float(figure).is_integer():
        return int(figure)
    return figure


def plural(count: int, word: str) -> str:
    """Return a count with its word: 1 item, 2 items."""
    if count == 1:
        return f"1 {word}"
    if word.endswith("ry"):
        return f"{count} {word[:-1]}ies"
    return f"{count} {word}s"


def codes_text(codes: tuple[str, ...]) -> str:
    """Return codes separated by commas, or "not stated"."""
    return ", ".join(codes) or "not stated"
