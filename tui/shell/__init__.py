"""The shell commands: every act of the app, and the accessible route to all of it."""
