"""The app in a browser: the only package that imports aiohttp and textual-serve."""
