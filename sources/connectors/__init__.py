"""Where reports come from: each connector yields `Arrival`s, and all of them go through the same landing.

Holds one module per kind of source (the inbox is `sources.landing.inbox`, because landing also tidies it). A
connector never writes a zone, and moves its cursor only after landing has succeeded.
"""

from sources.connectors.arrival import Arrival, LoneSidecar, Look, Movable

__all__ = ["Arrival", "LoneSidecar", "Look", "Movable"]
