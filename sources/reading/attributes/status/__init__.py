"""Whether a figure happened, is planned or is needed."""
