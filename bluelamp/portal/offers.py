"""What somebody can do on the page of their report, in the order in which it may help them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.core.clock import today
from bluelamp.portal.helping import is_about_a_crime
from bluelamp.ui.filters import date_words, datetime_words
from bluelamp.victims.enums import Consent, Meeting, ReferralState, RequestKind
from bluelamp.victims.types import Asked, Support

if TYPE_CHECKING:
    from bluelamp.contact.models import Report


@dataclass(frozen=True, slots=True)
class Offer:
    """A link. ``slug`` is that of its journey, where it begins one; ``tag`` says how far it has got."""

    title: str
    hint: str
    href: str
    slug: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which offers somebody is made."""

    report: "Report"
    victim: bool
    support: Support
    next_talk: datetime | None = None
    unread: int = 0  # messages of ours
    to_visit: bool = False  # we said that we come at a time that suits them, and have not
    recorded: bool = False
    closed: bool = False
    review_until: tuple[date, date] | None = None  # the day to ask by, and the last one that is possible
    requests: tuple[Asked, ...] = ()
    rated: bool = False

    @property
    def reviewing(self) -> bool:
        return any(one.open and one.kind == RequestKind.REVIEW for one in self.requests)


def offers(standing: Standing) -> list[Offer]:
    """Everything that this person can do now."""
    return list(_offers(standing))


def _offers(s: Standing) -> Iterator[Offer]:
    if s.to_visit:
        yield _appointment(s)
    if s.victim:
        yield _support(s)
    if s.victim or is_about_a_crime(s.report.journey_slug):
        yield Offer(
            _("Who can help you"),
            _("Organisations near you and national helplines, to call yourself."),
            reverse("portal:helping", args=[s.report.id]),
        )
    if not s.to_visit:
        yield _appointment(s)
    yield Offer(
        _("Messages"),
        _("Write to us about your report, and read what we wrote to you."),
        reverse("portal:messages", args=[s.report.id]),
        tag=_("%(n)s new") % {"n": s.unread} if s.unread else "",
    )
    yield Offer(
        _("Send us more"), _("Photos, video, anything that you have remembered."), *_journey(s, "more-evidence")
    )
    if s.victim:
        yield from _victims_own(s)
    if s.requests:
        yield _sent(s)
    yield Offer(
        _("Complain about how we dealt with you"),
        _("It never goes to the people it is about. See how far it has got."),
        reverse("portal:complaints", args=[s.report.id]),
        "complaint",
    )
    if s.closed and not s.rated:
        yield Offer(_("How did we do?"), _("Two questions. No officer sees your answers."), *_journey(s, "how-we-did"))
    yield Offer(
        _("Witness statement"),
        _("Say in writing what you saw, heard or know: by yourself, or with a trained officer."),
        reverse("portal:statement", args=[s.report.id]),
    )


def _support(s: Standing) -> Offer:
    title = _("Get help and support")
    if s.support.referral_id and s.support.state != ReferralState.WITHDRAWN:
        href = reverse("portal:support", args=[s.report.id])
        tag = _("Accepted") if s.support.state == ReferralState.ACCEPTED else _("Asked for")
        return Offer(title, _("How far your wish to be put in touch has got."), href, tag=tag)
    hint = _("From people who are not the police. It is free, whether or not anybody is ever charged.")
    tag = {Consent.LATER.value: _("You said: later"), Consent.NO.value: _("You said: no")}.get(s.support.consent, "")
    return Offer(title, hint, _begin(s, "victim-support"), "victim-support", tag)


def _appointment(s: Standing) -> Offer:
    if s.to_visit and not s.next_talk:
        href = reverse("portal:book", args=[s.report.id, Meeting.VISIT])
        return Offer(_("Choose a time for our visit"), _("You can change or cancel it afterwards."), href)
    href = reverse("portal:appointments", args=[s.report.id])
    tag = datetime_words(s.next_talk) if s.next_talk else ""
    return Offer(_("Talk to somebody"), _("Book a call or an appointment, change it or cancel it."), href, tag=tag)


def _victims_own(s: Standing) -> Iterator[Offer]:
    if s.recorded:
        hint = _("In your own words, if you want to. A court may hear it. We call it a Victim Personal Statement.")
        yield Offer(_("Tell us how it has affected you"), hint, *_journey(s, "personal-statement"))
    if s.review_until and s.review_until[1] >= today() and not s.reviewing:
        hint = _("If you do not agree. If you can by %(soon)s, at the latest by %(late)s.") % {
            "soon": date_words(s.review_until[0]),
            "late": date_words(s.review_until[1]),
        }
        yield Offer(_("Ask us to look at a decision again"), hint, *_journey(s, "ask-for-review"))
    if s.recorded and not s.closed:
        hint = _("Nothing is closed by saying so. Somebody talks with you first.")
        yield Offer(_("I do not want to go on"), hint, *_journey(s, "stop"))


def _sent(s: Standing) -> Offer:
    waiting = sum(one.open for one in s.requests)
    tag = _("%(n)s waiting") % {"n": waiting} if waiting else ""
    href = reverse("portal:requests", args=[s.report.id])
    return Offer(
        _("What you have sent us"), _("Your statements, requests and evidence, and our answers."), href, tag=tag
    )


def _journey(s: Standing, slug: str) -> tuple[str, str]:
    return _begin(s, slug), slug


def _begin(s: Standing, slug: str) -> str:
    return reverse("portal:ask", args=[s.report.id, slug])
