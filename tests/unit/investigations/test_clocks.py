"""Victims' Code clocks and outcome types: by the day, with bank holidays."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.workdays import add_working_days
from bluelamp.investigations import selectors, services, suspect_steps
from bluelamp.investigations.models import Case, Entitlement, SuspectStep
from bluelamp.investigations.outcomes import OUTCOME_TYPES, choices, outcome_type, plain_words
from bluelamp.investigations.victims_code import RULES, rule
from bluelamp.ledger.reading import writing
from tests.factories.rooms import announced, case, crime, matter, on_ledger, received
from tests.plugins.cast import Cast


def work(cast: Cast) -> Case:
    kept = matter()
    crime(cast, kept)
    return case(cast, kept, owner="detective")


def suspect(cast: Cast, case_id: UUID, **changes: object) -> SuspectStep:
    told: dict[str, object] = {"actor": cast["detective"], "kind": "arrested", "happened_on": clock.today()}
    return services.record_suspect_step(case_id=case_id, **(told | changes))  # type: ignore[arg-type]  # a table


@given(st.integers(-5, 40), st.dates(date(2010, 1, 1), date(2035, 1, 1)))
def test_an_outcome_can_be_given_exactly_when_it_is_offered(code: int, on: date) -> None:
    offered = {kind.code for kind in choices(on)}
    if code in offered:
        assert outcome_type(code, on).code == code
        assert plain_words(code)
    else:
        with pytest.raises(Invalid) as refused:
            outcome_type(code, on)
        assert refused.value.field == "code"


@pytest.mark.parametrize(
    ("code", "first"),
    [(1, date(2014, 4, 1)), (20, date(2015, 4, 1)), (21, date(2016, 1, 1)), (22, date(2019, 4, 1))],
)
def test_an_outcome_type_starts_on_its_day(code: int, first: date) -> None:
    assert outcome_type(code, first).code == code
    with pytest.raises(Invalid):
        outcome_type(code, first - timedelta(days=1))


def test_there_are_twenty_two_and_none_yet() -> None:
    assert [kind.code for kind in OUTCOME_TYPES] == list(range(23))
    assert 0 not in {kind.code for kind in choices(date(2026, 1, 1))}


THURSDAY = datetime(2026, 4, 2, 12, tzinfo=UTC)  # before Easter


@pytest.mark.django_db
def test_a_day_ends_at_midnight_in_london(cast: Cast) -> None:
    with clock.fixed(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):  # 00:30 on 1 July
        crime(cast, matter())
    assert Entitlement.objects.get().started_on == date(2026, 7, 1)


@pytest.mark.django_db
def test_telling_the_victim_stops_the_clock_once(cast: Cast) -> None:
    kept = matter()
    recorded = crime(cast, kept)
    case(cast, kept)
    for how in ("referred", "declined"):
        services.mark_informed(actor=cast["detective"], about_id=recorded.id, rule="referral", how=how)
    met = Entitlement.objects.get(about_id=recorded.id)
    assert (met.how, met.met_by) == ("referred", cast["detective"].id)
    assert on_ledger("investigations.entitlement.meet") == 1
    with clock.shifted(timedelta(days=60)), writing():
        assert selectors.owed(actor=cast["supervisor"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("code", [kind.code for kind in OUTCOME_TYPES if kind.code])
def test_an_outcome_starts_the_clock_of_what_it_is(cast: Cast, code: int) -> None:
    kept = matter()
    recorded = crime(cast, kept)
    case(cast, kept)
    given = services.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=code, reason="So it was.")
    charged_or_dealt_with = {1, 2, 3, 4, 6, 7, 8, 22}
    rule_id = "outcome" if code in charged_or_dealt_with else "not_investigating"
    assert list(Entitlement.objects.filter(about_id=given.id).values_list("rule", flat=True)) == [rule_id]


@pytest.mark.django_db
def test_a_suspects_step_runs_from_the_day_it_happened(cast: Cast) -> None:
    opened = work(cast)
    with clock.fixed(THURSDAY):
        step = suspect(cast, opened.id, happened_on=date(2026, 4, 1))
    [running] = Entitlement.objects.filter(about_id=step.id)
    assert (running.rule, running.started_on) == ("suspect_step", date(2026, 4, 1))
    assert (running.due_enhanced, running.due_standard) == (date(2026, 4, 2), date(2026, 4, 10))
    assert announced("investigations.SuspectStepTaken")[0]["kind"] == "arrested"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "right", "days", "by_a_person"),
    [
        ("bailed", 6, (1, 5), False),
        ("court_remand", 8, (1, 5), False),
        ("warrant", 8, (1, 5), False),
        ("hearing", 8, (1, 1), True),
        ("convicted", 9, (1, 1), False),
        ("acquitted", 9, (1, 1), False),
        ("sentenced", 9, (1, 1), True),
    ],
)
def test_what_a_court_does_is_told_within_its_days(
    cast: Cast, kind: str, right: int, days: tuple[int, int], by_a_person: bool
) -> None:
    """When and where, and what a sentence means, take more words than a message: to have read that there is news is not
    to have been told."""
    opened = work(cast)
    with clock.fixed(THURSDAY):
        step = suspect(cast, opened.id, kind=kind, happened_on=date(2026, 4, 2))
    [running] = Entitlement.objects.filter(about_id=step.id)
    assert rule(running.rule).right == right
    due = [add_working_days(date(2026, 4, 2), number) for number in days]
    assert [running.due_enhanced, running.due_standard] == due
    assert running.other_means == ("details" if by_a_person else "")
    job = Actor.job("news")
    services.ask_for_other_means(actor=job, about_id=step.id, rule=running.rule, why="hint")
    services.mark_informed(actor=job, about_id=step.id, rule=running.rule)
    running.refresh_from_db()
    assert (running.met_at is None) is by_a_person
    if by_a_person:
        assert running.other_means == "details"
        services.tell_by_hand(actor=cast["detective"], clock_id=running.id, how="telephone")
        running.refresh_from_db()
        assert running.met_at is not None


@pytest.mark.django_db
def test_the_same_button_again_is_one_step(cast: Cast) -> None:
    opened, once = work(cast), new_id()
    first, again = (suspect(cast, opened.id, client_id=once) for _ in range(2))
    assert first.id == again.id
    assert on_ledger("investigations.suspect.step") == len(announced("investigations.SuspectStepTaken")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "named"}, "kind"),
        ({"happened_on": date(2026, 4, 3)}, "happened_on"),
        ({"happened_on": date(2016, 4, 2)}, "happened_on"),
        ({"happened_on": date(1, 1, 1)}, "happened_on"),
    ],
)
def test_a_step_that_cannot_be_is_named_and_leaves_nothing(cast: Cast, changes: dict[str, object], field: str) -> None:
    opened = work(cast)
    with clock.fixed(THURSDAY), pytest.raises(Invalid) as refused:
        suspect(cast, opened.id, **changes)
    assert refused.value.field == field
    assert not SuspectStep.objects.exists()
    assert announced("investigations.SuspectStepTaken") == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["responder", "supervisor", "call_taker", "crime_registrar", "citizen", "outsider"])
def test_only_who_works_on_the_case_records_a_step(cast: Cast, role: str) -> None:
    opened = work(cast)
    with pytest.raises(NotAllowed):
        suspect(cast, opened.id, actor=cast[role])


def test_every_kind_of_step_is_in_plain_words_and_names_nobody() -> None:
    kinds = suspect_steps.choices(date(2026, 1, 1))
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert suspect_steps.choices(date(2021, 3, 31)) == []
    with pytest.raises(Invalid):
        suspect_steps.step_kind("arrested", date(2021, 3, 31))
    for kind in kinds:
        assert str(kind.plain).endswith(".")
        assert suspect_steps.name_of(kind.code)
        assert kind.event in {known.event for known in RULES}


@pytest.mark.django_db
def test_a_person_tells_once_and_in_a_way_that_can_be(cast: Cast) -> None:
    opened = work(cast)
    step = suspect(cast, opened.id)
    told = Entitlement.objects.get(about_id=step.id)
    referral = Entitlement.objects.get(rule="referral")
    detective = cast["detective"]
    for clock_id, how in ((told.id, "notice"), (told.id, "referred"), (told.id, ""), (referral.id, "telephone")):
        with pytest.raises(Invalid) as refused:
            services.tell_by_hand(actor=detective, clock_id=clock_id, how=how)
        assert refused.value.field == "how"
    for how in ("telephone", "letter"):
        services.tell_by_hand(actor=detective, clock_id=told.id, how=how)
    told.refresh_from_db()
    assert (told.how, told.met_by) == ("telephone", detective.id)
    assert on_ledger("investigations.entitlement.meet") == 1
    with pytest.raises(NotFound):
        services.tell_by_hand(actor=detective, clock_id=new_id(), how="telephone")
    with pytest.raises(NotAllowed):
        services.tell_by_hand(actor=cast["responder"], clock_id=referral.id, how="referred")


@pytest.mark.django_db
def test_other_means_are_asked_for_once_and_never_of_a_clock_that_stopped(cast: Cast) -> None:
    job, opened = Actor.job("news"), work(cast)
    first, second = suspect(cast, opened.id), suspect(cast, opened.id, kind="bailed")
    ask = services.ask_for_other_means
    for why in ("call", "call", "unsafe"):
        ask(actor=job, about_id=first.id, rule="suspect_step", why=why)
    assert on_ledger("investigations.entitlement.hand_over") == 2
    services.mark_informed(actor=job, about_id=second.id, rule="suspect_step")
    ask(actor=job, about_id=second.id, rule="suspect_step", why="call")
    assert [e.other_means for e in Entitlement.objects.filter(rule="suspect_step").order_by("met_at")] == ["", "unsafe"]
    with pytest.raises(NotAllowed):
        ask(actor=cast["detective"], about_id=first.id, rule="suspect_step", why="call")
    with writing():
        [one] = selectors.owed(actor=cast["supervisor"])
        assert one.clock.entitlement.about_id == first.id
        assert one.case is not None
        [row] = selectors.cases(actor=cast["supervisor"])
        assert row.by_hand
        assert [o.case for o in selectors.owed(actor=cast["auditor"])] == [None]


@pytest.mark.django_db
def test_whoever_opens_their_report_has_read_what_stands_on_it(cast: Cast) -> None:
    report = received()
    crime(cast, report.matter_id, report_id=report.id)
    opened = case(cast, report.matter_id, owner="detective")
    suspect(cast, opened.id)
    clocks = list(Entitlement.objects.values_list("id", flat=True))
    assert len(clocks) == 2
    for who in (Actor.receipt(received().id), cast["detective"]):
        with pytest.raises(NotAllowed):
            services.mark_read(actor=who, clock_ids=clocks)
    for _ in range(2):
        services.mark_read(actor=Actor.receipt(report.id), clock_ids=clocks)
    assert dict(Entitlement.objects.values_list("rule", "how")) == {"suspect_step": "read", "referral": ""}
    assert on_ledger("investigations.entitlement.meet") == 1
