"""The first account of an installation, and the way back in."""

import json
import re

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from pytest_django import Settings

from bluelamp.access.commands import staff
from bluelamp.access.demo import DEMO_SIGN_INS
from bluelamp.access.models import SecondStep, User
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.operator import operator
from bluelamp.ledger.models import Entry, Note

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"


def call(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(staff, list(arguments), input=typed)


def add(name: str = "first", password: str = PASSWORD) -> Result:
    return call(
        "add",
        name,
        "--name",
        "Pat Ames",
        "--role",
        "administrator",
        "--reason",
        "New.",
        typed=f"{password}\n{password}\n",
    )


def test_the_first_account_can_sign_in() -> None:
    result = add("First")
    assert result.exit_code == 0
    assert "first can sign in now." in result.output
    assert PASSWORD not in result.output
    assert Client().post("/staff/sign-in", {"username": "first", "password": PASSWORD}).status_code == 302
    assert "Enrolment code" not in result.output, "no second step is asked for here"
    user = User.objects.get(username="first")
    assert user.password_given
    assert user.roles == ["administrator"]
    entry = Entry.objects.get(action="access.user.create")
    assert entry.subjects == [f"access.user:{user.pk}"]
    assert Note.objects.get(pk=entry.pk).text == f"New. (Command run by {operator()}.)"


def test_a_machine_is_answered_in_json() -> None:
    add()
    found = json.loads(call("new-password", "first", "--reason", "Forgotten.", "--json").output)
    assert found["username"] == "first"
    assert Client().post("/staff/sign-in", {"username": "first", "password": found["password"]}).status_code == 302
    found = json.loads(call("reset-second-step", "first", "--reason", "Lost.", "--json").output)
    assert found["username"] == "first"
    assert len(found["enrolment_code"]) > 8


def test_what_cannot_be_an_account_is_refused() -> None:
    add()
    assert isinstance(add().exception, Invalid)
    assert isinstance(add("second", "short").exception, Invalid)
    assert call("add", "third", "--name", "X", "--reason", "x", "--role", "chief", typed="x\nx\n").exit_code == 2
    assert User.objects.count() == 1


def test_a_second_step_is_reset_from_the_machine_itself() -> None:
    add()
    SecondStep.objects.create(user=User.objects.get(), secret="x", last_step=1)
    assert call("reset-second-step", "first").exit_code == 2, "a reason is wanted"
    result = call("reset-second-step", "first", "--reason", "Lost telephone.")
    assert result.exit_code == 0
    assert re.search(r"Enrolment code .*: [0-9A-Z]{5}-[0-9A-Z]{5}\n", result.output)
    assert not SecondStep.objects.exists()
    assert Entry.objects.filter(action="access.second_step.reset").exists()
    assert isinstance(call("reset-second-step", "nobody", "--reason", "x").exception, NotFound)


def test_with_a_second_step_a_code_for_the_app_is_shown(settings: Settings) -> None:
    settings.BLUELAMP_STAFF_MFA = True
    shown = re.search(r"Enrolment code for their app, to be handed over in person: (\S+)", add().output)
    assert shown is not None
    client = Client()
    client.post("/staff/sign-in", {"username": "first", "password": PASSWORD})
    assert client.post("/staff/sign-in/set-up", {"code": shown[1]}).headers["Location"] == "/staff/sign-in/set-up"


def test_one_of_the_demos_people_keeps_the_demos_password(settings: Settings) -> None:
    settings.BLUELAMP_STAFF_MFA = True
    assert "Enrolment code" not in add(DEMO_SIGN_INS[0].username).output
    assert not User.objects.get().password_given


def test_a_new_password_is_given_from_the_machine_itself() -> None:
    add()
    User.objects.update(password_given=False)
    assert call("new-password", "first").exit_code == 2, "a reason is wanted"
    result = call("new-password", "first", "--reason", "Forgot it.")
    shown = re.search(r"for one use, to be handed over in person: (\S+)\n", result.output)
    assert shown is not None
    for password, status in ((PASSWORD, 422), (shown[1], 302)):
        assert Client().post("/staff/sign-in", {"username": "first", "password": password}).status_code == status
    assert User.objects.get().password_given
    assert Entry.objects.filter(action="access.password.give").count() == 1
    assert isinstance(call("new-password", "nobody", "--reason", "x").exception, NotFound)
