"""Settings, preferences, saved filters and keys."""
