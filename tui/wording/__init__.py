"""Wording shared by the shell, the app and the reports."""
