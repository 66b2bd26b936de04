from django.urls import include, path

from bluelamp.journeys import mounting
from bluelamp.mobile import statements, views

_PAGES = (
    [
        path("", views.work, name="work"),
        path("position", views.position, name="position"),
        path("work/<uuid:assignment_id>/<slug:name>", views.step, name="step"),
        path("incident/<uuid:incident_id>", views.incident, name="incident"),
        path("incident/<uuid:incident_id>/note", views.note, name="note"),
        path("incident/<uuid:incident_id>/result", views.result, name="result"),
        path("alert/<uuid:alert_id>/acknowledge", views.acknowledge, name="acknowledge"),
        *statements.PAGES,
    ],
    "mobile",
)
urlpatterns = [path("", include(_PAGES)), path("statement/", mounting.pages_of(statements.DOOR))]
