"""Writing, chatting, handing over, ending: through the services, with what they leave behind."""

from datetime import timedelta
from uuid import UUID

import pytest

from bluelamp.conversations import selectors, services
from bluelamp.conversations.enums import Decision, Ended, Risk, State
from bluelamp.conversations.models import Concern, Conversation
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.notices.models import Notice
from tests.factories.rooms import announced, bring_news, matter, on_ledger, published, received
from tests.factories.rooms import chat as started
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
_PUBLIC = Actor.public()


def lines(actor: Actor, conversation_id: UUID) -> list[str]:
    with reading(actor=actor, purpose=Purpose.CONTACT, action="test"):
        return [line.message.text for line in selectors.messages(actor=actor, conversation_id=conversation_id)]


class TestMessagesOnAMatter:
    def test_both_write_and_each_waits_for_the_other(self, cast: Cast) -> None:
        report = received()
        person, desk = Actor.receipt(report.id), cast["call_taker"]
        services.write(actor=person, matter_id=report.matter_id, text=" I remember a car. ", client_id=new_id())
        [waiting] = selectors.waiting(actor=desk)
        assert (waiting.matter_id, waiting.kind, waiting.risk) == (report.matter_id, "messages", "3_standard")
        services.write(actor=desk, matter_id=report.matter_id, text="Which colour?", client_id=new_id())
        assert selectors.waiting(actor=desk) == []
        assert lines(person, waiting.conversation_id) == ["I remember a car.", "Which colour?"]
        assert selectors.unread_for_matter(actor=person, matter_id=report.matter_id) == 1
        services.mark_read(actor=person, conversation_id=waiting.conversation_id, number=2)
        services.mark_read(actor=person, conversation_id=waiting.conversation_id, number=1)  # a page that came late
        assert selectors.unread_for_matter(actor=person, matter_id=report.matter_id) == 0
        assert on_ledger("conversations.message.write") == 2
        assert published("conversation.message") == [f"matter:{report.matter_id}"] * 2
        assert len(announced("conversations.AnswerWritten")) <= 1  # told when somebody listens, and never of their own

    def test_the_same_form_writes_once(self, cast: Cast) -> None:
        report, number = received(), new_id()
        person = Actor.receipt(report.id)
        one, two = (
            services.write(actor=person, matter_id=report.matter_id, text="Twice.", client_id=number) for _ in range(2)
        )
        assert one.id == two.id
        with pytest.raises(Conflict, match="used before"):
            services.write(actor=cast["call_taker"], matter_id=report.matter_id, text="Mine.", client_id=number)

    def test_nobody_writes_or_reads_on_a_matter_of_others(self, cast: Cast) -> None:
        theirs, mine = received(), received()
        services.write(actor=Actor.receipt(theirs.id), matter_id=theirs.matter_id, text="A secret.", client_id=new_id())
        thread = Conversation.objects.get(matter_id=theirs.matter_id)
        for actor in (Actor.receipt(mine.id), cast["detective"], cast["outsider"], cast["analyst"]):
            with pytest.raises(NotAllowed):
                services.write(actor=actor, matter_id=theirs.matter_id, text="No.", client_id=new_id())
            assert selectors.messages_for_matter(actor=actor, matter_id=theirs.matter_id) == []
            assert selectors.unread_for_matter(actor=actor, matter_id=theirs.matter_id) == 0
            with pytest.raises(NotFound):
                selectors.conversation(actor=actor, conversation_id=thread.id)

    def test_what_needs_no_answer_waits_no_more(self, cast: Cast) -> None:
        report = received()
        services.write(actor=Actor.receipt(report.id), matter_id=report.matter_id, text="Thanks.", client_id=new_id())
        thread = Conversation.objects.get(matter_id=report.matter_id)
        for _ in range(2):
            services.settle(actor=cast["supervisor"], conversation_id=thread.id)
        assert selectors.waiting(actor=cast["call_taker"]) == []
        assert on_ledger("conversations.thread.settle") == 1

    def test_nothing_is_no_message(self) -> None:
        report = received()
        with pytest.raises(Invalid, match="Write your message") as refused:
            services.write(actor=Actor.receipt(report.id), matter_id=report.matter_id, text=" \n ", client_id=new_id())
        assert refused.value.field == "text"
        assert not Conversation.objects.exists()


