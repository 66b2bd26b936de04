"""A chat becomes one report on its own matter: their words stand in the form, and what they did not say stays open."""

from uuid import UUID

import pytest

from bluelamp.contact.models import Report
from bluelamp.conversations import services as conversations
from bluelamp.conversations.models import Conversation
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.flows.report_from_chat import begin_chat_report, submit_chat_report
from bluelamp.journeys.data import Json
from bluelamp.journeys.models import Draft
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.reading import writing
from bluelamp.records.models import Matter
from tests.factories.rooms import chat, on_ledger
from tests.factories.submitted import submitted
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
NAMED = ("your_name", "witness_name")  # whichever of the two comes to be asked


def taken(cast: Cast, *, name: str = "", contact: str = "") -> Conversation:
    talk = chat(name=name, contact=contact)
    conversations.take_chat(actor=cast["call_taker"], conversation_id=talk.id)
    return talk


def say(talk: Conversation, actor: Actor, text: str) -> None:
    conversations.say(actor=actor, conversation_id=talk.id, text=text, client_id=new_id())


def begin(cast: Cast, talk: Conversation, slug: str = "burglary", who: str = "call_taker") -> UUID:
    return begin_chat_report(actor=cast[who], conversation_id=talk.id, slug=slug)


def filled_in(draft_id: UUID) -> dict[str, Json]:
    with writing():
        return dict(Draft.objects.get(pk=draft_id).answers)


def sent(draft_id: UUID, talk: Conversation) -> Submitted:
    return submitted(draft_id=draft_id, about=f"conversations.conversation:{talk.id}", title="Burglary at a home")


def test_what_the_person_wrote_is_the_account_and_what_we_wrote_is_not(cast: Cast) -> None:
    talk = taken(cast, name="Robin Lantern", contact="robin@example.com")
    say(talk, cast["call_taker"], "When was that?")
    say(talk, Actor.receipt(talk.id), "Last night.")
    found = filled_in(begin(cast, talk))
    assert found["account"] == "Somebody tried my door.\n\nLast night."
    assert found["your_name"] == {"given": "Robin", "family": "Lantern"}
    assert found["contact"] == {
        "how": "email",
        "email": "robin@example.com",
        "when": ["any"],
        "may_say": "nothing",
    }, "they are not there to ask, so nobody else learns from a message that it is the police"
    assert set(found) == {"account", *NAMED, "contact"}, "nothing else is guessed"


def test_whoever_left_in_a_hurry_is_not_written_to(cast: Cast) -> None:
    talk = taken(cast, name="Robin Lantern", contact="robin@example.com")
    conversations.end_chat(actor=Actor.receipt(talk.id), conversation_id=talk.id, left=True)
    assert set(filled_in(begin(cast, talk))) == {"account", *NAMED}


def test_a_long_chat_is_cut_to_what_the_form_takes(cast: Cast) -> None:
    talk = taken(cast)
    for _ in range(11):
        say(talk, Actor.receipt(talk.id), "He ran. " * 620)
    account = filled_in(begin(cast, talk))["account"]
    assert isinstance(account, str)
    assert account.startswith("Somebody tried my door.\n\nHe ran.")
    assert 49_900 < len(account) <= 50_000


def test_one_chat_becomes_one_report_and_a_second_form_leaves_nothing_behind(cast: Cast) -> None:
    talk = taken(cast)
    begin(cast, talk)
    with pytest.raises(Conflict, match="already begun"):
        begin(cast, talk, "bicycle-theft")
    with writing():
        assert Draft.objects.count() == 1


@pytest.mark.parametrize("slug", ["", "zeppelin", "witness-statement"])
def test_a_form_that_is_none_is_not_begun(cast: Cast, slug: str) -> None:
    with pytest.raises(Invalid, match="Choose the form") as refused:
        begin(cast, taken(cast), slug)
    assert refused.value.field == "slug"


@pytest.mark.parametrize("who", ["responder", "detective", "outsider"])
def test_only_the_desk_makes_a_report_of_a_chat(cast: Cast, who: str) -> None:
    talk = taken(cast)
    with pytest.raises(NotAllowed):
        begin(cast, talk, who=who)
    with writing():
        assert Conversation.objects.get(pk=talk.id).draft_id is None


def test_the_report_stands_on_the_matter_of_the_chat_under_the_name_of_what_it_is(cast: Cast) -> None:
    talk = taken(cast)
    draft_id = begin(cast, talk)
    assert submit_chat_report(actor=cast["call_taker"], submitted=sent(draft_id, talk)) == talk.id
    with writing():
        report, matter = Report.objects.get(), Matter.objects.get(pk=talk.matter_id)
    assert (report.channel, report.matter_id, report.draft_id) == ("chat", talk.matter_id, draft_id)
    assert matter.title == "Burglary at a home"
    assert on_ledger("conversations.chat.reported") == 1


def test_a_form_that_another_chat_was_begun_with_is_not_sent(cast: Cast) -> None:
    talk, other = taken(cast), taken(cast)
    begin(cast, talk)
    of_other = begin(cast, other)
    with pytest.raises(Conflict, match="no longer belongs to a chat"):
        submit_chat_report(actor=cast["call_taker"], submitted=sent(of_other, talk))
    assert not Report.objects.exists()
