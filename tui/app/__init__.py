"""The Textual app: the only part of Milepost that imports Textual and Rich."""