class TestChats:
    def test_somebody_unnamed_talks_under_the_chats_own_receipt(self, cast: Cast) -> None:
        chat = started()
        person, desk = Actor.receipt(chat.id), cast["call_taker"]
        with pytest.raises(Conflict, match="Take this chat first"):
            services.say(actor=desk, conversation_id=chat.id, text="Hello.", client_id=new_id())
        services.take_chat(actor=desk, conversation_id=chat.id)
        services.say(actor=desk, conversation_id=chat.id, text="Hello.", client_id=new_id())
        services.say(actor=person, conversation_id=chat.id, text="Good.", client_id=new_id())
        assert lines(person, chat.id) == lines(desk, chat.id) == ["Somebody tried my door.", "Hello.", "Good."]
        [tab] = selectors.own_chats(actor=desk)
        assert tab.unread == 3
        ended = services.end_chat(actor=person, conversation_id=chat.id)
        assert (ended.state, ended.ended_by) == (State.ENDED, Ended.PERSON)
        with pytest.raises(Conflict, match="has ended"):
            services.say(actor=person, conversation_id=chat.id, text="One more.", client_id=new_id())
        assert lines(person, chat.id)[-1] == "Good."

    def test_the_form_that_began_it_leads_there_again_only_at_once(self) -> None:
        number = new_id()
        chat = services.start_chat(actor=_PUBLIC, text="Hello?", client_id=number)
        assert services.start_chat(actor=_PUBLIC, text="Hello?", client_id=number).id == chat.id
        with clock.shifted(timedelta(minutes=3)), pytest.raises(Conflict, match="used before"):
            services.start_chat(actor=_PUBLIC, text="Hello?", client_id=number)
        services.end_chat(actor=Actor.receipt(chat.id), conversation_id=chat.id, left=True)
        with pytest.raises(Conflict, match="used before"):
            services.start_chat(actor=_PUBLIC, text="Hello?", client_id=number)
        assert Conversation.objects.get().ended_by == Ended.LEFT

    def test_very_many_from_one_connection_wait_in_turn_and_bury_nobody(self, cast: Cast) -> None:
        desk, supervisor = cast["call_taker"], cast["supervisor"]

        def begin(connection: str, actor: Actor = _PUBLIC) -> UUID:
            text = "He has a knife."
            return services.start_chat(actor=actor, text=text, client_id=new_id(), connection=connection).id

        chats = [begin("203.0.113.9") for _ in range(8)]
        elsewhere, unknown = begin("203.0.113.10"), [begin("") for _ in range(8)]
        found = {one.conversation_id: one for one in selectors.waiting(actor=desk)}
        late = {chats[6], chats[7]}
        assert {key for key, one in found.items() if one.risk != "1_high"} == late
        assert {key for key, one in found.items() if "Many from one connection" in one.reasons} == late
        assert len(found) == len({*chats, elsewhere, *unknown}), "nobody is refused"
        assert all(len(found[key].reasons) == 2 for key in late), "the word of danger stands beside it"
        [concern] = Concern.objects.filter(conversation_id=chats[7])
        services.act_on_concern(actor=supervisor, concern_id=concern.id)
        assert Conversation.objects.get(pk=chats[7]).risk == Risk.HIGH
        services.take_chat(actor=desk, conversation_id=chats[6])
        services.hand_over(actor=desk, conversation_id=chats[6], note="Real.")
        back = {one.conversation_id: one for one in selectors.waiting(actor=desk)}[chats[6]]
        assert (back.risk, len(back.reasons)) == ("1_high", 1)

    def test_whoever_is_signed_in_is_counted_alone(self) -> None:
        citizen = Actor.citizen(new_id())
        for _ in range(7):
            services.start_chat(actor=_PUBLIC, text="Hello?", client_id=new_id(), connection="203.0.113.11")
        mine = [
            services.start_chat(actor=citizen, text="Hello?", client_id=new_id(), connection="203.0.113.11").id
            for _ in range(7)
        ]
        many = set(Conversation.objects.filter(one_of_many=True, pk__in=mine).values_list("pk", flat=True))
        assert many == {mine[6]}

    def test_one_has_it_and_hands_it_over_with_a_word(self, cast: Cast) -> None:
        chat, desk, boss = started(), cast["call_taker"], cast["supervisor"]
        colleague = Actor(desk.kind, new_id(), desk.roles)
        services.take_chat(actor=desk, conversation_id=chat.id)
        services.take_chat(actor=desk, conversation_id=chat.id)
        for refused in (services.take_chat, services.end_chat):
            with pytest.raises(Conflict):
                refused(actor=colleague, conversation_id=chat.id)
        with pytest.raises(Invalid, match="next needs to know"):
            services.hand_over(actor=desk, conversation_id=chat.id, note=" ")
        services.hand_over(actor=desk, conversation_id=chat.id, note="Speaks Polish.")
        assert [one.conversation_id for one in selectors.waiting(actor=desk)] == [chat.id]
        services.take_chat(actor=boss, conversation_id=chat.id)
        with reading(actor=boss, purpose=Purpose.CONTACT, action="test"):
            assert [one.note for one in selectors.hand_overs(actor=boss, conversation_id=chat.id)] == ["Speaks Polish."]
        with pytest.raises(NotAllowed):
            selectors.hand_overs(actor=Actor.receipt(chat.id), conversation_id=chat.id)
        assert Conversation.objects.get().owner_id == boss.id

    def test_the_force_ends_nothing_without_a_word_of_what_became_of_it(self, cast: Cast) -> None:
        desk, mine, theirs = cast["call_taker"], started(), started()
        services.take_chat(actor=desk, conversation_id=mine.id)
        with pytest.raises(Invalid, match="what became of it") as refused:
            services.end_chat(actor=desk, conversation_id=mine.id, became=" ")
        assert refused.value.field == "became"
        ended = services.end_chat(actor=desk, conversation_id=mine.id, became=" Told them about 101. ")
        left = services.end_chat(actor=Actor.receipt(theirs.id), conversation_id=theirs.id)  # people owe us no reason
        with reading(actor=desk, purpose=Purpose.CONTACT, action="test"):
            assert selectors.became(actor=desk, conversation=ended) == "Told them about 101."
            assert selectors.became(actor=desk, conversation=left) == ""
        with pytest.raises(NotAllowed):
            selectors.became(actor=Actor.receipt(mine.id), conversation=ended)

    def test_words_of_danger_raise_it_in_the_queue_and_a_person_decides(self, cast: Cast) -> None:
        started("My bicycle is gone.")
        chat = started("He is here with a knife.")
        desk = cast["call_taker"]
        first, second = selectors.waiting(actor=desk)
        assert (first.conversation_id, first.risk) == (chat.id, Risk.HIGH)
        assert first.reasons == ("May be happening now", "A weapon may be involved")
        assert second.risk == Risk.STANDARD
        concern = Concern.objects.get()
        services.dismiss_concern(actor=desk, concern_id=concern.id)
        with pytest.raises(Conflict):
            services.act_on_concern(actor=desk, concern_id=concern.id)
        assert Concern.objects.get().state == Decision.DISMISSED
        person = Actor.receipt(chat.id)
        with reading(actor=person, purpose=Purpose.OWN_RECORD, action="test"):
            assert all(one.concern is None for one in selectors.messages(actor=person, conversation_id=chat.id))
        with pytest.raises(NotAllowed):
            services.act_on_concern(actor=person, concern_id=concern.id)

    def test_what_they_say_about_themselves_is_kept_apart(self, cast: Cast) -> None:
        chat = started(name=" Sam \u202e Lamplighter", contact="sam@example.com")
        with reading(actor=cast["call_taker"], purpose=Purpose.CONTACT, action="test"):
            said = selectors.introduction(actor=cast["call_taker"], conversation_id=chat.id)
        assert said is not None
        assert (said.name, said.contact) == ("Sam Lamplighter", "sam@example.com")
        with pytest.raises(Invalid, match="at most 200"):
            started(name="x" * 201)

    def test_a_job_begins_no_chat(self) -> None:
        with pytest.raises(NotAllowed):
            services.start_chat(actor=Actor.job("test"), text="Hello", client_id=new_id())
        with pytest.raises(Conflict, match="not a chat"):
            services.take_chat(actor=Actor.job("test"), conversation_id=_thread())


def _thread() -> UUID:
    report = received(matter_id=matter())
    services.write(actor=Actor.receipt(report.id), matter_id=report.matter_id, text="Hello.", client_id=new_id())
    return Conversation.objects.get(kind="messages").id


def test_one_notice_for_all_answers_that_were_not_read(cast: Cast) -> None:
    report = received()
    desk, person = cast["call_taker"], Actor.receipt(report.id)
    for number in range(2):
        services.write(actor=desk, matter_id=report.matter_id, text=f"Answer {number}.", client_id=new_id())
        bring_news()
    thread = Conversation.objects.get(matter_id=report.matter_id)
    services.mark_read(actor=person, conversation_id=thread.id, number=2)
    services.write(actor=person, matter_id=report.matter_id, text="Thank you.", client_id=new_id())
    services.write(actor=desk, matter_id=report.matter_id, text="Answer 3.", client_id=new_id())
    bring_news()
    with writing():
        sent = list(Notice.objects.filter(matter_id=report.matter_id, template="report_update").values_list("id"))
    assert len(sent) == 2
