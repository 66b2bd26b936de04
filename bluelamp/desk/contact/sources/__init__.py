"""What waits at the desk: one file for each kind of contact. A new file here is a new kind, with no other change.

Every module of this package whose name does not begin with ``_`` defines ``SOURCE``. The queue shows its rows among
all others, the backlog counts them, and the rules of escalation watch over them.
"""

from bluelamp.desk.contact.sources._registry import Line, Source, source, sources

__all__ = ["Line", "Source", "source", "sources"]
