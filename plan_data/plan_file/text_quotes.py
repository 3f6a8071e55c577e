"""Values of a plan file in quotes, for the sentences that say what to write."""


def quoted(text: str) -> str:
    """Return a text in the quotes that a plan file needs: double ones if the text can be in them."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
