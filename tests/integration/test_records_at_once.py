"""Several people change the same records at the same moment: one wins, nobody waits for ever, nothing is lost."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection, transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import BluelampError, Invalid
from bluelamp.records import services
from bluelamp.records.enums import Basis, LinkKind, MatterStatus
from bluelamp.records.errors import AlreadyLinked, ChangedMeanwhile
from bluelamp.records.models import FamilyName, Link, Matter
from bluelamp.records.selectors import find_people
from bluelamp.records.types import PersonDetails, Provenance
from tests.factories.records import looking, open_matter, person, vehicle

JOB = Actor.job("test")

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(tasks: Sequence[Callable[[], object]]) -> list[BaseException]:
    """Run every task in a thread of its own, started together; what went wrong in them."""
    start, wrong = threading.Barrier(len(tasks)), list[BaseException]()

    def run(task: Callable[[], object]) -> None:
        try:
            start.wait(10)
            task()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    return wrong


def test_new_names_in_opposite_orders_do_not_lock_writers_out() -> None:
    matter = open_matter(JOB)
    names = ["Quill Xanadu", "Quill Yarrow", "Quill Zephyr"]

    def write(order: Sequence[str]) -> Callable[[], None]:
        def task() -> None:
            with transaction.atomic():
                for name in order:
                    person(JOB, matter, name)

        return task

    assert at_once([write(names), write(names[::-1])] * 3) == []
    assert set(FamilyName.objects.values_list("key", flat=True)) == {"xanadu", "yarrow", "zephyr"}
    with looking(JOB):
        assert len(find_people(actor=JOB, name="Quill Zefyr")) == 6


def test_one_correction_wins_and_the_others_hear_of_it() -> None:
    matter = open_matter(JOB)
    made = person(JOB, matter, "John Smith")

    def correct() -> None:
        services.correct_person(
            actor=JOB,
            person=made.pk,
            matter=matter.id,
            version=1,
            details=PersonDetails(given="Jon", family="Smyth"),
            reason="Misheard",
        )

    wrong = at_once([correct] * 4)
    assert [type(error) for error in wrong] == [ChangedMeanwhile] * 3


def test_the_same_link_is_made_once() -> None:
    matter = open_matter(JOB)
    ann, car = person(JOB, matter), vehicle(JOB, matter)

    def link() -> None:
        services.link(
            actor=JOB,
            source=ann,
            target=car,
            kind=LinkKind.OWNS,
            basis=Basis.FACT,
            provenance=Provenance(source="999", matter=matter.id),
        )

    assert [type(error) for error in at_once([link] * 4)] == [AlreadyLinked] * 3
    assert Link.objects.filter(kind=LinkKind.OWNS).count() == 1


def test_two_matters_are_not_merged_into_each_other() -> None:
    a, b = open_matter(JOB), open_matter(JOB)

    def merge(source: Matter, into: Matter) -> Callable[[], object]:
        return lambda: services.merge_matters(actor=JOB, source=source.id, into=into.id, reason="Same")

    wrong = at_once([merge(a, b), merge(b, a)] * 2)
    assert len(wrong) == 3
    assert all(isinstance(error, BluelampError | Invalid) for error in wrong), wrong
    assert sorted(Matter.objects.values_list("status", flat=True)) == [MatterStatus.MERGED, MatterStatus.OPEN]
