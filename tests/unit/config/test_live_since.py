"""A page of the staff says where the feed stood before it was read; nobody else's costs a query."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.models import User
from bluelamp.config.live_since import LiveSinceMiddleware
from bluelamp.live.models import Feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def feed() -> Feed:
    """One that stands at 41."""
    Feed.objects.all().delete()
    return Feed.objects.create(first_seq=1, last_seq=41, database="test")


def _seen(request: HttpRequest) -> object:
    return request.__dict__.get("live_since")


def test_the_page_goes_on_from_where_the_feed_stood_before_it_was_read(feed: Feed) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        Feed.objects.update(last_seq=42)  # news that comes while the page is made
        return HttpResponse(str(_seen(request)))

    request = RequestFactory().get("/")
    request.user = User()
    assert LiveSinceMiddleware(page)(request).content == b"41"


@pytest.mark.parametrize(
    ("method", "headers", "is_staff"),
    [
        ("POST", {}, True),
        ("GET", {"X-Live": "1"}, True),  # a part of a page whose stream is open
        ("GET", {}, False),
    ],
)
def test_nobody_else_asks_the_database(
    django_assert_num_queries: DjangoAssertNumQueries, method: str, headers: dict[str, str], is_staff: bool
) -> None:
    request = RequestFactory().generic(method, "/", headers=headers)
    request.user = User() if is_staff else AnonymousUser()
    with django_assert_num_queries(0):
        LiveSinceMiddleware(lambda _: HttpResponse())(request)
    assert _seen(request) is None


def test_a_page_of_the_staff_opens_its_stream_there(sign_in: Callable[[str], Client]) -> None:
    assert b'data-since="41"' in sign_in("responder").get("/phone/").content
