"""A statement on the officer's phone: whose witnesses, which words are signed, and what can still be changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.evidence.models import Statement, StatementVersion
from bluelamp.evidence.statements.questions import STATEMENT_WITH_OFFICER
from bluelamp.incidents import services as incidents
from bluelamp.ledger.reading import writing
from bluelamp.mobile.statements import DOOR
from tests.factories.rooms import told
from tests.factories.statements import drafted, signed
from tests.factories.telling import tell
from tests.integration.journeys_walker import Page, Walker
from tests.plugins.cast import Cast
from tests.unit.journeys.ways import paths

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@dataclass
class Officer(Walker):
    """With a witness beside them."""

    incident: str = ""
    client: Client = field(default_factory=Client)

    def begin(self) -> str:
        self.base = self._sent(self.client.post(f"/phone/incident/{self.incident}/statements/begin"))
        return self.base

    def send(self, address: str, **fields: str) -> str:
        """A form with what its page holds already; where it leads."""
        kept = {name: values[-1:] for name, values in Page(self.client.get(address).content.decode()).fields.items()}
        return self._sent(self.client.post(address, {**kept, **fields}))


def text(response: Any) -> str:
    return unescape(response.content.decode())


def works_on(cast: Cast, matter: UUID) -> None:
    involve(actor=Actor.job("test"), matter=matter, who=cast["responder"].id, relation=Relation.ASSIGNED)


@pytest.fixture
def statement(cast: Cast) -> Statement:
    """One that waits for its witness, on a matter of the responder's."""
    made = drafted()
    works_on(cast, made.matter_id)
    return made


def page(of: Statement, step: str = "") -> str:
    return f"/phone/statements/{of.id}{step}"


def words(of: Statement) -> str:
    with writing():
        return Statement.objects.get(pk=of.id).text


def test_an_officer_takes_the_statement_of_a_child_who_cannot_read(cast: Cast, sign_in: SignIn) -> None:
    with writing():
        report = Report.objects.get(pk=told())
    incident = incidents.open_incident(
        actor=cast["dispatcher"],
        matter_id=report.matter_id,
        grade="P2",
        summary="A fight.",
        nsir_class="crime",
        place_label="1 Lantern Row",
    )
    crew = incidents.add_resource(actor=cast["dispatcher"], callsign="L1", kind="car", crew=[cast["responder"].id])
    incidents.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=crew.id)
    officer = Officer(STATEMENT_WITH_OFFICER, sign_in("responder"), incident=str(incident.id))
    assert b"Take a statement" in officer.client.get(f"/phone/incident/{incident.id}/statements").content
    wanted = {"adult_witness": "no", "reads": "no", "saw": "no"}
    path = next(path for path in paths(STATEMENT_WITH_OFFICER) if wanted.items() <= path.answers.items())
    sign = officer.send(officer.walk(path))
    assert "reads all of this to the witness" in officer.client.get(sign).content.decode()
    done = officer.send(sign, read="1", declared="1", signature="Tom")
    with writing():
        version = StatementVersion.objects.select_related("statement").get()
    assert (version.method, version.read_by, version.taken_by) == ("with_officer", "reader", cast["responder"].id)
    assert version.statement.report_id is None
    words = officer.send(done, reason="He remembered the shoes.")
    assert words.endswith("/words")
    other = Client()  # whoever reported sees nothing of another witness's statement
    session = other.session
    session["receipt"] = str(report.id)
    session.save()
    other.cookies["sessionid"] = session.session_key or ""
    assert other.get(f"/reports/{report.id}/statement/{version.statement_id}").status_code == 404
    assert version.statement.reference not in other.get(f"/reports/{report.id}/statement").content.decode()


def test_an_officer_takes_no_statement_on_the_matter_of_others(sign_in: SignIn) -> None:
    made, officer = drafted(), sign_in("responder")
    for step in ("", "/words", "/sign"):
        assert officer.get(page(made, step)).status_code == 404
    assert officer.post(page(made, "/words"), {"text": "He did it.", "edition": "1"}).status_code == 404
    for step in ("", "/begin"):
        assert officer.get(f"/phone/incident/{new_id()}/statements{step}").status_code == 404
    assert words(made) == "I saw it."


