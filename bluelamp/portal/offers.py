"""What somebody can do on the page of their report, in the order in which it may help them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.ui.filters import datetime_words
from bluelamp.victims.enums import Consent, ReferralState
from bluelamp.victims.types import Support

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


def offers(standing: Standing) -> list[Offer]:
    """Everything that this person can do now."""
    return list(_offers(standing))


def _offers(s: Standing) -> Iterator[Offer]:
    if s.victim:
        yield _support(s)
    yield _appointment(s)
    yield Offer(
        _("Messages"),
        _("Write to us about your report, and read what we wrote to you."),
        reverse("portal:messages", args=[s.report.id]),
    )
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
    href = reverse("portal:appointments", args=[s.report.id])
    tag = datetime_words(s.next_talk) if s.next_talk else ""
    return Offer(_("Talk to somebody"), _("Book a call or an appointment, change it or cancel it."), href, tag=tag)


def _begin(s: Standing, slug: str) -> str:
    return reverse("portal:ask", args=[s.report.id, slug])
