"""What else is said of a measured figure: status, period, place, facility, dimensions, group.

In: figure readings and the report's frame. Out: one value for each column. A room for every attribute;
never what is counted.
"""
