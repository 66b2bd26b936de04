"""Drafts: nothing is lost, nothing is sent twice, nobody else gets in."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils.translation import gettext_lazy as _

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.files.enums import FileState
from bluelamp.files.models import StoredFile
from bluelamp.files.services import discard
from bluelamp.journeys import catalogue, jobs, selectors, services, versions
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Group, Journey, Task, Text, text_of, version_of
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.errors import AlreadySent, Incomplete, NoSuchDraft, NoSuchJourney, WrongCode
from bluelamp.journeys.keys import digest, new_device_key
from bluelamp.journeys.models import Draft, DraftKey, JourneyVersion, Submission
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.base import as_items
from bluelamp.journeys.types import Holder, Submitted
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading
from tests.factories.files import png
from tests.factories.journeys import trial
from tests.integration.journeys_urls import RECEIVED, receive
from tests.integration.journeys_walker import PNG, Walker

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]
PUBLIC = Actor.public()


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    catalogue.register(trial())
    RECEIVED.clear()
    yield
    catalogue.withdraw("trial")


def answers_of(holder: Holder) -> dict[str, Json]:
    with reading(actor=PUBLIC, purpose=Purpose.OWN_RECORD, action="test"):
        answers: dict[str, Json] = Draft.objects.get(pk=holder.draft_id).answers
    return answers


def say(holder: Holder, name: str, value: str, actor: Actor = PUBLIC) -> dict[str, str]:
    return services.answer(actor=actor, holder=holder, name=name, posted=Posted.of((name, value)))


def finished() -> Holder:
    holder = services.begin(actor=PUBLIC, slug="trial")
    for name, value in (("seen", "yes"), ("colour", "blue"), ("note", "")):
        assert say(holder, name, value) == {}
    return holder


# Answers


def test_each_answer_is_on_the_ledger() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    say(holder, "seen", "no")
    say(holder, "seen", "no")  # the same again changes nothing
    entries = Entry.objects.filter(subjects=[f"journeys.draft:{holder.draft_id}"]).order_by("id")
    assert list(entries.values_list("act", "action")) == [
        ("collection", "journeys.draft.begin"),
        ("collection", "journeys.draft.answer"),
        ("alteration", "journeys.draft.answer"),
    ]


def test_a_wrong_answer_changes_nothing() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    assert say(holder, "seen", "perhaps") == {"seen": "Select one of the answers on this page"}
    assert answers_of(holder) == {"seen": "yes"}


def test_answers_off_the_route_are_kept_but_not_sent() -> None:
    holder = finished()
    say(holder, "seen", "no")
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    assert RECEIVED[-1].answers == {"seen": "no"}
    assert answers_of(holder)["colour"] == "blue"


def test_an_old_page_cannot_overwrite_another_answer() -> None:
    """Two tabs: each posts its own question only."""
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    say(holder, "note", "from the other tab")
    say(holder, "colour", "red")
    assert answers_of(holder) == {"seen": "yes", "note": "from the other tab", "colour": "red"}


@pytest.mark.django_db(transaction=True)
def test_answers_given_at_the_same_moment_are_all_kept() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    names = ("seen", "colour", "note")
    together(lambda place: say(holder, names[place], "yes"), 3)
    assert answers_of(holder) == {"seen": "yes", "colour": "yes", "note": "yes"}


# Sending


def test_sending_hands_over_once_and_shows_the_same_ever_after() -> None:
    holder = finished()
    first = services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    assert services.submit(actor=PUBLIC, holder=holder, on_submit=receive) == first
    [sent] = RECEIVED
    assert (sent.slug, sent.version) == ("trial", version_of(trial()))
    assert sent.answers == {"seen": "yes", "colour": "blue"}
    assert [fact.label for fact in sent.facts] == ["Was it seen?", "What colour?"]
    with pytest.raises(AlreadySent) as caught:
        say(holder, "note", "too late")
    assert caught.value.url == first.url


@pytest.mark.django_db(transaction=True)
def test_sending_twice_at_the_same_moment_sends_once() -> None:
    holder = finished()
    urls = together(lambda _place: services.submit(actor=PUBLIC, holder=holder, on_submit=receive), 4)
    assert len(set(urls)) == 1
    assert len(RECEIVED) == 1
    assert Submission.objects.count() == 1


def test_what_fails_on_receipt_is_not_sent() -> None:
    def refuse(*, actor: Actor, submitted: Submitted) -> str:
        raise RuntimeError("the receiver broke")

    holder = finished()
    with pytest.raises(RuntimeError):
        services.submit(actor=PUBLIC, holder=holder, on_submit=refuse)
    assert not Submission.objects.exists()
    assert services.submit(actor=PUBLIC, holder=holder, on_submit=receive)


def test_what_is_unfinished_says_what_is_missing() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    with pytest.raises(Incomplete) as caught:
        services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    assert caught.value.missing == {"colour": "Enter the colour"}
    assert RECEIVED == []


# Who may open it


def test_nobody_without_a_key_gets_in() -> None:
    holder, other = finished(), finished()
    for claim in (Holder(holder.draft_id), Holder(holder.draft_id, "guess"), Holder(holder.draft_id, other.key)):
        with pytest.raises(NoSuchDraft):
            say(claim, "note", "mine now")
        with pytest.raises(NoSuchDraft):
            selectors.draft(actor=PUBLIC, holder=claim)
        with pytest.raises(NoSuchDraft):
            services.submit(actor=PUBLIC, holder=claim, on_submit=receive)
        with pytest.raises(NoSuchDraft):
            services.make_code(actor=PUBLIC, holder=claim)


def test_staff_open_what_they_began_themselves(cast: dict[str, Actor]) -> None:
    holder = services.begin(actor=cast["call_taker"], slug="trial")
    claim = Holder(holder.draft_id)
    assert say(claim, "seen", "no", cast["call_taker"]) == {}
    with pytest.raises(NoSuchDraft):
        say(claim, "seen", "yes", cast["supervisor"])


def test_what_staff_began_stays_with_them_when_they_sign_out(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("call_taker")
    began = browser.post("/ask/trial")["Location"]
    assert browser.cookies["drafts"].value == ""
    assert browser.get(began).status_code == 200
    assert began in browser.get("/ask/trial").content.decode()  # to go on with
    page = browser.get(f"{began}/save").content.decode()
    assert "Nobody else can open it" in page
    assert "Get a return code" not in page
    browser.logout()
    assert browser.get(began).status_code == 404
    assert began not in browser.get("/ask/trial").content.decode()
    assert sign_in("supervisor").get(began).status_code == 404
    assert sign_in("call_taker").get(began).status_code == 200


def test_neither_key_nor_code_opens_what_staff_began_to_others(cast: dict[str, Actor]) -> None:
    owner = cast["call_taker"]
    claim = services.begin(actor=owner, slug="trial")
    key = new_device_key()  # as it was given to staff once
    DraftKey.objects.create(digest=digest(KeyKind.DEVICE, key), draft_id=claim.draft_id, kind=KeyKind.DEVICE)
    code = services.make_code(actor=owner, holder=claim)
    for other in (PUBLIC, cast["supervisor"]):
        assert not selectors.openable(actor=other, holder=Holder(claim.draft_id, key)).exists()
        assert selectors.unsent(actor=other, slug="trial", holders=[Holder(claim.draft_id, key)]) == []
        with pytest.raises(WrongCode):
            services.come_back(actor=other, code=code)
    assert services.come_back(actor=owner, code=code) == claim == Holder(claim.draft_id)


def test_the_database_keeps_digests_only() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    code = services.make_code(actor=PUBLIC, holder=holder)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(k::text, ' ') FROM journeys_draftkey k")
        stored = str(cursor.fetchone())
    assert holder.key not in stored
    assert code not in stored
    assert code.replace("-", "") not in stored


# Saving and coming back


def test_a_code_opens_the_draft_on_another_device() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    code = services.make_code(actor=PUBLIC, holder=holder)
    elsewhere = services.come_back(actor=PUBLIC, code=code.lower().replace("-", " "))
    assert elsewhere.draft_id == holder.draft_id
    assert elsewhere.key != holder.key
    say(elsewhere, "colour", "green")
    say(holder, "note", "and here still")
    assert answers_of(holder) == {"seen": "yes", "colour": "green", "note": "and here still"}


def test_a_new_code_replaces_the_old_one() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    old = services.make_code(actor=PUBLIC, holder=holder)
    services.make_code(actor=PUBLIC, holder=holder)
    with pytest.raises(WrongCode):
        services.come_back(actor=PUBLIC, code=old)


@pytest.mark.parametrize("typed", ["", "7KQ4-M2XA-90TD-JW5E", "nonsense", "x" * 10_000, "7KQ4\0M2XA"])
def test_a_wrong_code_says_how_one_looks(typed: str) -> None:
    page = Client().post("/ask/return", {"code": typed})
    assert page.status_code == 422
    assert "Enter the return code exactly as it was shown" in page.content.decode()


def test_a_forgotten_device_needs_the_code() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    code = services.make_code(actor=PUBLIC, holder=holder)
    services.forget_device(actor=PUBLIC, holder=holder)
    with pytest.raises(NoSuchDraft):
        say(holder, "seen", "yes")
    assert say(services.come_back(actor=PUBLIC, code=code), "seen", "yes") == {}


def test_a_file_that_is_gone_keeps_no_expired_draft_from_being_erased() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    for name in ("door.png", "window.png"):
        services.attach_file(actor=PUBLIC, holder=holder, name="photos", chunks=[PNG + name.encode()], filename=name)
    gone = StoredFile.objects.order_by("id").values_list("id", flat=True)[0]
    discard(actor=Actor.job("test"), file_id=gone)
    with clock.shifted(timedelta(days=29)):
        jobs.erase_expired(timestamp=0)
    assert not Draft.objects.filter(pk=holder.draft_id).exists()
    assert not StoredFile.objects.exclude(state=FileState.DISCARDED).exists()


@pytest.mark.idempotent("journeys.erase_expired")
def test_expired_drafts_are_gone_with_their_files() -> None:
    holder, sent = services.begin(actor=PUBLIC, slug="trial"), finished()
    services.attach_file(actor=PUBLIC, holder=holder, name="photos", chunks=[PNG], filename="door.png")
    services.submit(actor=PUBLIC, holder=sent, on_submit=receive)
    code = services.make_code(actor=PUBLIC, holder=holder)
    with clock.shifted(timedelta(days=27)):
        jobs.erase_expired(timestamp=0)
        say(holder, "seen", "yes")  # another 28 days
    with clock.shifted(timedelta(days=29)):
        jobs.erase_expired(timestamp=0)
        assert Draft.objects.filter(pk=holder.draft_id).exists()
        assert not Draft.objects.filter(pk=sent.draft_id).exists()
    with clock.shifted(timedelta(days=56)):
        with pytest.raises(NoSuchDraft):
            say(holder, "seen", "no")
        with pytest.raises(WrongCode):
            services.come_back(actor=PUBLIC, code=code)
        jobs.erase_expired(timestamp=0)
        jobs.erase_expired(timestamp=0)
    assert not Draft.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM files_storedfile")
        assert cursor.fetchall() == [("discarded",)]
    erased = Entry.objects.get(act="erasure", subjects=[f"journeys.draft:{holder.draft_id}"])
    assert erased.action == "journeys.draft.erase"


def _items(holder: Holder, name: str) -> list[dict[str, Json]]:
    with reading(actor=PUBLIC, purpose=Purpose.OWN_RECORD, action="test"):
        return as_items(Draft.objects.get(pk=holder.draft_id).answers.get(name))


def test_a_file_sent_again_because_no_answer_came_is_there_once() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    for content in (PNG, PNG, png()):
        services.attach_file(actor=PUBLIC, holder=holder, name="photos", chunks=[content], filename="door.png")
    kept = _items(holder, "photos")
    assert len({item["sha256"] for item in kept}) == len(kept) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, count(*) FROM files_storedfile GROUP BY state ORDER BY state")
        assert cursor.fetchall() == [("discarded", 1), ("staged", 2)]


def test_a_thing_sent_again_because_no_answer_came_is_there_once() -> None:
    def things() -> list[object]:
        return [item.get("what") for item in _items(holder, "taken")]

    def add(what: str, once: str) -> dict[str, str]:
        posted = Posted.of(("what", what))
        return services.add_item(actor=PUBLIC, holder=holder, name="taken", posted=posted, once=once)

    catalogue.register(
        Journey(
            slug="trial",
            title=_("A trial"),
            summary="Short.",
            tasks=(
                Task(
                    "All",
                    (
                        Group(
                            name="taken",
                            text="What was taken?",
                            questions=(Text(name="what", text="What?", missing="Enter what was taken"),),
                        ),
                    ),
                ),
            ),
        )
    )
    holder = services.begin(actor=PUBLIC, slug="trial")
    page, other = services.new_item_id(), services.new_item_id()
    assert add("", page) == {"what": "Enter what was taken"}
    assert add("Bike", page) == add("Bike", page) == {}
    assert things() == ["Bike"]
    assert add("Bike", other) == {}  # two of a kind, each from a page of its own
    assert add("Lamp", page) == {}  # gone back to the page, to name another thing
    assert add("Lock", "anything else") == {}
    assert things() == ["Bike", "Bike", "Lamp", "Lock"]


# Versions


def test_a_draft_keeps_the_questions_it_began_with() -> None:
    old = Walker(trial())
    old.begin()
    old.answer("seen", "yes")
    catalogue.register(trial("Which paint?"))
    new = Walker(trial("Which paint?"))
    new.begin()
    new.answer("seen", "yes")
    assert b"What colour?" in old.client.get(old.url("colour")).content
    assert b"Which paint?" in new.client.get(new.url("colour")).content
    assert list(JourneyVersion.objects.order_by("number").values_list("slug", "number")) == [("trial", 1), ("trial", 2)]


def test_a_version_is_stored_once_and_exactly() -> None:
    for _time in range(3):
        services.begin(actor=PUBLIC, slug="trial")
    [row] = JourneyVersion.objects.all()
    assert row.definition == text_of(trial())
    assert row.pk == version_of(trial())
    versions.stored.cache_clear()
    assert text_of(versions.stored(row.pk)) == row.definition


@pytest.mark.parametrize("statement", ["UPDATE {table} SET definition = '{{}}'", "DELETE FROM {table}"])
def test_nobody_alters_a_version(statement: str) -> None:
    services.begin(actor=PUBLIC, slug="trial")
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=JourneyVersion._meta.db_table))


def test_a_version_under_a_false_hash_is_refused() -> None:
    with pytest.raises(IntegrityError, match="journeys_version_sha256"), transaction.atomic():
        JourneyVersion.objects.create(sha256="0" * 64, slug="false", number=1, definition="{}")


@pytest.mark.django_db(transaction=True)
def test_a_first_use_by_many_at_once_is_one_version() -> None:
    together(lambda _place: services.begin(actor=PUBLIC, slug="trial"), 4)
    assert JourneyVersion.objects.filter(slug="trial").count() == 1


def test_answers_can_be_read_for_ever() -> None:
    holder = finished()
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    [sent] = RECEIVED
    catalogue.withdraw("trial")
    facts = selectors.read_answers(version=sent.version, answers=sent.answers)
    assert [(fact.label, fact.lines) for fact in facts] == [
        ("Was it seen?", ("Yes",)),
        ("What colour?", ("blue",)),
    ]


def test_what_is_not_offered_cannot_be_begun() -> None:
    with pytest.raises(NoSuchJourney):
        services.begin(actor=PUBLIC, slug="nothing")
    assert Client().get("/ask/nothing").status_code == 404


def together(work: Callable[[int], object], people: int) -> list[object]:
    """Several threads with a connection each, all at once."""
    barrier = Barrier(people)

    def one(place: int) -> object:
        try:
            barrier.wait()
            return work(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))
