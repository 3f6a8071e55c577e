"""Sentences as the app shows them."""

import re

# A word of the language: not a ref, a file's name or a code, which are kept as they are.
_FIRST_WORD = re.compile(r"[a-z][a-z]*(?=[ ,:;]|$)")


def capitalised(sentence: str) -> str:
    """Return a sentence with a capital letter; in the shell one follows the program's name."""
    if _FIRST_WORD.match(sentence):
        return sentence[0].upper() + sentence[1:]
    return sentence
