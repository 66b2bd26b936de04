from django.urls import path

from bluelamp.desk.cases import things, views

app_name = "desk_cases"
urlpatterns = [
    path("", views.cases, name="list"),
    path("owed", views.owed, name="owed"),
    path("<uuid:case_id>", views.case, name="case"),
    path("<uuid:case_id>/take", views.take, name="take"),
    path("<uuid:case_id>/note", views.note, name="note"),
    path("<uuid:case_id>/action", views.action, name="action"),
    path("<uuid:case_id>/action/<uuid:action_id>", views.action_done, name="action-done"),
    path("<uuid:case_id>/crime/<uuid:crime_id>/outcome", views.outcome, name="outcome"),
    path("<uuid:case_id>/crime/<uuid:crime_id>/cancel", views.cancel, name="cancel"),
    path("<uuid:case_id>/suspect", views.suspect, name="suspect"),
    path("<uuid:case_id>/told/<uuid:clock_id>", views.told, name="told"),
    path("<uuid:case_id>/enhanced", views.enhanced, name="enhanced"),
    path("thing/<uuid:link_id>/found", things.found, name="thing-found"),
    path("thing/<uuid:link_id>/returned", things.returned, name="thing-returned"),
    path("thing/<uuid:link_id>/mistake", things.mistake, name="thing-mistake"),
    path("exhibit/<uuid:exhibit_id>", views.exhibit, name="exhibit"),
    path("exhibit/<uuid:exhibit_id>/file", views.exhibit_file, name="exhibit-file"),
    path("exhibit/<uuid:exhibit_id>/preview", views.exhibit_preview, name="exhibit-preview"),
]
