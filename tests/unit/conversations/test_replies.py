"""Replies that are often needed: put into the box in the language of whoever reads them, and sent by nobody."""

import pytest
from django.utils.translation import gettext_lazy, override

from bluelamp.conversations.replies import REPLIES, Reply, reply_text


def test_it_stands_in_the_language_of_the_person_and_not_of_the_desk() -> None:
    reply = Reply("999", "", "", gettext_lazy("In an emergency call 999."))
    with override("ur"):
        assert reply.in_language("pl") == "W nagłym wypadku dzwoń pod 999."
        assert reply.in_language("en-gb") == "In an emergency call 999."


def test_a_language_without_translations_is_answered_in_english() -> None:
    assert reply_text("hello", language="cy") == reply_text("hello", language="en-gb")


@pytest.mark.parametrize("code", ["", "HELLO", "zeppelin"])
def test_a_code_that_is_none_puts_nothing_into_the_box(code: str) -> None:
    assert reply_text(code, language="en-gb") == ""


def test_every_reply_is_chosen_by_a_code_of_its_own() -> None:
    assert [reply_text(reply.code, language="en-gb") for reply in REPLIES] == [str(reply.text) for reply in REPLIES]
