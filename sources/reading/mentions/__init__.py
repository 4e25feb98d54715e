"""What the text names: expressions of time, places, facilities, programmes.

In: a page or its folded text. Out: mentions with offsets. Knows names and phrases, from data; never which
figure they belong to.
"""
