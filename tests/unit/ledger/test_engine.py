"""No value of a personal column leaves the database but as part of its row, whatever query asks for it."""

from collections.abc import Callable

import pytest
from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.contrib.postgres.search import TrigramSimilarity
from django.db import connections
from django.db.models import Avg, Count, Exists, F, Max, Min, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat, Length, Now, Upper

from bluelamp.core.errors import UnloggedReading
from bluelamp.incidents.models import Assignment, Incident, LogEntry, Resource
from bluelamp.ledger.models import Entry
from tests.factories.ledger import looking, personal_row

pytestmark = pytest.mark.django_db

WORDS = Incident.objects.values("summary")
TELLING: dict[str, Callable[[], object]] = {
    "values": lambda: Incident.objects.values()[0],
    "values of a field": lambda: list(Incident.objects.values("summary")),
    "values_list": lambda: list(Incident.objects.values_list("id", "summary")),
    "flat": lambda: Incident.objects.values_list("summary", flat=True).first(),
    "named": lambda: Incident.objects.values_list("summary", named=True)[0],
    "of another's relation": lambda: list(Assignment.objects.values("incident__summary")),
    "backwards": lambda: list(Resource.objects.values("assignments__incident__summary")),
    "an expression": lambda: list(Incident.objects.values(loud=Upper("summary"))),
    "an annotation": lambda: list(Incident.objects.annotate(loud=Upper("summary")).values("loud")),
    "an alias": lambda: list(Incident.objects.alias(x=F("summary")).annotate(y=F("x")).values_list("y")),
    "annotated to another": lambda: list(Assignment.objects.annotate(said=F("incident__summary"))),
    "annotated to another personal row": lambda: list(LogEntry.objects.annotate(said=F("incident__summary"))),
    "a subquery": lambda: list(Resource.objects.annotate(said=Subquery(WORDS[:1]))),
    "a subquery's values": lambda: list(Resource.objects.values(said=Subquery(WORDS[:1]))),
    "an aggregate": lambda: Incident.objects.aggregate(Max("summary")),
    "of a figure": lambda: Incident.objects.aggregate(Min("latitude")),
    "an average": lambda: Incident.objects.aggregate(Avg("latitude")),
    "over distinct rows": lambda: Incident.objects.distinct().aggregate(Max("summary")),
    "over a slice": lambda: Incident.objects.all()[:5].aggregate(Max("summary")),
    "all in one": lambda: Incident.objects.aggregate(said=StringAgg("summary", ", ")),
    "an array": lambda: Resource.objects.aggregate(said=ArrayAgg("assignments__incident__summary")),
    "grouped": lambda: list(Incident.objects.values("grade").annotate(Max("summary"))),
    "a cast": lambda: list(Incident.objects.values(x=Cast("latitude", TextField()))),
    "put together": lambda: list(Incident.objects.values(x=Concat("place_label", Value(" "), "reference"))),
    "dates": lambda: list(Incident.objects.datetimes("arrived_at", "day")),
    "a union": lambda: list(Incident.objects.values("grade").union(Incident.objects.values("summary"))),
    "a union with another": lambda: list(
        Resource.objects.values_list("callsign").union(Incident.objects.values_list("summary"))
    ),
    "a union of rows": lambda: list(
        Resource.objects.only("id", "callsign").union(Incident.objects.values_list("id", "summary"))
    ),
    "raw rows": lambda: list(Incident.objects.raw("SELECT * FROM incidents_incident")),
    "prefetched values": lambda: list(Incident.objects.order_by("id").values_list("place_label", flat=True)[:1]),
    "by iterator": lambda: list(Incident.objects.values("summary").iterator()),
    "in_bulk": lambda: Incident.objects.values("summary").get(),
}
TELLING_NOTHING: dict[str, Callable[[], object]] = {
    "ids": lambda: list(Incident.objects.values_list("pk", "id", "matter_id", "report_id")),
    "a key": lambda: list(LogEntry.objects.values("incident", "incident_id", "incident__matter_id")),
    "open fields": lambda: list(Incident.objects.values("state", "grade", "opened_at")),
    "another's open fields": lambda: list(Assignment.objects.values("incident__state")),
    "a count": lambda: Incident.objects.aggregate(Count("summary"), n=Count("id", filter=Q(summary="x"))),
    "counts by an open field": lambda: list(Incident.objects.values("grade").annotate(n=Count("summary"))),
    "whether there is one": lambda: list(Resource.objects.annotate(busy=Exists(Incident.objects.filter(summary="x")))),
    "how similar": lambda: list(Incident.objects.annotate(n=TrigramSimilarity("summary", "dog")).values("pk", "n")),
    "how long": lambda: Incident.objects.aggregate(n=Max(Length("summary"))),
    "a condition": lambda: list(Resource.objects.filter(assignments__incident__summary__in=WORDS).values("callsign")),
    "exists": lambda: Incident.objects.filter(summary__contains="dog").exists(),
    "latest open field": lambda: Incident.objects.aggregate(Max("opened_at")),
    "a count of distinct rows": lambda: Incident.objects.distinct().aggregate(n=Count("id")),
    "a figure made elsewhere": lambda: list(Incident.objects.values(n=Value(1), at=Now())),
    "a subquery's id": lambda: list(
        Resource.objects.annotate(at=Subquery(Incident.objects.filter(grade=OuterRef("state")).values("id")[:1]))
    ),
    "other models": lambda: list(Entry.objects.values()),
}


@pytest.mark.parametrize("query", TELLING.values(), ids=TELLING.keys())
def test_refused_though_a_reading_is_open(query: Callable[[], object]) -> None:
    personal_row()
    with looking(), pytest.raises(UnloggedReading, match=r"apart from its row"):
        query()


@pytest.mark.parametrize("query", TELLING_NOTHING.values(), ids=TELLING_NOTHING.keys())
def test_what_tells_nothing_is_free(query: Callable[[], object]) -> None:
    personal_row()
    query()


def test_a_rows_own_annotation_leaves_with_its_row() -> None:
    row = personal_row("quiet")
    with looking() as current:
        assert [one.loud for one in Incident.objects.annotate(loud=Upper("summary"))] == ["QUIET"]
    assert list(current.subjects) == [f"incidents.incident:{row.pk}"]


def test_the_refusal_says_what_to_do() -> None:
    personal_row()
    with pytest.raises(
        UnloggedReading, match=r"Incident\.summary .* Load the rows, or name it in Incident\.open_fields"
    ):
        list(Incident.objects.values("summary"))


def test_django_runs_on_this_engine() -> None:
    assert type(connections["default"]).__module__ == "bluelamp.ledger.engine.base"
    assert connections["default"].ops.compiler("SQLCompiler").__module__ == "bluelamp.ledger.engine.compiler"
