"""A message and its file, from the forms of any door."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from bluelamp.conversations import services
from bluelamp.conversations.enums import Kind
from bluelamp.conversations.forms import MessageForm
from bluelamp.conversations.models import Conversation, Message
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.flows.send_message import Written, say_in_conversation, send_message
from bluelamp.ledger.reading import writing
from tests.factories.files import png
from tests.factories.rooms import chat, received

pytestmark = pytest.mark.django_db


def written(text: str = "", file: bytes = b"") -> Written:
    files: dict[str, list[Any]] = {"file": [SimpleUploadedFile("door.png", file)]} if file else {}
    form = MessageForm({"text": text, "client_id": new_id()}, MultiValueDict(files))
    assert form.is_valid(), form.errors
    return Written.of(form)


@pytest.mark.parametrize("file", [b"", png()])
def test_words_a_file_or_both_are_said_where_they_belong(file: bytes) -> None:
    talk, report = chat(), received()
    say_in_conversation(
        actor=Actor.receipt(talk.id), conversation_id=talk.id, written=written("Here.", file), kind=Kind.CHAT
    )
    send_message(actor=Actor.receipt(report.id), matter_id=report.matter_id, written=written("Here.", file))
    with writing():
        said = Message.objects.filter(text="Here.")
        assert {one.matter_id for one in said} == {talk.matter_id, report.matter_id}
        assert {one.file_id is not None for one in said} == {bool(file)}


@pytest.mark.parametrize("file", [b"", b"Nothing that we take: it is not even looked at."])
def test_a_page_of_chats_is_for_no_messages_and_takes_no_file_for_them(file: bytes) -> None:
    report = received()
    person = Actor.receipt(report.id)
    services.write(actor=person, matter_id=report.matter_id, text="Hello.", client_id=new_id())
    thread = Conversation.objects.get(matter_id=report.matter_id)
    with pytest.raises(NotFound):
        say_in_conversation(actor=person, conversation_id=thread.id, written=written("Here.", file), kind=Kind.CHAT)
    assert Conversation.objects.get(pk=thread.id).last_number == 1
