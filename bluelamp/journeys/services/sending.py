"""Sending a draft, exactly once."""

from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.journeys import selectors
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Journey, ListQuestion
from bluelamp.journeys.errors import Incomplete
from bluelamp.journeys.facts import facts_of, file_ids
from bluelamp.journeys.graph import dangers, reachable, route
from bluelamp.journeys.models import Draft, Submission, kept_until
from bluelamp.journeys.services.opening import lock, speak
from bluelamp.journeys.types import Holder, OnSubmit, Sent, Submitted
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def submit(*, actor: Actor, holder: Holder, on_submit: OnSubmit, language: str = "", connection: str = "") -> Sent:
    """Send the draft: hand it to ``on_submit`` in this transaction and give what that gives.

    ``language``: what its sender has chosen by now; it goes with the answers, so that an interpreter can be called.
    ``connection``: where it comes from, for whoever receives it to count by: see ``core.strangers``.
    A second time, also at the same moment, gives the same address and does nothing else. Raises ``Incomplete``.
    """
    draft = lock(actor, holder)
    before = Submission.objects.filter(pk=draft.pk).first()
    if before is not None:
        return Sent(before.url)
    speak(draft, language)
    journey = selectors.journey_of(version=draft.version_id)
    missing = unanswered(journey, draft.answers)
    if missing:
        raise Incomplete(missing)
    answer = on_submit(actor=actor, submitted=_submitted(draft, journey, connection))
    sent = Sent(answer) if isinstance(answer, str) else answer
    Submission.objects.create(draft=draft, url=sent.url)
    draft.changed_at, draft.expires_at = now(), kept_until()
    draft.save(update_fields=["changed_at", "expires_at"])
    record(actor=actor, act=Act.ALTERATION, action="journeys.draft.submit", subjects=[draft])
    return sent


def unanswered(journey: Journey, answers: dict[str, Json]) -> dict[str, str]:
    """Questions on the route that still need an answer, with what to do."""
    missing = {}
    for stop in route(journey, answers):
        question = stop.question
        value = answers.get(question.name)
        if isinstance(question, ListQuestion):
            errors = question.check(value)
        elif value is None:
            errors = {question.name: str(question.missing)} if question.required else {}
        else:
            errors = dict(question.parse(question.form(value)).errors)
        if errors:
            missing[question.name] = next(iter(errors.values()))
    return missing


def _submitted(draft: Draft, journey: Journey, connection: str) -> Submitted:
    answers = reachable(journey, draft.answers)
    return Submitted(
        draft_id=draft.pk,
        slug=journey.slug,
        about=draft.about,
        language=draft.language,
        connection=connection,
        title=str(journey.title),
        version=draft.version_id,
        answers=answers,
        facts=facts_of(journey, answers),
        dangers=dangers(journey, answers),
        files=file_ids(journey, answers),
    )
