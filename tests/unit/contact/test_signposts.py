"""Every signpost says who, why, and when it is the police after all, with ways that can be followed."""

import re

import pytest

from bluelamp.contact.report_types import report_types
from bluelamp.contact.signposts import Signpost, signposts


@pytest.mark.parametrize("signpost", signposts().values(), ids=lambda signpost: signpost.slug)
def test_it_says_what_somebody_needs(signpost: Signpost) -> None:
    assert all(map(str, (signpost.title, signpost.who, signpost.why, signpost.ours)))
    assert signpost.links
    for link in signpost.links:
        assert str(link.text)
        assert re.fullmatch(r"https://[^\s]+|tel:[0-9]{3,11}", link.href), link.href
    assert signpost.words()
    assert not signpost.form or signpost.form in report_types()


def test_no_slug_is_both_a_form_and_a_signpost() -> None:
    assert not set(report_types()) & set(signposts())
