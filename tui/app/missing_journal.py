"""Whether the journal that was named is there."""

from tui.config.settings import Settings, default_paths


def journal_is_missing(settings: Settings) -> bool:
    """Return whether a journal's folder was named and does not exist.

    The usual folder, which nobody has to name, is made by the first note.
    """
    journal = settings.paths.journal
    return journal != default_paths().journal and not journal.exists()
