"""How it is safe to contact somebody, and a message on its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from bluelamp.notices.enums import Channel, HoldReason, MaySay
from bluelamp.notices.hours import SafeTime, is_safe

_WEEKDAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})
# What the answers of the safe-contact question mean, to the hour.
WHEN = {
    "weekday_day": SafeTime(time(9), time(17), _WEEKDAYS),
    "evening": SafeTime(time(17), time(21)),
    "weekend": SafeTime(time(9), time(21), _WEEKEND),
}
_HOW = {"email": Channel.EMAIL, "text": Channel.SMS, "call": Channel.CALL}
_MAY_SAY = {"subject": MaySay.FULL, "police": MaySay.NEUTRAL, "nothing": MaySay.NOTHING}


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContact:
    """How somebody said it is safe to contact them. Only the ``preferred`` way is ever used: another address they
    once gave may be read by somebody else.

    ``on_their_word``: nobody of ours has looked at it yet, and whoever names a number may earn by each text to it.
    ``times`` empty means any time; ``name`` is what to call them; ``ref`` names them to the ledger by an opaque id
    (``records.person:…``).
    """

    preferred: Channel
    email: str = ""
    phone: str = ""
    times: tuple[SafeTime, ...] = ()
    may_say: MaySay = MaySay.FULL
    name: str = ""
    never: bool = False
    ref: str = ""
    language: str = "en"
    on_their_word: bool = False

    @classmethod
    def from_answer(cls, answer: Mapping[str, object], *, ref: str = "") -> "SafeContact":
        """From an answer to the safe-contact question: ``{"how", "email" or "phone", "when", "may_say", "name"}``.

        Whatever is missing or not understood is read the safest way: nothing is sent.
        """
        how, when = str(answer.get("how", "")), answer.get("when")
        return cls(
            preferred=_HOW.get(how, Channel.CALL),
            email=str(answer.get("email", "")),
            phone=str(answer.get("phone", "")),
            times=_times(when if isinstance(when, list | tuple) else ()),
            may_say=_MAY_SAY.get(str(answer.get("may_say", "")), MaySay.NOTHING),
            name=str(answer.get("name", "")),
            never=how not in _HOW,
            ref=ref,
        )

    def is_safe_at(self, at: datetime) -> bool:
        """Whether somebody may be reached at an instant."""
        return is_safe(self.times, at)

    @property
    def address(self) -> str:
        """The address of the preferred way, or nothing."""
        return {Channel.EMAIL: self.email, Channel.SMS: self.phone, Channel.CALL: self.phone}[self.preferred]


@dataclass(frozen=True, slots=True)
class Plan:
    """The notice goes to ``address`` by ``channel``, not before ``at``."""

    channel: Channel
    address: str
    wording: MaySay
    at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """The notice is not sent, and why."""

    reason: HoldReason


@dataclass(frozen=True, slots=True)
class Message:
    """What a notifier sends. ``notice_id`` makes its Message-ID, the same at every try, so that a receiver can drop
    a second copy. ``neutral`` asks for a sender without a name."""

    notice_id: UUID
    channel: Channel
    address: str
    subject: str
    body: str
    neutral: bool


def _times(when: Iterable[object]) -> tuple[SafeTime, ...]:
    chosen = [str(value) for value in when]
    if "any" in chosen:
        return ()
    known = tuple(WHEN[value] for value in chosen if value in WHEN)
    return known or (SafeTime(time(9), time(17), frozenset()),)  # no day at all: never safe


def as_data(times: Iterable[SafeTime]) -> list[list[object]]:
    """Times as JSON: ``[["09:00", "17:00", [0, 1]], …]``."""
    return [[t.start.isoformat("minutes"), t.end.isoformat("minutes"), sorted(t.days)] for t in times]


def from_data(data: Iterable[tuple[str, str, list[int]]]) -> tuple[SafeTime, ...]:
    """The times back again."""
    return tuple(
        SafeTime(time.fromisoformat(start), time.fromisoformat(end), frozenset(days)) for start, end, days in data
    )
