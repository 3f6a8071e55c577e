"""What is wrong with a plan's own words for its parts."""

import re
from collections.abc import Iterator

from plan_data.plan_file.decode import Finding
from plan_data.vocabulary import Vocabulary

LONGEST_NOUN = 24  # characters, which a column's heading and a tab have room for
_NOUN = re.compile(r"[^\W\d_]+(?:[ '\u2019-][^\W\d_]+)*")


def find_vocabulary_mistakes(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield each word of the vocabulary that is no noun or too long, with its path in the file."""
    for key in Vocabulary.__struct_fields__:
        word = getattr(vocabulary, key)
        if not word:
            continue
        path = ("vocabulary", key)
        if not _NOUN.fullmatch(word):
            yield (
                path,
                f"'{word}' is not a word for a part of the plan: write letters, such as theme.",
            )
        elif len(word) > LONGEST_NOUN:
            sentence = f"this word has {len(word)} characters: write at most {LONGEST_NOUN}."
            yield path, sentence
