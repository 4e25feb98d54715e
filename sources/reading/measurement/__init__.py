"""What each figure of the prose counts: its indicator, unit and measure, or why it is none.

In: a page, and which figures stand inside expressions of time. Out: `FigureReading`, one for each figure.
Knows what is counted and what a figure takes over from another; never time, place or plan.
"""
