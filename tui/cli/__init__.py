"""The shell commands: every action of the app, and the accessible route to all of it."""
