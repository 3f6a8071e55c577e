"""The app in a browser: the only package that knows aiohttp and textual-serve."""
