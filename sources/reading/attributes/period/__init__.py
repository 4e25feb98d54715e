"""When a figure holds."""
