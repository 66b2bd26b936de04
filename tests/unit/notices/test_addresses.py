"""How an address is written to, and which numbers cost us no more than a text at home."""

import pytest

from bluelamp.notices.addresses import is_home_mobile, usable
from bluelamp.notices.enums import Channel


@pytest.mark.parametrize(
    ("channel", "typed", "form"),
    [
        (Channel.EMAIL, " Sam@Example.com ", "Sam@Example.com"),
        (Channel.EMAIL, "sam@localhost", "sam@localhost"),
        (Channel.EMAIL, "sam@bücher.example", "sam@xn--bcher-kva.example"),
        (Channel.EMAIL, "x" * 300 + "@example.com", ""),
        (Channel.EMAIL, "sam@" + ".".join(["y" * 60] * 5) + ".example", ""),  # a good domain, and too long a whole
        (Channel.EMAIL, "sam@", ""),
        (Channel.EMAIL, "sam@" + "ü" * 80 + ".example", ""),  # a domain that IDNA has no form for
        (Channel.SMS, "+33 6 12 34 56 78", "+33612345678"),
        (Channel.SMS, "0121 496 0000", "+441214960000"),
        (Channel.SMS, "0044 7700 900982", "+447700900982"),
        (Channel.CALL, " 07700 900 982 ", "+447700900982"),
        (Channel.SMS, "call me", ""),
        (Channel.SMS, "999", ""),
        (Channel.SMS, "", ""),
    ],
)
def test_an_address_in_the_form_it_is_used(channel: Channel, typed: str, form: str) -> None:
    assert usable(channel, typed) == form


@pytest.mark.parametrize("local", ["\u212aim", "gro\u00df", "zo\u00eb"])  # a Kelvin sign would fold into a k
def test_two_people_never_share_an_address_that_letters_fold_into(local: str) -> None:
    assert usable(Channel.EMAIL, f"{local}@example.com") == ""


@pytest.mark.parametrize(
    ("number", "home"),
    [
        ("+447700900982", True),
        ("+447911123456", True),
        ("+447624123456", True),  # the Isle of Man's
        ("+447625123456", False),  # a pager
        ("+447012345678", False),  # a personal number
        ("+44770090098", False),
        ("+4477009009820", False),
        ("+441214960000", False),
        ("+77012345678", False),
        ("07700900982", False),
    ],
)
def test_a_british_mobile_is_told_from_what_is_dear_to_write_to(number: str, home: bool) -> None:
    assert is_home_mobile(number) is home
