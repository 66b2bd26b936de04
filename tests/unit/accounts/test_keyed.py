"""What is kept of an address and of a code is worth nothing without our secret."""

import re
from uuid import UUID

from django.test import override_settings

from bluelamp.accounts import keyed
from bluelamp.core.ids import new_id

ID = UUID(int=7)


def test_one_mailbox_has_one_digest_and_it_depends_on_the_secret() -> None:
    (digest,) = keyed.address_digests(" Ivy@Example.com ")
    assert list(keyed.address_digests("ivy@example.com")) == [digest]
    assert list(keyed.address_digests("ivy@example.org")) != [digest]
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[]):
        assert list(keyed.address_digests("ivy@example.com")) != [digest]


def test_a_domain_in_another_script_is_found_in_either_form() -> None:
    (earlier,) = keyed.address_digests("Ivy@BÜCHER.example")
    assert earlier in list(keyed.address_digests("ivy@xn--bcher-kva.example"))
    assert list(keyed.address_digests("ivy@xn--\xff.example"))


def test_a_code_is_known_under_an_earlier_secret_and_of_no_other_id() -> None:
    with override_settings(SECRET_KEY="earlier"):
        digest = keyed.code_digest(ID, "012345")
    with override_settings(SECRET_KEY="now", SECRET_KEY_FALLBACKS=["earlier"]):
        assert keyed.is_code(ID, "012 345", digest)
        assert keyed.is_code(ID, "۰۱۲۳۴۵", digest)
        assert not keyed.is_code(ID, "012346", digest)
        assert not keyed.is_code(new_id(), "012345", digest)
        assert not keyed.is_code(ID, "", digest)


def test_codes_have_eight_digits() -> None:
    assert all(re.fullmatch(r"\d{8}", keyed.new_code()) for _ in range(50))
