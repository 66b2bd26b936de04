"""Every address by every member of the cast, on an own and on somebody else's matter, as the permission table says.

What each address needs is written in ``matrix`` once more, on purpose: a check that a view or a service forgets is
found.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bluelamp.access.enums import Relation
from bluelamp.access.permissions import rows_for, table
from bluelamp.access.routes import rule_of
from bluelamp.access.services import may_ever
from bluelamp.contact.signposts import signposts
from bluelamp.core.actor import ActorKind
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.live.audiences import kinds, resolve
from tests.functional.matrix import ACCOUNT, CHAT, DRAFT, HALF_WAY, OPEN, OWN, PUBLIC_PAGES, SLUG, STAFF, Visit
from tests.functional.walking import methods
from tests.plugins.world import World

pytestmark = [pytest.mark.django_db]


def test_every_address_is_in_the_matrix() -> None:
    rules = _rules()
    assert set(rules) == {visit.name for visit in STAFF} | OPEN | OWN | DRAFT | HALF_WAY | ACCOUNT | CHAT
    asked = {(visit.name, "GET" if visit.data is None else "POST") for visit in STAFF}
    answers = {(name, method) for name, pattern in _patterns(get_resolver()) for method in methods(pattern.callback)}
    of_staff = {visit.name for visit in STAFF}
    assert {one for one in answers if one[0] in of_staff and one[1] != "HEAD"} - asked == set()
    for name, rule in rules.items():
        assert rule is not None, f"{name} has no rule"
        assert (rule.action is None) == (name in OPEN | OWN | DRAFT | HALF_WAY | ACCOUNT | CHAT), (
            f"{name} is on the wrong list"
        )


def test_every_address_by_everybody_on_both_matters(world: World) -> None:
    wrong, allowed, denied = [], 0, 0
    for person in world.people:
        client = world.client(person)
        for side, visit in _visits_of(world, person):
            may = _may(world, person, side, visit)
            response = _visit(world, client, side, visit)
            allowed, denied = allowed + may, denied + (not may)
            if may and visit.unready:
                continue
            if may != _came_through(response) or (not may and not _refused(response, world, person)):
                method = "GET" if visit.data is None else "POST"
                words = "should be let in" if may else "should be refused"
                wrong.append(f"{person} {words}: {method} {visit.name} on {side}: {response.status_code}")
    print(f"\n{allowed} cells allowed, {denied} denied")
    assert wrong == []
    for visit in STAFF:  # no address is closed to everybody
        assert any(_may(world, person, "own", visit) for person in world.people), visit.name


@pytest.mark.django_db(transaction=True)
def test_the_auditor_verifies(sign_in: Callable[[str], Client]) -> None:
    assert sign_in("auditor").post("/desk/audit/verify").status_code == 200


def test_what_is_public_is_open_to_everybody(world: World) -> None:
    wrong = []
    for person in world.people:
        client = world.client(person)
        for name in sorted(OPEN - {"portal:leave", "access:sign-out", "live:ticket"}):
            takes = PUBLIC_PAGES | ({"slug": next(iter(signposts()))} if name == "portal:elsewhere" else {})
            response = client.get(reverse(name, kwargs={part: takes[part] for part in _PARAMETERS[name]}))
            if not _came_through(response):
                wrong.append(f"{person} {name} {response.status_code}")
        if (client.get("/live/ticket").status_code == 200) != (person != "outsider"):
            wrong.append(f"{person} live:ticket")
        for address in ("/track/leave", "/staff/sign-out"):
            if client.post(address).status_code != 302:
                wrong.append(f"{person} {address}")
    assert wrong == []


def test_the_second_step_leads_everybody_without_the_first_back_to_it(world: World) -> None:
    for person in world.people:
        client = world.client(person)
        for name in sorted(HALF_WAY):
            for response in (client.get(reverse(name)), client.post(reverse(name), {"code": "000000"})):
                assert response.headers.get("Location") == "/staff/sign-in", (person, name)


def test_a_receipt_shows_its_own_report_and_no_other(world: World) -> None:
    from bluelamp.contact.models import Report
    from bluelamp.ledger.reading import writing

    with writing():
        references = {name: Report.objects.get(pk=world.people[name].id).reference for name in ("citizen", "citizen2")}
    for person in world.people:
        response = world.client(person).get("/track/report", follow=True)
        text = response.content.decode()
        shown = {name for name, reference in references.items() if reference in text}
        assert shown == ({person} & set(references)), person
        assert person in references or response.redirect_chain[-1][0] == "/track"


def test_the_pages_of_a_report_open_for_its_holder_alone(world: World) -> None:
    wrong = []
    for person in ("citizen", *sorted(_ONE_OF_EACH_KIND)):
        client = world.client(person)
        for owner, name in product(("citizen", "citizen2"), sorted(OWN)):
            ids = (world.own if owner == "citizen" else world.other).ids
            address = reverse(name, kwargs={part: ids[part] for part in _PARAMETERS[name]})
            for response in (client.get(address), client.post(address)):
                if response.status_code == 405:
                    continue
                shown = {404} if name == "portal:file-preview" else {200, 302}  # a file that the answers do not name
                expected = shown if person == owner else {404} if person.startswith("citizen") else {302}
                if response.status_code not in expected:
                    wrong.append(f"{person} {name} of {owner}: {response.status_code}")
                if person not in ("citizen", "citizen2") and response.headers.get("Location") != "/track":
                    wrong.append(f"{person} {name} is not asked for a receipt")
    assert wrong == []


def test_a_chat_opens_for_whoever_began_it_alone(world: World) -> None:
    wrong = []
    for person in ("citizen", *sorted(_ONE_OF_EACH_KIND)):
        client = world.client(person)
        for owner, name in product(
            {"citizen", "citizen2"} - {person}, sorted(name for name in CHAT if name.startswith("portal:"))
        ):
            ids = (world.own if owner == "citizen" else world.other).ids
            takes = {part: ids["chat_id" if part == "conversation_id" else part] for part in _PARAMETERS[name]}
            answers = (client.get(reverse(name, kwargs=takes)), client.post(reverse(name, kwargs=takes)))
            for response in answers:
                refused = response.status_code in (403, 404, 405) or response.headers.get("Location") == "/chat"
                if not refused:
                    wrong.append(f"{person} {name} of {owner}: {response.status_code}")
    assert wrong == []


def test_a_draft_opens_for_whoever_began_it_and_nobody_else(world: World) -> None:
    wrong = []
    began = {name: world.client(name) for name in sorted(_ONE_OF_EACH_KIND | {"citizen", "responder"})}
    tasks = {name: client.post("/report/burglary").headers["Location"] for name, client in began.items()}
    for name, address in tasks.items():
        for person, client in began.items():
            if (client.get(address).status_code == 200) != (person == name):
                wrong.append(f"{person} the tasks of {name}")
    for name in ("outsider", "citizen", "responder"):  # one that a key opens alone, and two that know their owner
        pages = _pages_of_draft(tasks[name].rstrip("/").rsplit("/", 1)[1])
        for person in _ONE_OF_EACH_KIND - {name}:
            answers = {page: began[person].get(address).status_code for page, address in pages.items()}
            wrong += [f"{person} {page} of {name}" for page, status in answers.items() if status == 200]
    assert wrong == []


# Nobody's role or team counts on these pages; who has a receipt is asked, and whether somebody is signed in.
_ONE_OF_EACH_KIND = {"outsider", "citizen2", "responder2", "supervisor"}


def _pages_of_draft(draft: str) -> dict[str, str]:
    """Addresses by the names of ``DRAFT``."""
    takes = {**SLUG, "draft_id": draft, "name": "taken", "item_id": "none"}
    return {page: reverse(page, kwargs={part: takes[part] for part in _PARAMETERS[page]}) for page in DRAFT}


_CASE_READ = "investigations.case.read"


def test_every_audience_reaches_those_it_is_for(world: World) -> None:
    everybody = {name: actor.id for name, actor in world.people.items() if actor.kind is not ActorKind.PUBLIC}
    expected: dict[str, set[str]] = {f"actor:{who}": {name} for name, who in everybody.items()}
    for role in Role:
        expected[f"role:{role}"] = {
            name for name in everybody if role in world.people[name].roles and not name.startswith("citizen")
        }
    for team in {team for actor in world.people.values() for team in actor.teams}:
        expected[f"team:{team}"] = {name for name in everybody if team in world.people[name].teams}
    for side, matter in (("own", world.own), ("other", world.other)):
        involved = {name for held, name in world.held if held == side}
        expected[f"matter:{matter.ids['matter']}"] = involved
        expected[f"colleagues:{matter.ids['matter']}"] = {
            name for name in involved if any(row.roles & world.people[name].roles for row in rows_for(_CASE_READ))
        }
    expected |= {f"{kind}:{new_id()}": set() for kind in ("actor", "team", "matter", "colleagues")}
    expected |= {"role:nobody": set(), "nothing:here": set(), f"actor:{everybody['responder']}x": set()}
    ours = {kind for kind in kinds() if not kind.startswith("test-")}  # another test's own, in the same process
    assert {key.partition(":")[0] for key in expected} >= ours
    names = {who: name for name, who in everybody.items()}
    found = {key: {names[who] for who in who_may} for key, who_may in resolve(expected, frozenset(names)).items()}
    assert found == expected


def _may(world: World, person: str, side: str, visit: Visit) -> bool:
    """By the table alone."""
    roles = world.people[person].roles
    held = world.held.get((side, person), frozenset[Relation]())
    if not _role_allows(world, person, visit) or not _is_theirs(world, person, side, visit):
        return False
    if visit.instead and any(row.roles & roles for row in rows_for(visit.instead)):
        return True
    for action, state in visit.needs:
        rows = [row for row in table() if row.action == action and row.roles & roles]
        if visit.on_matter:
            rows = [row for row in rows if not row.states or not state or state in row.states]
            rows = [row for row in rows if not row.relations or row.relations & held]
        if not rows:
            return False
    return True


def _is_theirs(world: World, person: str, side: str, visit: Visit) -> bool:
    """What is for one person alone, or for those whom it was sent to, beyond what the table says."""
    matter = world.own if side == "own" else world.other
    if visit.only and person != visit.only:
        return False
    if visit.sent_to_only and person not in matter.recipients:
        return False
    return not visit.crew_only or person in world.own.recipients | world.other.recipients


def _role_allows(world: World, person: str, visit: Visit) -> bool:
    """What the door asks, before the page looks at any matter."""
    return any(row.roles & world.people[person].roles for row in rows_for(_rules()[visit.name].action))


def _visits_of(world: World, person: str) -> Iterator[tuple[str, Visit]]:
    """Whom the door turns away for their role meets one door at every address: a few of them knock there."""
    for number, visit in enumerate(STAFF):
        if visit.name == "desk_audit:verify" and person == "auditor":
            continue  # wants a transaction of its own: see below
        let_in = _role_allows(world, person, visit)
        if let_in or person in _who_knock(world, visit, number):
            yield "own", visit
        else:
            assert not may_ever(actor=world.people[person], action=_rules()[visit.name].action)
        if let_in and visit.on_matter:
            yield "other", visit


def _who_knock(world: World, visit: Visit, number: int) -> set[str]:
    """The public, somebody with a receipt, and of the staff whose role is not let in one after the other."""
    staff = [name for name, actor in world.people.items() if actor.roles and not name.startswith("citizen")]
    turned_away = [name for name in staff if not _role_allows(world, name, visit)]
    return {"outsider", "citizen", *turned_away[number % max(1, len(turned_away)) :][:1]}


def _visit(world: World, client: Client, side: str, visit: Visit) -> Any:
    """Ask, and take back whatever it changed."""
    ids = (world.own if side == "own" else world.other).ids
    wanted = _PARAMETERS[visit.name]
    takes = {name: ids.get(visit.takes.get(name, name), visit.takes.get(name)) for name in wanted}
    address = reverse(visit.name, kwargs=takes)
    data = {k: v.format(**(ids | {"new": new_id()})) for k, v in (visit.data or {}).items()}
    with transaction.atomic():
        response: Any = client.get(address) if visit.data is None else client.post(address, data)
        transaction.set_rollback(True)
    return response


def _came_through(response: Any) -> bool:
    return response.status_code in (200, 204) or (
        response.status_code == 302 and "sign-in" not in response.headers["Location"]
    )


def _refused(response: HttpResponse, world: World, person: str) -> bool:
    """403 or 404, on a form's page 422 with the words of the refusal; whoever is unknown is asked to sign in."""
    if world.people[person].kind is ActorKind.PUBLIC:
        return response.status_code == 302 and "sign-in" in response.headers["Location"]
    words = ("You cannot do this", "There is nothing with this reference that you can see")
    return response.status_code in (403, 404) or (
        response.status_code == 422 and any(refusal in response.content.decode() for refusal in words)
    )


@cache
def _rules() -> dict[str, Any]:
    """What each address asks, by its name."""
    return {name: rule_of(pattern.callback) for name, pattern in _patterns(get_resolver())}


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


_PARAMETERS = {name: tuple(pattern.pattern.converters) for name, pattern in _patterns(get_resolver())}
