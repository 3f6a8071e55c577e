"""Asking the user something in the terminal, outside the app."""

import sys


def is_interactive() -> bool:
    """Return whether both keys and the screen are those of a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_user(question: str) -> str | None:
    """Return what the user types after a question, None if there is nobody to ask.

    Raises:
        KeyboardInterrupt: at ctrl+c.

    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    sys.stderr.write(question)
    sys.stderr.flush()
    try:
        answer = sys.stdin.readline()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise
    if not answer:  # ctrl+d
        sys.stderr.write("\n")
        return None
    return answer
