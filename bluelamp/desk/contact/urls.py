from django.urls import include, path

from bluelamp.desk.contact import call_views, views
from bluelamp.desk.contact.calling import DOOR
from bluelamp.journeys import mounting

_CALL = "calls/<uuid:call_id>"
_PAGES = (
    [
        path("", views.queue, name="queue"),
        path("rows", views.rows, name="rows"),
        path("shift", views.shift, name="shift"),
        path("escalations/<uuid:escalation_id>/seen", views.seen, name="seen"),
        path("calls/new", call_views.new_call, name="new-call"),
        path("calls/answer", call_views.answer, name="answer"),
        path(_CALL, call_views.call, name="call"),
        path(f"{_CALL}/note", call_views.note, name="call-note"),
        path(f"{_CALL}/report", call_views.report, name="call-report"),
        path(f"{_CALL}/form", call_views.form, name="call-form"),
        path(f"{_CALL}/end", call_views.end, name="call-end"),
        path(f"{_CALL}/take", call_views.take, name="call-take"),
        path(f"{_CALL}/later", call_views.later, name="call-later"),
        path(f"{_CALL}/finish", call_views.finish, name="call-finish"),
        path(f"{_CALL}/receipt", call_views.receipt, name="call-receipt"),
        path("<uuid:report_id>", views.report, name="report"),
        path("<uuid:report_id>/take", views.take, name="take"),
        path("<uuid:report_id>/put-back", views.put_back, name="put-back"),
        path("<uuid:report_id>/graded", views.graded, name="graded"),
        path("file/<uuid:file_id>", views.file, name="file"),
        path("file/<uuid:file_id>/preview", views.file_preview, name="preview"),
    ],
    "desk_contact",
)
urlpatterns = [path("", include(_PAGES)), path("calls/form/", mounting.pages_of(DOOR))]
