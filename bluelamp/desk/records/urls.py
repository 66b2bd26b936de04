from django.urls import path

from bluelamp.desk.records.views import adding, changing, joining, looking, searching

app_name = "desk_records"
urlpatterns = [
    path("", searching.search, name="search"),
    path("found/<uuid:search_id>", searching.found, name="found"),
    path("matter/<uuid:matter_id>", looking.matter, name="matter"),
    path("matter/<uuid:matter_id>/link", changing.link, name="link"),
    path("matter/<uuid:matter_id>/add/<slug:kind>", adding.add, name="add"),
    path("matter/<uuid:matter_id>/join", joining.join, name="join"),
    path("matter/<uuid:matter_id>/join/<uuid:with_id>", joining.join_with, name="join-with"),
    path("matter/<uuid:matter_id>/split", joining.split, name="split"),
    path("link/<uuid:link_id>/take-back", changing.take_back, name="take-back"),
    path("person/<uuid:person_id>/correct", changing.correct, name="correct"),
    path("<slug:kind>/<uuid:record_id>", looking.record, name="record"),
    path("<slug:kind>/<uuid:record_id>/tie", changing.tie, name="tie"),
    path("<slug:kind>/<uuid:record_id>/same/<uuid:other_id>", changing.same, name="same"),
]
