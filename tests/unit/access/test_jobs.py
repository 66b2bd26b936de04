"""Sessions end: also those of browsers that were only closed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from bluelamp.access.jobs import forget_sessions
from bluelamp.core.clock import now

pytestmark = pytest.mark.django_db


@pytest.mark.idempotent("access.forget_sessions")
def test_sessions_that_ran_out_are_erased_and_others_are_not(sign_in: Callable[[str], Client]) -> None:
    over, running = sign_in("detective"), sign_in("call_taker")
    Session.objects.filter(pk=over.session.session_key).update(expire_date=now() - timedelta(seconds=1))
    for _ in range(2):
        forget_sessions(0)
        assert [session.pk for session in Session.objects.all()] == [running.session.session_key]
