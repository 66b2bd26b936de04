"""Files become exhibits; custody is what the ledger says."""

from hashlib import sha256

import pytest

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.evidence import selectors, services
from bluelamp.evidence.models import Exhibit
from bluelamp.files.models import StoredFile
from bluelamp.files.selectors import may_read
from bluelamp.ledger.reading import writing
from tests.factories.files import kept_file, png, staged_file
from tests.factories.rooms import matter, on_ledger
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def exhibited(cast: Cast, content: bytes = b"", role: str = "exhibits_officer") -> Exhibit:
    kept = matter()
    stored = kept_file(matter_id=kept, content=content)
    return services.exhibit_file(actor=cast[role], matter_id=kept, stored_file_id=stored.id, title="The window")


def test_an_exhibit_has_the_hash_of_its_bytes(cast: Cast) -> None:
    photo = png(shade=12)
    exhibit = exhibited(cast, photo)
    assert (exhibit.sha256, exhibit.size, exhibit.media_type) == (sha256(photo).hexdigest(), len(photo), "image/png")
    assert exhibit.produced_by == Actor.public().id


def test_a_file_is_an_exhibit_once(cast: Cast) -> None:
    exhibit = exhibited(cast)
    again = services.exhibit_file(
        actor=cast["supervisor"], matter_id=exhibit.matter_id, stored_file_id=exhibit.stored_file_id, title="Again"
    )
    assert (again.id, again.title) == (exhibit.id, "The window")
    assert on_ledger("evidence.exhibit.receive") == 1
    with pytest.raises(Conflict, match="another matter"):
        services.exhibit_file(
            actor=cast["supervisor"], matter_id=matter(), stored_file_id=exhibit.stored_file_id, title="Elsewhere"
        )


def test_what_officers_add_is_read_by_whoever_may_read_exhibits(cast: Cast) -> None:
    sent, officer = exhibited(cast), cast["exhibits_officer"]
    staged = staged_file(actor=officer)
    added = services.exhibit_file(actor=officer, matter_id=sent.matter_id, stored_file_id=staged.id, title="A cast")
    with writing():
        for who, sees in (("call_taker", False), ("crime_registrar", False), ("supervisor", True)):
            both = StoredFile.objects.get(pk=added.stored_file_id), StoredFile.objects.get(pk=sent.stored_file_id)
            assert [may_read(actor=cast[who], stored=one) for one in both] == [sees, True]


@pytest.mark.parametrize("role", ["responder", "detective", "dispatcher", "analyst", "citizen", "outsider"])
def test_who_takes_nothing_in(cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed):
        exhibited(cast, role=role)
    assert Exhibit.objects.count() == 0


@pytest.mark.parametrize("title", ["", "  ", "\x00"])
def test_an_exhibit_needs_a_title(cast: Cast, title: str) -> None:
    kept = matter()
    stored = kept_file(matter_id=kept)
    with pytest.raises(Invalid) as refused:
        services.exhibit_file(actor=cast["supervisor"], matter_id=kept, stored_file_id=stored.id, title=title)
    assert refused.value.field == "title"


def test_a_file_that_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        services.exhibit_file(actor=cast["supervisor"], matter_id=matter(), stored_file_id=new_id(), title="x")


def test_investigators_of_the_matter_describe_and_others_do_not(cast: Cast) -> None:
    exhibit, detective = exhibited(cast), cast["detective"]
    for role in ("detective", "responder", "supervisor", "call_taker", "citizen"):
        with pytest.raises(NotAllowed):
            services.describe(actor=cast[role], exhibit_id=exhibit.id, description="A boot.")
    involve(actor=Actor.job("test"), matter=exhibit.matter_id, who=detective.id, relation=Relation.ASSIGNED)
    services.describe(actor=detective, exhibit_id=exhibit.id, description="A boot.")
    staged = staged_file(actor=detective)
    services.exhibit_file(actor=detective, matter_id=exhibit.matter_id, stored_file_id=staged.id, title="A cast")
    with writing():
        titles = [e.title for e in selectors.exhibits_for_matter(actor=detective, matter_id=exhibit.matter_id)]
    assert titles == ["The window", "A cast"]
    with pytest.raises(Invalid) as refused:
        services.describe(actor=detective, exhibit_id=exhibit.id, description=" ")
    assert refused.value.field == "description"
    with pytest.raises(NotFound) as missing:
        services.describe(actor=detective, exhibit_id=new_id(), description="A boot.")
    assert missing.value.field == "exhibit"
