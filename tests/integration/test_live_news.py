"""News with real workers: killed in the middle, failing, two at once; each handler has its effect exactly once."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from bluelamp.live import news
from bluelamp.live.models import Handled, Outbox
from tests.factories.live import undone
from tests.integration.live_processes import Processes, eventually, processes, take_over
from tests.integration.live_wiring import Happened
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(database: Database, transactional_db: None) -> Iterator[Processes]:
    with processes(database) as started:
        yield started


def news_jobs() -> "QuerySet[ProcrastinateJob]":
    return ProcrastinateJob.objects.filter(task_name=news.TASK)


def told() -> list[int]:
    return sorted(row.data["n"] for row in Outbox.objects.all())


def test_every_handler_has_its_effect_once_whatever_happens_to_the_workers(house: Processes) -> None:
    """Every third event kills its worker in the middle of a handler, every fifth fails once."""
    for number in range(12):
        with transaction.atomic():
            news.announce(Happened(number=number))
        with undone():
            news.announce(Happened(number=500 + number))
    workers = [house.worker(), house.worker()]
    deaths = 0

    def finished() -> bool:
        nonlocal deaths
        for place, worker in enumerate(workers):
            if worker.poll() is not None:  # as the supervisor does
                deaths += 1
                workers[place] = house.worker()
        take_over()
        return not news_jobs().exclude(status="succeeded").exists()

    eventually(finished, 180)
    assert deaths == 4
    assert told() == [*range(12), *(1000 + number for number in range(12))]
    assert Handled.objects.count() == 24


def test_a_job_run_by_two_workers_at_once_has_its_effect_once(house: Processes) -> None:
    """As when a worker was taken for dead: both insert the same mark, the second waits and then finds it."""
    for number in (1, 2, 4, 7):
        event = Happened(number=number)
        for _ in range(4):
            with transaction.atomic():
                news.announce(event)
    house.worker()
    house.worker()
    eventually(lambda: not news_jobs().exclude(status="succeeded").exists(), 60)
    assert told() == [1, 2, 4, 7, 1001, 1002, 1004, 1007]


def test_the_relay_wakes_an_idle_worker(house: Processes) -> None:
    house.relay()
    house.worker(polling=60)
    with transaction.atomic():
        news.announce(Happened(number=1))
    eventually(lambda: news_jobs().filter(status="succeeded").exists())
    with transaction.atomic():  # the first may have been found while starting
        news.announce(Happened(number=2))
    eventually(lambda: news_jobs().filter(status="succeeded").count() == 2, 3)
