"""Who sees exhibits, and what the ledger says of their custody."""

import pytest

from bluelamp.core.errors import NotFound
from bluelamp.evidence import selectors, services
from bluelamp.evidence.models import Exhibit
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from tests.factories.files import kept_file
from tests.factories.rooms import matter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def exhibited(cast: Cast, content: bytes = b"", role: str = "exhibits_officer") -> Exhibit:
    kept = matter()
    stored = kept_file(matter_id=kept, content=content)
    return services.exhibit_file(actor=cast[role], matter_id=kept, stored_file_id=stored.id, title="The window")


def test_without_a_part_in_the_matter_an_exhibit_is_not_there(cast: Cast) -> None:
    exhibit = exhibited(cast)
    for role in ("detective", "responder", "call_taker", "rtic_analyst", "citizen"):
        with writing():
            assert selectors.exhibits_for_matter(actor=cast[role], matter_id=exhibit.matter_id) == []
            for selector in (selectors.exhibit, selectors.stored_file_of, selectors.custody):
                with pytest.raises(NotFound):
                    selector(actor=cast[role], exhibit_id=exhibit.id)


def test_custody_names_who_did_and_who_looked(cast: Cast) -> None:
    officer = cast["exhibits_officer"]
    exhibit = exhibited(cast)
    services.describe(actor=officer, exhibit_id=exhibit.id, description="A boot.")
    with reading(actor=cast["supervisor"], purpose=Purpose.EVIDENCE, action="evidence.exhibit.read"):
        selectors.exhibit(actor=cast["supervisor"], exhibit_id=exhibit.id)
    with writing():
        lines = selectors.custody(actor=officer, exhibit_id=exhibit.id)
    assert [(line.who, line.line.action) for line in lines] == [
        ("Tomasz Wrenfield E310", "evidence.exhibit.receive"),
        ("Tomasz Wrenfield E310", "evidence.exhibit.describe"),
        ("Sgt Callum Reeve 2203", "evidence.exhibit.read"),
    ]
    assert lines[0].line.reason == f"SHA-256 {exhibit.sha256}"
