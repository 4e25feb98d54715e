"""Names of places: found, told from words that only look like them, and resolved to codes."""
