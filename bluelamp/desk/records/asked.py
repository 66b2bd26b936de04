"""What was asked is kept in the session, under a number that says nothing, and run again whenever it is looked at.

A search by GET would put names into the address: into access logs, the browser's history and the next page's
referrer. A page that answers a POST cannot be gone back to. So the form is sent by POST, kept here, and the browser is
sent on to an address that holds the number alone. It ends with the session: at sign-out, or after a shift.
"""

from typing import Any
from uuid import UUID

from bluelamp.access.routes import Request
from bluelamp.core.ids import new_id

_KEY = "searches"
_KEPT = 10  # in several windows; the oldest goes first

Asked = dict[str, Any]


def keep(request: Request, asked: Asked) -> UUID:
    """Keep what the form held; the number to come back by."""
    number = new_id()
    request.session[_KEY] = [*request.session.get(_KEY, []), [str(number), asked]][-_KEPT:]
    return number


def recall(request: Request, number: UUID) -> Asked | None:
    """What was asked under a number, in this session only; None when it is no longer kept."""
    return next((asked for kept, asked in request.session.get(_KEY, []) if kept == str(number)), None)
