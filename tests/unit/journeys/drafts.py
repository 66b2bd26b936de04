"""What people do with a draft of the short journey, by its services."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from bluelamp.core.actor import Actor
from bluelamp.journeys import services
from bluelamp.journeys.data import Json
from bluelamp.journeys.models import Draft
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.types import Holder
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading

PUBLIC = Actor.public()


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
