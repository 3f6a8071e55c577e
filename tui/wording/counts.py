"""Numbers, plurals and lists of codes in words."""


def format_number(value: float | None) -> str:
    """Return a number as people write it: 1181, 65.5."""
    if value is None:
        return ""
    return f"{plain_number(value):.15g}"


def plain_number(figure: float) -> float:
    """Return a whole number without its .0, as print has it."""
    return int(figure) if float(figure).is_integer() else figure


def plural(count: int, word: str) -> str:
    """Return a count with its word: 1 item, 2 items."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word[:-1]}ies" if word.endswith("ry") else f"{count} {word}s"


def codes_text(codes: tuple[str, ...]) -> str:
    """Return codes as a list, or that none is stated."""
    return ", ".join(codes) or "not stated"
