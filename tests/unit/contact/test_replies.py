"""What the desk often writes: the neutral wording gives nothing away."""

import re

import pytest
from django.utils.translation import override

from bluelamp.contact.replies import REPLIES, Reply, is_neutral, reply_text

_TELLING = re.compile(r"police|officer|report|crime|victim|happened|witness|evidence", re.IGNORECASE)


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.code)
def test_the_neutral_wording_says_neither_who_writes_nor_what_about(reply: Reply) -> None:
    with override("en-gb"):
        assert not _TELLING.search(reply_text(reply.code, neutral=True))
        assert _TELLING.search(reply_text(reply.code, neutral=False))
    assert len({one.code for one in REPLIES}) == len(REPLIES)


def test_whoever_did_not_say_gets_the_neutral_wording() -> None:
    assert [is_neutral({"may_say": said}) for said in ("subject", "police", "nothing")] == [False, True, True]
    assert is_neutral({})
    assert reply_text("no such", neutral=True) == ""
