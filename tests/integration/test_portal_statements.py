"""A witness statement from its first question to its signature, its correction and its exhibit, through the pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.evidence.models import Exhibit, OfficerRequest, Statement, StatementVersion
from bluelamp.evidence.statements.questions import STATEMENT
from bluelamp.journeys.data import Json
from bluelamp.journeys.graph import reachable, route
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.rooms import told
from tests.integration.journeys_walker import Page, Walker
from tests.unit.journeys.ways import Path, paths

pytestmark = pytest.mark.django_db
DECLARED = re.compile(r"This statement \(consisting of (\d+) page\(s\) each signed by me\) is true to the best of my")


@dataclass
class Witness(Walker):
    """Whoever reported, with their receipt, on the way to a statement."""

    report_id: str = ""
    client: Client = field(default_factory=Client)

    @property
    def home(self) -> str:
        return f"/reports/{self.report_id}/statement"

    def begin(self) -> str:
        begun = self.client.post(f"{self.home}/begin")
        assert begun.status_code == 302
        self.base = begun["Location"]
        return self.base

    def send(self, address: str, **fields: str) -> str:
        """A form with what its page holds already; where it leads."""
        kept = {name: values[-1:] for name, values in Page(self.client.get(address).content.decode()).fields.items()}
        return self._sent(self.client.post(address, {**kept, **fields}))


@pytest.fixture
def witness() -> Witness:
    report_id = told()
    client = Client()
    session = client.session
    session["receipt"] = str(report_id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return Witness(STATEMENT, client, report_id=str(report_id))


def way(ticked: str, saw: str = "yes") -> Path:
    """The pages and answers of somebody to whom ``ticked`` applies."""
    for path in paths(STATEMENT):
        if path.answers["applies"] == [ticked] and path.answers.get("saw", saw) == saw:
            return path
    raise LookupError(ticked)


def longer(path: Path) -> Path:
    """The same with so much to say that the statement has two pages."""
    said: list[Json] = [{"event": f"{n} He ran towards the car, and the other man shouted. " * 8} for n in range(8)]
    return Path(path.pages, path.answers | {"events": said})


def versions() -> list[StatementVersion]:
    with writing():
        return list(StatementVersion.objects.select_related("exhibit", "statement").order_by("number"))


def test_a_statement_is_written_signed_corrected_and_sealed(witness: Witness) -> None:
    assert b"Make a statement" in witness.client.get(witness.home).content
    words = witness.walk(longer(way("none")))
    sign = witness.send(words, text=Page(witness.client.get(words).content.decode()).texts["text"] + "\nIt was #dark.")
    page = witness.client.get(sign).content.decode()
    declared = DECLARED.search(page)
    assert declared
    pages = int(declared[1])
    assert witness.client.get(sign.removesuffix("sign") + "preview.pdf").status_code == 200
    assert versions() == []

    done = witness.send(sign, read="1", declared="1", signature="Siân O'Neill-Ōkafor")
    [first] = versions()
    pdf = b"".join(witness.client.get(f"{done}/1.pdf").streaming_content)  # type: ignore[attr-defined]  # a file
    text = "".join(part.extract_text() for part in PdfReader(BytesIO(pdf)).pages)
    assert first.pages == len(PdfReader(BytesIO(pdf)).pages) == pages > 1
    assert DECLARED.search(" ".join(text.split()))[1] == declared[1]  # type: ignore[index]  # it is there, or it fails
    assert "It was #dark." in text
    assert " ".join(text.split()).count(f"Signature: {first.signature}") == pages  # each of them
    assert first.exhibit.sha256 == first.sha256
    assert first.signature == "Siân O'Neill-Ōkafor"
    entry = Entry.objects.get(pk=first.entry_id)
    assert (entry.action, str(entry.actor_id)) == ("evidence.statement.sign", witness.report_id)
    assert {f"evidence.statementversion:{first.pk}", f"evidence.exhibit:{first.exhibit_id}"} <= set(entry.subjects)

    words = witness.send(f"{done}/correct", reason="I remembered the colour.")
    sign = witness.send(words, text="The car was red.")
    witness.send(sign, read="1", declared="1", signature="Siân O'Neill-Ōkafor")
    old, new = versions()
    assert (old.pk, old.text, old.sha256) == (first.pk, first.text, first.sha256)
    assert (new.number, new.text, new.reason) == (2, "The car was red.", "I remembered the colour.")
    assert b"".join(witness.client.get(f"{done}/1.pdf").streaming_content) == pdf  # type: ignore[attr-defined] # streamed
    assert Exhibit.objects.count() == 2


def test_the_same_button_twice_signs_once(witness: Witness) -> None:
    words = witness.walk(way("none", saw="no"))
    sign = witness.send(words)
    form = Page(witness.client.get(sign).content.decode()).fields["edition"]
    said = {"edition": form[-1], "read": "1", "declared": "1", "signature": "Sam"}
    answers = [witness.client.post(sign, said) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [sign.removesuffix("/sign")] * 2
    assert len(versions()) == 1


def test_other_words_than_those_that_were_read_are_not_signed(witness: Witness) -> None:
    words = witness.walk(way("none", saw="no"))
    sign = witness.send(words)
    edition = Page(witness.client.get(sign).content.decode()).fields["edition"][-1]
    witness.send(words, text="Something else.")
    refused = witness.client.post(sign, {"edition": edition, "read": "1", "declared": "1", "signature": "Sam"})
    assert refused.status_code == 422
    assert "has changed since you read it" in refused.content.decode()
    assert versions() == []


@pytest.mark.parametrize("ticked", ["child", "afraid", "close", "help", "wish"])
def test_whoever_should_not_write_alone_is_offered_an_officer(witness: Witness, ticked: str) -> None:
    answers: dict[str, Json] = {"applies": [ticked], "suits": "After school, with my aunt."}
    given = reachable(STATEMENT, answers)
    pages = tuple(stop.question.name for stop in route(STATEMENT, given))
    advised = tuple(
        part for name in pages for part in ((name, "!afraid") if (name, ticked) == ("applies", "afraid") else (name,))
    )
    assert witness.walk(Path(advised, answers)) == witness.home
    page = witness.client.get(witness.home).content.decode()
    assert "You asked for a trained officer" in page
    with writing():
        [asked] = OfficerRequest.objects.all()
    assert (asked.why, asked.words) == ([ticked], "After school, with my aunt.")
    assert not Statement.objects.exists()
    assert ticked not in page


def test_a_kind_of_report_that_is_never_taken_alone_leads_to_an_officer(
    witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    Report.objects.filter(pk=witness.report_id).update(journey_slug="something-nobody-knows")
    page = witness.client.get(witness.home).content.decode()
    assert "Ask for a trained officer" in page
    assert "statement/begin" not in page
    assert witness.client.post(f"{witness.home}/begin")["Location"] == witness.home
    assert witness.send(f"{witness.home}/officer", words="Mornings") == witness.home
    with writing():
        assert OfficerRequest.objects.get().why == ["kind"]


def test_nobody_else_sees_any_of_it(witness: Witness, sign_in: Callable[[str], Client]) -> None:
    words = witness.walk(way("none", saw="no"))
    page = words.removesuffix("/words")
    other = Client()
    session = other.session
    session["receipt"] = str(told(8))
    session.save()
    other.cookies["sessionid"] = session.session_key or ""
    for address in ("", "/words", "/sign", "/correct", "/preview.pdf", "/1.pdf"):
        assert other.get(page + address).status_code == 404
        assert sign_in("outsider").get(page + address)["Location"] == "/track"
    for address in ("/sign", "/correct", "/leave", "/words"):
        assert other.post(page + address, {"text": "x", "edition": "1", "reason": "why"}).status_code == 404
    assert Actor.public()
