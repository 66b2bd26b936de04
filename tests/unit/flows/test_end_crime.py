"""How a crime ended, in the list's words and in the officer's."""

import pytest

from bluelamp.conversations.models import Message
from bluelamp.core.errors import Invalid
from bluelamp.flows.end_crime import end_crime
from bluelamp.investigations.models import Outcome
from bluelamp.ledger.reading import writing
from tests.factories.rooms import case, crime, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
WORDS = "I have watched what the doorbell recorded: nobody's face is on it. A name would open this again."


@pytest.fixture
def ending(cast: Cast) -> dict[str, object]:
    report = received()
    recorded = crime(cast, report.matter_id)
    case(cast, report.matter_id)
    return {"actor": cast["detective"], "crime_id": recorded.id, "code": 18, "reason": "Every line was followed."}


def said() -> list[str]:
    with writing():
        return [message.text for message in Message.objects.all()]


def test_the_officers_own_words_are_written_once_however_often_the_button_is_pressed(
    ending: dict[str, object],
) -> None:
    assert len({end_crime(**ending, words=WORDS).id for _ in range(2)}) == 1  # type: ignore[arg-type] # as a form brings it
    assert said() == [WORDS]


def test_without_words_nothing_is_written(ending: dict[str, object]) -> None:
    end_crime(**ending, words=" \n")  # type: ignore[arg-type] # as a form brings it
    assert said() == []


def test_words_that_cannot_be_sent_leave_no_outcome(ending: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        end_crime(**ending, words="x" * 100_000)  # type: ignore[arg-type] # as a form brings it
    with writing():
        assert not Outcome.objects.exists()
