"""Pages are compressed for whoever takes it; nothing else is."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from bluelamp.config.light_pages import LightPagesMiddleware

LONG = b"<p>The same words again.</p>" * 100


def _sent(response: HttpResponseBase, takes: str = "gzip") -> HttpResponseBase:
    def answer(_request: HttpRequest) -> HttpResponseBase:
        return response

    return LightPagesMiddleware(answer)(RequestFactory().get("/", HTTP_ACCEPT_ENCODING=takes))  # type: ignore[return-value] # or a promise of it


def test_a_page_is_compressed_for_whoever_takes_it() -> None:
    sent = _sent(HttpResponse(LONG))
    assert isinstance(sent, HttpResponse)
    assert gzip.decompress(sent.content) == LONG
    assert len(sent.content) < len(LONG) / 5
    assert not _sent(HttpResponse(LONG), takes="").has_header("Content-Encoding")


def test_a_photograph_and_what_is_streamed_stay_as_they_are() -> None:
    photo = HttpResponse(LONG, content_type="image/jpeg")
    assert not _sent(photo).has_header("Content-Encoding")
    assert not _sent(StreamingHttpResponse([LONG])).has_header("Content-Encoding")


@pytest.mark.django_db
def test_the_front_page_is_light() -> None:
    whole, small = (Client().get("/", HTTP_ACCEPT_ENCODING=takes) for takes in ("", "gzip"))
    assert len(small.content) < len(whole.content) / 2
