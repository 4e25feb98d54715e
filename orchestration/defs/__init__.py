"""One module per concern: landing, reading, warehouse, publication, checks, what starts and feeds them."""

import warnings

import dagster as dg

# Checks with partitions show the state of each region; in Dagster 1.13, which the lock pins, a preview.
warnings.filterwarnings("ignore", category=dg.PreviewWarning)
