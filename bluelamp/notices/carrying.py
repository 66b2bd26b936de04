"""How this room's news gets out. Rooms beside it do not know each other, so config says by what it is carried."""

from collections.abc import Callable

from bluelamp.core.news import Event
from bluelamp.notices.events import NoticeNotSent, NoticeSent
from bluelamp.notices.models import Notice

FAILED = "failed"
_carriers: list[Callable[[Event], None]] = []


def carry_by(announce: Callable[[Event], None]) -> None:
    """Have news carried by ``announce``, which takes it in the caller's transaction. For config, at start."""
    _carriers[:] = [announce]


def tell_sent(notice: Notice) -> None:
    """Inside the transaction that marks it as sent."""
    _announce(NoticeSent(notice_id=notice.id, matter_id=notice.matter_id, wording=str(notice.wording)))


def tell_not_sent(notice: Notice, reason: str) -> None:
    """Inside the transaction that holds it back or gives it up."""
    _announce(NoticeNotSent(notice_id=notice.id, matter_id=notice.matter_id, reason=str(reason)))


def _announce(event: Event) -> None:
    if not _carriers:
        raise RuntimeError("Nobody carries the news of notices. config/wiring.py should say who.")
    _carriers[0](event)
