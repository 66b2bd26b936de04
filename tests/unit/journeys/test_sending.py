"""A draft is sent whole, once, and with the answers that its route still asks."""

import pytest

from bluelamp.core.actor import Actor
from bluelamp.journeys import services
from bluelamp.journeys.definition import version_of
from bluelamp.journeys.errors import AlreadySent, Incomplete
from bluelamp.journeys.models import Submission
from bluelamp.journeys.services.sending import unanswered
from bluelamp.journeys.types import Sent, Submitted
from tests.factories.journeys import trial
from tests.integration.journeys_urls import RECEIVED, receive
from tests.unit.journeys.drafts import PUBLIC, answers_of, finished, say, together

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_answers_off_the_route_are_kept_but_not_sent() -> None:
    holder = finished()
    say(holder, "seen", "no")
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    assert RECEIVED[-1].answers == {"seen": "no"}
    assert answers_of(holder)["colour"] == "blue"


def test_sending_hands_over_once_and_shows_the_same_ever_after() -> None:
    holder = finished()
    first = services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    assert services.submit(actor=PUBLIC, holder=holder, on_submit=receive) == first
    [sent] = RECEIVED
    assert (sent.slug, sent.version) == ("trial", version_of(trial()))
    assert sent.answers == {"seen": "yes", "colour": "blue"}
    assert [fact.label for fact in sent.facts] == ["Was it seen?", "What colour?"]
    with pytest.raises(AlreadySent) as caught:
        say(holder, "note", "too late")
    assert caught.value.url == first.url


@pytest.mark.django_db(transaction=True)
def test_sending_twice_at_the_same_moment_sends_once() -> None:
    holder = finished()
    urls = together(lambda _place: services.submit(actor=PUBLIC, holder=holder, on_submit=receive), 4)
    assert len(set(urls)) == 1
    assert len(RECEIVED) == 1
    assert Submission.objects.count() == 1


def test_what_fails_on_receipt_is_not_sent() -> None:
    def refuse(*, actor: Actor, submitted: Submitted) -> str:
        raise RuntimeError("the receiver broke")

    holder = finished()
    with pytest.raises(RuntimeError):
        services.submit(actor=PUBLIC, holder=holder, on_submit=refuse)
    assert not Submission.objects.exists()
    assert services.submit(actor=PUBLIC, holder=holder, on_submit=receive)


def test_what_is_unfinished_says_what_is_missing() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial")
    say(holder, "seen", "yes")
    with pytest.raises(Incomplete) as caught:
        services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    assert caught.value.missing == {"colour": "Enter the colour"}
    assert RECEIVED == []


def test_what_goes_along_is_what_the_sender_chose_by_now_and_where_they_send_from() -> None:
    holder = services.begin(actor=PUBLIC, slug="trial", about="contact.report:1", language="ur")
    say(holder, "seen", "no")
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive, language="pl", connection="192.0.2.7")
    [sent] = RECEIVED
    assert (sent.about, sent.language, sent.connection) == ("contact.report:1", "pl", "192.0.2.7")
    assert "192.0.2.7" not in repr(sent)


def test_what_is_told_once_is_not_told_again() -> None:
    def tell_once(*, actor: Actor, submitted: Submitted) -> Sent:
        return Sent("/receipt", told_once="a secret")

    holder = finished()
    assert services.submit(actor=PUBLIC, holder=holder, on_submit=tell_once) == Sent("/receipt", "a secret")
    assert services.submit(actor=PUBLIC, holder=holder, on_submit=tell_once) == Sent("/receipt")


def test_an_answer_that_would_not_be_taken_any_more_is_asked_for_again() -> None:
    made = trial()
    assert unanswered(made, {"seen": "no", "note": "", "photos": []}) == {}
    assert unanswered(made, {"seen": "perhaps"}) == {"seen": "Select one of the answers on this page"}
    assert list(unanswered(made, {"seen": "yes", "colour": "x" * 10_000})) == ["colour"]
    assert unanswered(made, {}) == {"seen": "Select yes if it was seen"}
