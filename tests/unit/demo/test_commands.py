"""The demo's commands: nothing is built in production or twice, and a story that breaks off is a failure."""

import json

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from bluelamp.access.models import User
from bluelamp.demo.commands import demo, thread
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
NOWHERE = "http://127.0.0.1:9"  # where nothing listens


def test_in_production_no_force_is_built(settings: Settings) -> None:
    settings.BLUELAMP_DEMO = False
    result = CliRunner().invoke(demo, ["build"])
    assert result.exit_code == 1
    assert "This is production" in result.output
    assert not User.objects.exists()


def test_where_there_is_a_force_already_it_is_left_alone(cast: Cast) -> None:
    before = User.objects.count()
    result = CliRunner().invoke(demo, ["build"])
    assert (result.exit_code, result.output) == (0, "The demo force already stands.\n")
    found = json.loads(CliRunner().invoke(demo, ["build", "--json"]).output)
    assert (found["built"], found["figures"]) == (False, 0)
    assert User.objects.count() == before


def test_a_story_that_breaks_off_exits_with_1_and_names_the_step() -> None:
    result = CliRunner().invoke(thread, ["--url", f"{NOWHERE}/"])
    assert result.exit_code == 1
    [line] = result.output.splitlines()
    assert line.startswith("FAIL")
    assert "citizen passes the gate" in line
    assert "no answer (ConnectError)" in line


def test_a_machine_reads_each_step_and_whether_all_went_well() -> None:
    result = CliRunner().invoke(thread, ["--url", NOWHERE, "--json"])
    found = json.loads(result.output)
    assert result.exit_code == 1
    assert (found["ok"], [step["ok"] for step in found["steps"]]) == (False, [False])
