"""Five wrong codes lock a name as five wrong passwords do, and no other name."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory

from bluelamp.access.lockout import failed, may_try
from bluelamp.access.models import User
from bluelamp.access.services import create_user
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"


def account(name: str) -> User:
    return create_user(
        actor=Actor.job("test"), username=name, display_name=name, password=PASSWORD, roles=[Role.ANALYST]
    )


def wrong(rf: RequestFactory, user: User, times: int, **typed: str) -> None:
    for _ in range(times):
        failed(rf.post("/staff/sign-in/code", {"code": "000000", **typed}), user)


def test_the_fifth_wrong_code_locks_the_name_from_wherever_and_no_other(rf: RequestFactory) -> None:
    pat, sam = account("pat"), account("sam")
    wrong(rf, pat, 4)
    assert may_try(rf.post("/"), pat)
    wrong(rf, pat, 1)
    assert not may_try(rf.post("/"), pat)
    assert not may_try(rf.post("/", REMOTE_ADDR="10.1.2.3"), pat)
    assert may_try(rf.post("/"), sam)


def test_codes_and_passwords_count_together(rf: RequestFactory) -> None:
    pat = account("pat")
    for _ in range(3):
        Client().post("/staff/sign-in", {"username": "pat", "password": "wrong"})
    wrong(rf, pat, 1)
    assert may_try(rf.post("/"), pat)
    wrong(rf, pat, 1)
    assert not may_try(rf.post("/"), pat)
    assert Client().post("/staff/sign-in", {"username": "pat", "password": PASSWORD}).status_code == 429


def test_only_a_locked_request_is_answered_with_the_page_that_says_until_when(rf: RequestFactory) -> None:
    pat = account("pat")
    free, locked = rf.post("/"), rf.post("/")
    assert may_try(free, pat)
    wrong(rf, pat, 5)
    assert not may_try(locked, pat)
    assert not getattr(free, "axes_locked_out", False)
    assert locked.__dict__["axes_locked_out"] is True
    assert locked.__dict__["axes_credentials"] == {"username": "pat"}


def test_a_quarter_of_an_hour_later_the_name_is_free(rf: RequestFactory) -> None:
    pat = account("pat")
    wrong(rf, pat, 5)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=14))
    assert not may_try(rf.post("/"), pat)
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    assert may_try(rf.post("/"), pat)


def test_what_was_typed_is_kept_nowhere(rf: RequestFactory) -> None:
    wrong(rf, account("pat"), 2, present="my old sentence", new="my new sentence", again="my new sentence")
    kept = " ".join(attempt.post_data for attempt in AccessAttempt.objects.all())
    assert not any(typed in kept for typed in ("000000", "my old", "my new"))
