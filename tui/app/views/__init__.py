"""The views of the main screen: their rows and texts."""
