"""Return rounds in the app: who has answered, and the lines of sheets that came back."""
