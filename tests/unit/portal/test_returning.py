"""The way back to saved answers, by email: each form has its own page for the code, and all send it alike."""

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from bluelamp.notices.models import Notice
from bluelamp.portal import reporting, statements


@pytest.mark.django_db
def test_each_form_is_come_back_to_on_its_own_page() -> None:
    for door in (reporting.DOOR, statements.DOOR):
        assert door.send_code is not None
        email = f"{door.name}@example.com"
        assert door.send_code(
            actor=Actor.public(), draft_id=new_id(), code="7KQ4-M2XA-90TD-JW5E", email=email, neutral=False
        )
    with writing():
        bodies = [notice.body for notice in Notice.objects.order_by("created_at")]
    assert all(page in body for page, body in zip(("/report/return", "/statement/return"), bodies, strict=True))
