"""Forms for one matter at the same moment are taken one after the other; nobody else waits for them."""

import threading
from uuid import UUID

import pytest
from django.db import connection, transaction

from bluelamp.core.ids import new_id
from bluelamp.victims.services._turn import wait_turn


@pytest.mark.django_db(transaction=True)
def test_the_next_for_the_same_matter_waits_until_the_one_before_is_done_and_others_do_not() -> None:
    mine, other = new_id(), new_id()
    done: list[UUID] = []

    def take(matter: UUID) -> None:
        try:
            with transaction.atomic():
                wait_turn(matter)
                done.append(matter)
        finally:
            connection.close()

    threads = {matter: threading.Thread(target=take, args=[matter]) for matter in (mine, other)}
    with transaction.atomic():
        wait_turn(mine)
        wait_turn(mine)  # whoever has it does not wait for themselves
        for thread in threads.values():
            thread.start()
        threads[other].join(5)
        threads[mine].join(0.3)
        assert done == [other]
    threads[mine].join(5)
    assert done == [other, mine]
