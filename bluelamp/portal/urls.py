from django.urls import include, path

from bluelamp.journeys import mounting
from bluelamp.portal import aftercare, appointments, chat, keeping, language, messages, statements, views
from bluelamp.portal.after import AFTER
from bluelamp.portal.area import area
from bluelamp.portal.choosing import choose, elsewhere
from bluelamp.portal.reporting import DOOR
from bluelamp.portal.what_if.views import how_it_works, what_if

_PAGES = (
    [
        path("", views.home, name="home"),
        path("start", views.gate, name="gate"),
        path("emergency", views.emergency, name="emergency"),
        path("start/what", choose, name="choose"),
        path("start/elsewhere/<slug:slug>", elsewhere, name="elsewhere"),
        path("sent", views.sent, name="sent"),
        path("track", views.track, name="track"),
        path("track/report", views.held, name="held"),
        path("reports/<uuid:report_id>/", views.tracked, name="tracking"),
        path("reports/<uuid:report_id>/receipt", views.receipt, name="receipt"),
        path("reports/<uuid:report_id>/take-out", keeping.take_out, name="take-out"),
        path("reports/<uuid:report_id>/messages", messages.messages, name="messages"),
        path("reports/<uuid:report_id>/messages/latest", messages.latest, name="messages-latest"),
        path("reports/<uuid:report_id>/messages/file/<uuid:file_id>", messages.file, name="messages-file"),
        path("reports/<uuid:report_id>/ask/<slug:slug>", aftercare.ask, name="ask"),
        path("reports/<uuid:report_id>/thanks/<slug:slug>", aftercare.thanks, name="thanks"),
        path("reports/<uuid:report_id>/appointments", appointments.appointments, name="appointments"),
        path("reports/<uuid:report_id>/appointments/<slug:kind>", appointments.book, name="book"),
        path(
            "reports/<uuid:report_id>/appointments/<uuid:appointment_id>/move",
            appointments.move,
            name="move-appointment",
        ),
        path(
            "reports/<uuid:report_id>/appointments/<uuid:appointment_id>/cancel",
            appointments.cancel,
            name="cancel-appointment",
        ),
        path("reports/<uuid:report_id>/complaints", aftercare.complaints, name="complaints"),
        path("reports/<uuid:report_id>/requests", aftercare.requests, name="requests"),
        path("reports/<uuid:report_id>/help", aftercare.helping, name="helping"),
        path("reports/<uuid:report_id>/support", aftercare.support, name="support"),
        path("reports/<uuid:report_id>/support/stop", aftercare.stop_support, name="stop-support"),
        path("reports/<uuid:report_id>/files/<uuid:file_id>", views.file_preview, name="file-preview"),
        path("chat", chat.start, name="chat"),
        path("chat/<uuid:conversation_id>", chat.chat, name="chat-room"),
        path("chat/<uuid:conversation_id>/latest", chat.latest, name="chat-latest"),
        path("chat/<uuid:conversation_id>/state", chat.state, name="chat-state"),
        path("chat/<uuid:conversation_id>/file/<uuid:file_id>", chat.file, name="chat-file"),
        path("chat/<uuid:conversation_id>/end", chat.end, name="chat-end"),
        path("chat/<uuid:conversation_id>/leave", chat.leave, name="chat-leave"),
        path("chat/<uuid:conversation_id>/receipt", chat.receipt, name="chat-receipt"),
        *statements.PAGES,
        path("track/leave", views.leave, name="leave"),
        path("area", area, name="area"),
        path("what-if", what_if, name="what-if"),
        path("what-if/how-it-works", how_it_works, name="what-if-record"),
        path("language/<slug:code>", language.choose, name="language"),
        path("privacy", views.privacy, name="privacy"),
        path("accessibility", views.accessibility, name="accessibility"),
    ],
    "portal",
)
urlpatterns = [
    path("", include(_PAGES)),
    path("report/", mounting.pages_of(DOOR)),
    path("after/", mounting.pages_of(AFTER)),
    path("statement/", mounting.pages_of(statements.DOOR)),
]
