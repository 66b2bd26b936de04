"""Crimes, cases and outcomes: who may, what is kept, what happens the second time."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from bluelamp.access.actors import actor_of_user
from bluelamp.access.models import User
from bluelamp.access.services import allowed, create_user
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Conflict, IllegalTransition, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.incidents import services as incidents
from bluelamp.investigations import cancellations, selectors, services
from bluelamp.investigations.models import Action, Case, CaseNote, Crime, Entitlement, Outcome, RecordingDecision
from bluelamp.investigations.offences import OFFENCES, choices, for_home_office, name_of, offence
from bluelamp.ledger.reading import writing
from bluelamp.records.enums import LinkKind
from bluelamp.records.services import add_person
from bluelamp.records.types import PersonDetails, Provenance
from tests.factories.rooms import announced, case, crime, matter, on_ledger, published, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def work(cast: Cast) -> tuple[Crime, Case]:
    kept = matter()
    return crime(cast, kept), case(cast, kept, owner="detective")


def colleague(*also: Role) -> Actor:
    """Another detective, of no team that has cases; some do other work too."""
    roles = [Role.DETECTIVE, *also]
    user = create_user(actor=Actor.job("test"), username="other", display_name="DC Other", password=None, roles=roles)
    return actor_of_user(user)


def outcome(cast: Cast, crime_id: UUID, code: int = 18, reason: str = "No suspect.") -> Outcome:
    return services.record_outcome(actor=cast["detective"], crime_id=crime_id, code=code, reason=reason)


def case_state(case_id: UUID) -> str:
    return Case.objects.values_list("state", flat=True).get(pk=case_id)


@pytest.mark.parametrize("role", ["responder", "dispatcher", "analyst", "citizen", "outsider"])
def test_who_may_not_record(cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed):
        services.record_crime(
            actor=cast[role], matter_id=matter(), report_id=None, offence="burglary_home", reported_at=now()
        )
    with pytest.raises(NotAllowed):
        services.decide_not_to_record(actor=cast[role], report_id=new_id(), matter_id=matter(), reason="None.")
    with pytest.raises(NotAllowed):
        services.open_case(actor=cast[role], matter_id=matter())


def test_a_crime_is_recorded_once_for_a_report(cast: Cast) -> None:
    report = received()
    first, again = (crime(cast, report.matter_id, report_id=report.id) for _ in range(2))
    assert first.id == again.id
    assert on_ledger("investigations.crime.record") == len(announced("investigations.CrimeRecorded")) == 1
    assert Entitlement.objects.filter(about_id=first.id, rule="referral").count() == 1
    assert RecordingDecision.objects.count() == 1


@pytest.mark.parametrize("offence", ["", "treason", "BURGLARY_HOME"])
def test_an_offence_not_on_the_list_is_named(cast: Cast, offence: str) -> None:
    with pytest.raises(Invalid) as refused:
        crime(cast, matter(), offence=offence)
    assert refused.value.field == "offence"


def test_every_offence_is_named_once_and_dated() -> None:
    assert len({known.code for known in OFFENCES}) == len(OFFENCES)
    assert choices(date(2025, 3, 31)) == []
    assert choices(date(2025, 4, 1)) == list(OFFENCES)
    with pytest.raises(Invalid):
        offence("burglary_home", date(2025, 3, 31))
    assert name_of("burglary_home") == "Residential burglary of a home"


def test_what_is_proposed_is_what_can_be_recorded_on_the_day() -> None:
    assert for_home_office("28E", date(2025, 4, 1)) == "burglary_home"
    assert for_home_office("28E", date(2025, 3, 31)) == "other"
    assert for_home_office("", date(2025, 4, 1)) == "other"


def cancel(cast: Cast, crime_id: UUID, role: str = "crime_registrar", **changes: str) -> Crime:
    said = {"because": "no_crime", "information": "The bike was lent."} | changes
    return services.cancel_crime(actor=cast[role], crime_id=crime_id, **said)


def test_only_the_registrar_cancels_and_says_why(cast: Cast) -> None:
    recorded, opened = work(cast)
    for role in ("call_taker", "detective", "supervisor", "responder", "auditor", "citizen"):
        with pytest.raises(NotAllowed):
            cancel(cast, recorded.id, role)
    for field, wrong in (("information", " "), ("because", ""), ("because", "bored")):
        with pytest.raises(Invalid) as refused:
            cancel(cast, recorded.id, **{field: wrong})
        assert refused.value.field == field
    crime(cast, opened.matter_id, offence="criminal_damage")  # stands, so the case stays open
    cancel(cast, recorded.id)
    assert case_state(opened.id) == "open"
    assert on_ledger("investigations.crime.cancel") == 1
    with pytest.raises(IllegalTransition, match="This crime is now “Cancelled”"):
        cancel(cast, recorded.id)
    with pytest.raises(Conflict, match="cancelled"):
        outcome(cast, recorded.id)
    [news] = announced("investigations.CrimeCancelled")
    assert (news["crime_id"], news["because"]) == (str(recorded.id), "no_crime")
    with writing():
        file = selectors.case_file(actor=cast["crime_registrar"], case_id=opened.id)
    assert (file.cancelled[recorded.id].because, file.cancelled[recorded.id].reason) == (
        "no_crime",
        "The bike was lent.",
    )


def test_cancelling_the_last_crime_that_stands_files_the_case(cast: Cast) -> None:
    first, opened = work(cast)
    second = crime(cast, opened.matter_id, offence="criminal_damage")
    cancel(cast, first.id)
    assert case_state(opened.id) == "open"
    cancel(cast, second.id, because="duplicate")
    assert case_state(opened.id) == "filed"
    owed = dict(Entitlement.objects.filter(about_id=second.id).values_list("rule", "how"))
    assert owed == {"referral": "cancelled", "not_investigating": ""}


def test_a_case_whose_other_crime_has_its_outcome_is_filed_too(cast: Cast) -> None:
    first, opened = work(cast)
    second = crime(cast, opened.matter_id, offence="criminal_damage")
    outcome(cast, first.id)
    cancel(cast, second.id)
    assert case_state(opened.id) == "filed"


def test_a_crime_without_a_case_can_be_cancelled(cast: Cast) -> None:
    assert cancel(cast, crime(cast, matter()).id, because="error").state == "cancelled"


def test_reasons_for_cancelling_are_dated_and_in_plain_words() -> None:
    assert cancellations.choices(date(2025, 3, 31)) == []
    assert len(cancellations.choices(date(2025, 4, 1))) == len(cancellations.CANCEL_REASONS)
    for reason in cancellations.CANCEL_REASONS:
        assert cancellations.plain_words(reason.code) == reason.plain
        assert cancellations.name_of(reason.code) == reason.name
    assert cancellations.plain_words("") != ""  # of a crime that was cancelled before reasons were kept
    assert cancellations.name_of("") == ""


def test_a_matter_has_one_case_and_its_team_needs_to_know(cast: Cast) -> None:
    kept = matter()
    assert case(cast, kept).id == case(cast, kept).id
    assert on_ledger("investigations.case.open") == 1
    assert published("case") == [f"colleagues:{kept}"]
    assert allowed(actor=cast["detective"], action="investigations.case.work", state="open", matter=kept)
    assert not allowed(actor=cast["responder"], action="investigations.case.read", state="open", matter=kept)


def test_a_case_changes_hands_and_so_does_the_need_to_know(cast: Cast) -> None:
    _, opened = work(cast)
    other = colleague()
    owners = [other, other, cast["detective"]]
    for owner in owners:
        services.assign_case(actor=cast["supervisor"], case_id=opened.id, owner_id=owner.id)
        needs = allowed(actor=other, action="investigations.case.read", state="open", matter=opened.matter_id)
        assert needs is (owner is other)
    assert [news["owner_id"] for news in announced("investigations.OfficerAssigned")] == [
        str(owner.id) for owner in (cast["detective"], other, cast["detective"])
    ]
    with pytest.raises(NotAllowed):
        services.assign_case(actor=other, case_id=opened.id, owner_id=other.id)


def test_whoever_leaves_a_crew_keeps_their_case_and_the_other_way_round(cast: Cast) -> None:
    _, opened = work(cast)
    other, control = colleague(Role.RESPONDER), cast["dispatcher"]
    services.assign_case(actor=cast["supervisor"], case_id=opened.id, owner_id=other.id)
    car = incidents.add_resource(actor=control, callsign="RA09", kind="car", crew=[other.id])
    incident = incidents.open_incident(
        actor=control, matter_id=opened.matter_id, grade="P1", summary="x", nsir_class="crime", place_label="x"
    )

    def needs() -> bool:
        return allowed(actor=other, action="investigations.case.work", state="open", matter=opened.matter_id)

    for leaves_crew_first in (True, False):
        sent = incidents.dispatch(actor=control, incident_id=incident.id, resource_id=car.id)
        if leaves_crew_first:
            incidents.stand_down(actor=control, assignment_id=sent.id, reason="Nearer crew.")
            assert needs(), "the case is still theirs"
        else:
            services.assign_case(actor=cast["supervisor"], case_id=opened.id, owner_id=cast["detective"].id)
            assert needs(), "they are still on the way"
            incidents.stand_down(actor=control, assignment_id=sent.id, reason="Nearer crew.")
    assert not needs()


@pytest.mark.parametrize("who", ["nobody", "responder", "call_taker", "inactive", "citizen"])
def test_a_case_is_held_by_somebody_who_can_work_on_it(cast: Cast, who: str) -> None:
    _, opened = work(cast)
    gone = colleague()
    User.objects.filter(pk=gone.id).update(is_active=False)
    owner = {"nobody": new_id(), "inactive": gone.id}.get(who) or cast[who].id
    attempts: tuple[Callable[[], object], ...] = (
        lambda: services.assign_case(actor=cast["supervisor"], case_id=opened.id, owner_id=owner),
        lambda: services.open_case(actor=cast["supervisor"], matter_id=matter(), owner_id=owner),
    )
    for attempt in attempts:
        with pytest.raises(Invalid, match="works here now") as refused:
            attempt()
        assert refused.value.field == "owner"
    with writing():
        assert Case.objects.get(pk=opened.id).owner_id == cast["detective"].id


def test_the_victim_of_a_crime_is_one_of_the_matter(cast: Cast) -> None:
    stranger = add_person(
        actor=cast["call_taker"],
        matter=matter(),
        details=PersonDetails(given="Wynn", family="Larkmere"),
        provenance=Provenance(source="test:1"),
        kind=LinkKind.VICTIM_OF,
    )
    for victim in (stranger.id, new_id()):
        with pytest.raises(Invalid) as refused:
            services.record_crime(
                actor=cast["call_taker"],
                matter_id=matter(),
                report_id=None,
                offence="burglary_home",
                reported_at=now(),
                victim_person_id=victim,
            )
        assert refused.value.field == "victim"


@pytest.mark.parametrize("role", ["responder", "call_taker", "crime_registrar", "supervisor", "citizen"])
def test_whoever_has_no_part_in_a_case_does_not_work_on_it(cast: Cast, role: str) -> None:
    recorded, opened = work(cast)
    action = services.add_action(actor=cast["detective"], case_id=opened.id, text="Ask the neighbour.")
    actor = cast[role]
    for attempt in (
        lambda: services.add_note(actor=actor, case_id=opened.id, kind="fact", text="x"),
        lambda: services.add_action(actor=actor, case_id=opened.id, text="x"),
        lambda: services.complete_action(actor=actor, action_id=action.id, result="x"),
        lambda: services.assess_enhanced(actor=actor, case_id=opened.id, enhanced="yes"),
        lambda: services.record_outcome(actor=actor, crime_id=recorded.id, code=18, reason="x"),
        lambda: services.mark_informed(actor=actor, about_id=recorded.id, rule="referral", how="referred"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_notes_actions_and_their_second_sending(cast: Cast) -> None:
    _, opened = work(cast)
    detective, client = cast["detective"], new_id()
    for _ in range(2):
        services.add_note(actor=detective, case_id=opened.id, kind="fact", text="Seen.", client_id=client)
        action = services.add_action(actor=detective, case_id=opened.id, text="Ask.", client_id=client)
    for words in ("Nobody in.", "Somebody in."):
        services.complete_action(actor=detective, action_id=action.id, result=words)
    with writing():
        assert CaseNote.objects.count() == 1
        assert Action.objects.get().result == "Nobody in."
    assert on_ledger("investigations.note.add") == on_ledger("investigations.action.complete") == 1


def test_the_number_of_another_form_is_refused_in_words(cast: Cast) -> None:
    detective, client = cast["detective"], new_id()
    (_, first), (_, second) = work(cast), work(cast)

    def note(case_id: UUID) -> None:
        services.add_note(actor=detective, case_id=case_id, kind="fact", text="Seen.", client_id=client)

    def action(case_id: UUID) -> None:
        services.add_action(actor=detective, case_id=case_id, text="Ask.", client_id=client)

    def step(case_id: UUID) -> None:
        services.record_suspect_step(
            actor=detective, case_id=case_id, kind="arrested", happened_on=today(), client_id=client
        )

    for write in (note, action, step):
        for _ in range(2):
            write(first.id)
        with pytest.raises(Conflict, match="used before for something else"):
            write(second.id)


def test_what_is_missing_is_named(cast: Cast) -> None:
    recorded, opened = work(cast)
    detective = cast["detective"]
    for field, attempt in (
        ("kind", lambda: services.add_note(actor=detective, case_id=opened.id, kind="rumour", text="x")),
        ("text", lambda: services.add_note(actor=detective, case_id=opened.id, kind="opinion", text=" ")),
        ("text", lambda: services.add_action(actor=detective, case_id=opened.id, text="")),
        ("enhanced", lambda: services.assess_enhanced(actor=detective, case_id=opened.id, enhanced="perhaps")),
        ("code", lambda: outcome(cast, recorded.id, code=0)),
        ("code", lambda: outcome(cast, recorded.id, code=23)),
        ("reason", lambda: outcome(cast, recorded.id, reason="")),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert refused.value.field == field


def test_what_is_not_there_is_named(cast: Cast) -> None:
    detective = cast["detective"]
    for field, attempt in (
        ("case", lambda: services.add_note(actor=detective, case_id=new_id(), kind="fact", text="x")),
        ("action", lambda: services.complete_action(actor=detective, action_id=new_id(), result="x")),
        ("crime", lambda: outcome(cast, new_id())),
        ("crime", lambda: selectors.crime_reference(actor=detective, crime_id=new_id())),
        ("case", lambda: selectors.case_file(actor=detective, case_id=new_id())),
    ):
        with pytest.raises(NotFound) as missing:
            attempt()
        assert missing.value.field == field


def test_the_last_outcome_files_the_case(cast: Cast) -> None:
    first, opened = work(cast)
    second = crime(cast, opened.matter_id, offence="criminal_damage")
    given, again = outcome(cast, first.id), outcome(cast, first.id)
    assert given.id == again.id
    assert case_state(opened.id) == "open"
    outcome(cast, second.id, code=1, reason="Charged.")
    assert case_state(opened.id) == "filed"
    assert outcome(cast, second.id, code=1, reason="Charged.").code == 1
    assert on_ledger("investigations.outcome.record") == len(announced("investigations.OutcomeRecorded")) == 2
    with pytest.raises(NotAllowed):
        outcome(cast, second.id, code=2)


def test_an_outcome_that_came_back_is_a_new_one(cast: Cast) -> None:
    first, opened = work(cast)
    crime(cast, opened.matter_id, offence="criminal_damage")
    for code in (18, 1, 18):
        outcome(cast, first.id, code=code)
    with writing():
        assert [o.code for o in first.outcomes.order_by("at")] == [18, 1, 18]


def test_without_a_case_there_is_no_outcome(cast: Cast) -> None:
    with pytest.raises(Conflict, match="Open the case"):
        outcome(cast, crime(cast, matter()).id)
