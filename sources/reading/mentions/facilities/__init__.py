"""Names of facilities."""
