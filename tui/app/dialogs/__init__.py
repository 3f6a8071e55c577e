"""Dialogs: forms, lists to pick from, texts to read."""
