"""``bluelamp news``: what did not arrive is listed, its exit code says whether somebody must mend something."""

import json

import pytest
from click.testing import CliRunner

from bluelamp.live.commands import news as command
from tests.factories.live import untold

pytestmark = pytest.mark.django_db(transaction=True)


def printed(*words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(command, list(words))
    return ran.exit_code, ran.output


def test_when_everything_arrived_there_is_nothing_to_do() -> None:
    untold(tries=0)  # was not tried yet
    assert printed("waiting") == (0, "0 waiting, 0 of them given up.\n")
    assert printed("waiting", "--json") == (0, '{"waiting": [], "given_up": 0}\n')
    assert printed("again") == (0, "0 sent again.\n")


def test_what_is_tried_again_by_itself_is_no_failure() -> None:
    event = untold(tries=1)
    said = f"contact.Submitted {event}: failed 1 times, tried again by itself.\n1 waiting, 0 of them given up.\n"
    assert printed("waiting") == (0, said)
    assert printed("again") == (0, "0 sent again.\n")


def test_what_was_given_up_is_a_failure_until_it_is_sent_again() -> None:
    trying, lost = untold(tries=3), untold(tries=25, given_up=True)
    code, said = printed("waiting")
    assert (code, f"{lost}: failed 25 times, given up." in said) == (1, True)
    assert said.endswith("2 waiting, 1 of them given up.\n")
    code, said = printed("waiting", "--json")
    told = json.loads(said)
    assert (code, told["given_up"]) == (1, 1)
    assert [(one["event_id"], one["given_up"]) for one in told["waiting"]] == [(trying, False), (lost, True)]
    assert printed("again", "--json") == (0, '{"sent_again": 1}\n')
    assert printed("waiting")[0] == 0