def test_the_officer_is_told_before_they_begin_why_somebody_trained_may_be_needed(cast: Cast, sign_in: SignIn) -> None:
    story = stories.hate_crime(Random(3), postcode="B4 7AP")
    with writing():
        hated, burgled = Report.objects.get(pk=tell(actor=Actor.public(), story=story)), Report.objects.get(pk=told())
    officer = sign_in("responder")
    shown = []
    for report in (hated, burgled):
        incident = incidents.open_incident(
            actor=cast["dispatcher"],
            matter_id=report.matter_id,
            grade="P2",
            summary="A fight.",
            nsir_class="crime",
            place_label="1 Lantern Row",
        )
        works_on(cast, report.matter_id)
        shown.append(text(officer.get(f"/phone/incident/{incident.id}/statements")))
    warned = "may need an officer trained in achieving best evidence"
    assert [warned in one for one in shown] == [True, False]


def test_words_are_kept_from_the_page_that_was_read_last_and_handed_to_the_witness(
    sign_in: SignIn, statement: Statement
) -> None:
    officer, address = sign_in("responder"), page(statement, "/words")
    once = {"text": "I saw a grey coat.", "edition": str(statement.edition)}
    assert officer.post(address, once).headers["Location"] == page(statement, "/sign")
    stale = officer.post(address, once | {"text": "I saw nobody."})
    assert stale.status_code == 422
    assert "I saw nobody." in text(stale)  # still in the box
    assert officer.post(address, once | {"text": " "}).status_code == 422
    assert words(statement) == "I saw a grey coat."


@pytest.mark.parametrize("missing", ["read", "declared", "signature"])
def test_nobody_signs_without_reading_declaring_and_their_own_name(
    sign_in: SignIn, statement: Statement, missing: str
) -> None:
    given = {"read": "1", "declared": "1", "signature": "Sam Okafor", "edition": str(statement.edition)}
    del given[missing]
    refused = sign_in("responder").post(page(statement, "/sign"), given)
    assert refused.status_code == 422
    assert f'href="#id_{missing}"' in text(refused)
    assert not StatementVersion.objects.exists()


def test_what_was_signed_is_signed_with_the_officer_by_a_witness_who_reads(
    cast: Cast, sign_in: SignIn, statement: Statement
) -> None:
    given = {"read": "1", "declared": "1", "signature": "Sam Okafor", "edition": str(statement.edition)}
    officer = sign_in("responder")
    for _ in range(2):
        assert officer.post(page(statement, "/sign"), given).headers["Location"] == page(statement)
    with writing():
        version = StatementVersion.objects.get()
    assert (version.method, version.read_by) == ("with_officer", "witness")


def test_what_is_signed_is_changed_by_a_correction_alone(sign_in: SignIn, statement: Statement) -> None:
    signed(statement)
    officer = sign_in("responder")
    for step in ("/words", "/sign"):
        assert officer.get(page(statement, step)).headers["Location"] == page(statement)
    sent = officer.post(page(statement, "/words"), {"text": "He did it.", "edition": "2"})
    assert sent.headers["Location"] == page(statement)
    assert words(statement) == "I saw it."
    assert "Begin a correction" in text(officer.get(page(statement)))
    assert officer.post(page(statement), {"reason": " "}).status_code == 422
    begun = officer.post(page(statement), {"reason": "He remembered the shoes."})
    assert begun.headers["Location"] == page(statement, "/words")
    assert officer.get(page(statement, "/words")).status_code == 200


def test_what_nobody_has_signed_needs_no_correction_and_the_page_says_so(sign_in: SignIn, statement: Statement) -> None:
    officer = sign_in("responder")
    assert "Begin a correction" not in text(officer.get(page(statement)))
    refused = officer.post(page(statement), {"reason": "He remembered the shoes."})
    assert refused.status_code == 422
    assert "so it cannot be changed" in text(refused)


@pytest.mark.parametrize("about", ["", "conversations.conversation:01a22b31-5437-77e7-803d-1acf0f07477d"])
def test_answers_that_belong_to_no_incident_lead_nowhere(about: str) -> None:
    assert DOOR.home_of is not None
    with pytest.raises(NotFound, match="belong to no incident"):
        DOOR.home_of(about)
