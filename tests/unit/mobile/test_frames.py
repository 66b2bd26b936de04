"""What stands around every page of the phone: who holds it, their work, and the way out."""

from typing import cast as as_a

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from bluelamp.access.models import User
from bluelamp.mobile.frames import phone_frame
from bluelamp.ui.types import Frame
from tests.plugins.cast import Cast


def frame(path: str, staff: User | None) -> Frame:
    request = RequestFactory().get(path)
    request.staff = staff  # type: ignore[attr-defined]  # as the middleware does
    return phone_frame(as_a("HttpRequest", request))


def test_a_phone_that_nobody_holds_shows_the_way_in_and_no_work() -> None:
    shown = frame("/phone/", None)
    assert shown.sign_in == "/staff/sign-in"
    assert (shown.nav, shown.person, shown.who, shown.sign_out) == ((), "", "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "current"), [("/phone/", [True, False]), ("/phone/incident/1", [False, False])])
def test_an_officer_is_named_and_led_to_their_work_from_everywhere(cast: Cast, path: str, current: list[bool]) -> None:
    officer = User.objects.get(pk=cast["responder"].id)
    shown = frame(path, officer)
    assert (shown.person, shown.who) == ("PC Ruth Calloway", str(officer.pk))
    assert [link.href for link in shown.nav] == ["/phone/", "/staff/home"]
    assert [link.current for link in shown.nav] == current
    assert shown.sign_out == "/staff/sign-out"
