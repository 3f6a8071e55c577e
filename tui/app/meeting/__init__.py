"""Meeting mode: a pathway or a Board on the full screen, item by item."""
