"""From the text of a report to its figures and observations."""
