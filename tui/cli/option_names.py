"""Names that other programs have for Milepost's options; loaded on the way to a refusal."""

from collections.abc import Collection

from plan_data.suggest import did_you_mean, join_with_or

# The options that may be meant, the likeliest first. Those that a command lacks are left out.
_BY = ("--by",)
_ON = ("--on", "--as-of")
_OUTPUT = ("--output",)
_FORMAT = ("--format",)
_FOLDER = ("--journal", "--folder")
_FORCE = ("--force",)
_SINCE = ("--compare-with", "--known-on")
_UNTIL = ("--due-before", "--as-of")
_WHY = ("--why", "--note", "--text", "--cause")
_WORDS = ("--words", "--text")
_LEAD = ("--lead", "--owner")

OPTIONS_MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("author", "user", "name", "who", "writer", "as", "me", "login"), _BY),
    **dict.fromkeys(("date", "day", "when", "at", "today", "now"), _ON),
    **dict.fromkeys(("out", "outfile", "output-file", "file", "save", "to", "write"), _OUTPUT),
    **dict.fromkeys(("fmt", "type", "json", "csv", "html", "as-json", "output-format"), _FORMAT),
    **dict.fromkeys(("folder", "dir", "directory", "path", "journal-folder", "data"), _FOLDER),
    **dict.fromkeys(("yes", "overwrite", "replace", "no-clobber"), _FORCE),
    **dict.fromkeys(("since", "from", "after", "compare", "start"), _SINCE),
    **dict.fromkeys(("until", "before", "by-date", "due", "end"), _UNTIL),
    **dict.fromkeys(("reason", "because", "comment", "message", "description"), _WHY),
    **dict.fromkeys(("search", "query", "filter", "grep", "find", "match"), _WORDS),
    **dict.fromkeys(("agency", "owner", "assignee"), _LEAD),
    **dict.fromkeys(("theme", "board", "group"), ("--pathway", "--group-by")),
    **dict.fromkeys(("section", "number", "part"), ("--priority",)),
    **dict.fromkeys(("state", "colour", "color"), ("--status",)),
    **dict.fromkeys(("plan-file", "region", "input"), ("--plan",)),
    **dict.fromkeys(("dry", "simulate", "check", "test", "preview"), ("--dry-run",)),
    **dict.fromkeys(("no-color", "no-colour", "plain", "no-unicode"), ("--ascii",)),
}


def option_meant(word: str, options: Collection[str]) -> str:
    """Return a hint to end a sentence with: which of `options` an unknown one may mean, or ""."""
    name = word.partition("=")[0]
    known = OPTIONS_MEANT.get(name.strip("-").lower().replace("_", "-"), ())
    meant = [option for option in known if option in options]
    if meant:
        return f"did you mean {join_with_or(meant)}?"
    if known:
        return ""  # what looks like the word is not what is meant
    return did_you_mean(name, options, everything=0)
