"""The command `milepost` and its subcommands, which can do all that the app can do."""
