"""Editing a plan file in the user's own editor."""
