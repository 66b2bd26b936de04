"""What stands around a public page: the ways on, each language by its own name, and whose live news it may hear."""

from typing import Any
from typing import cast as as_a
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from bluelamp.core.actor import Actor
from bluelamp.languages.tongues import tongue
from bluelamp.languages.types import Spoken
from bluelamp.portal.frames import public_frame
from bluelamp.ui.types import Frame

ID = UUID(int=7)


def frame(path: str = "/start", *, posted: bool = False, **known: object) -> Frame:
    """``known`` is what the middleware has found out."""
    make = RequestFactory()
    request = make.post(path) if posted else make.get(path)
    request.__dict__.update(known)
    return public_frame(as_a("HttpRequest", request))


def spoken(wanted: str, shown: str, *, awaiting: bool = False) -> Spoken:
    chosen, seen = tongue(wanted), tongue(shown)
    assert chosen is not None
    assert seen is not None
    return Spoken(chosen, seen, awaiting)


@pytest.mark.parametrize(
    ("actor", "who"),
    [
        (None, ""),
        (Actor.public(), ""),  # everybody who has said nothing would share one stream
        (Actor.receipt(ID), str(ID)),
        (Actor.citizen(ID), str(ID)),
    ],
)
def test_only_whoever_has_said_who_they_are_hears_live_news(actor: Actor | None, who: str) -> None:
    known: dict[str, Any] = {} if actor is None else {"actor": actor}
    assert frame(**known).who == who


@pytest.mark.parametrize(("path", "current"), [("/start", "/start"), ("/account/", "/account/"), ("/start/what", None)])
def test_one_way_on_is_where_one_is_and_none_on_a_page_beneath_it(path: str, current: str | None) -> None:
    assert [link.href for link in frame(path).nav if link.current] == ([current] if current else [])


@pytest.mark.parametrize(
    ("path", "posted", "back"),
    [
        ("/start?sent=1&now=no", False, "to=%2Fstart%3Fsent%3D1%26now%3Dno"),
        ("/start/what?x=1", True, "to=%2Fstart%2Fwhat"),  # what was sent is not sent again by a link
    ],
)
def test_choosing_a_language_comes_back_to_this_page(path: str, posted: bool, back: str) -> None:
    tongues = frame(path, posted=posted).tongues
    assert {one.href.partition("?")[2] for one in tongues} == {back}
    assert [one.lang for one in tongues if one.current] == ["en-GB"]


def test_a_page_runs_in_the_direction_of_the_language_that_is_shown() -> None:
    assert (frame(spoken=spoken("ur", "ur")).direction, frame(spoken=spoken("ur", "ur")).lang) == ("rtl", "ur")
    assert frame(spoken=spoken("ur", "en-gb")).direction == "ltr"


def test_what_must_be_known_of_a_page_is_said_in_the_language_that_was_chosen() -> None:
    assert frame(spoken=spoken("pl", "pl")).about_language is None
    awaiting, missing = frame(spoken=spoken("pl", "pl", awaiting=True)), frame(spoken=spoken("ur", "en-gb"))
    assert awaiting.about_language is not None
    assert missing.about_language is not None
    assert (awaiting.about_language.lang, missing.about_language.lang) == ("pl", "ur")
    assert "czeka na sprawdzenie" in awaiting.about_language.text
    assert missing.about_language.direction == "rtl"
    assert not missing.about_language.text.isascii()
