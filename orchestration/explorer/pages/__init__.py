"""One module per page: what it asks the published tables, and which template shows it; no HTML."""
