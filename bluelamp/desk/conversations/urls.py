from django.urls import include, path

from bluelamp.desk.conversations import console, ending, reporting, thread
from bluelamp.journeys import mounting

_PAGES = (
    [
        path("", console.console, name="console"),
        path("lists", console.lists, name="lists"),
        path("<uuid:conversation_id>", console.conversation, name="conversation"),
        path("<uuid:conversation_id>/standing", console.standing, name="standing"),
        path("<uuid:conversation_id>/said", console.said, name="said"),
        path("<uuid:conversation_id>/say", console.say, name="say"),
        path("<uuid:conversation_id>/take", console.take, name="take"),
        path("<uuid:conversation_id>/hand-over", console.hand_over, name="hand-over"),
        path("<uuid:conversation_id>/end", ending.end, name="end"),
        path("<uuid:conversation_id>/report", reporting.report, name="report"),
        path("<uuid:conversation_id>/transcript", console.transcript, name="transcript"),
        path("concern/<uuid:concern_id>/<slug:decision>", console.concern, name="concern"),
        path("matter/<uuid:matter_id>", thread.messages, name="messages"),
        path("matter/<uuid:matter_id>/latest", thread.latest, name="messages-latest"),
        path("matter/<uuid:matter_id>/write", thread.write, name="write"),
        path("matter/<uuid:matter_id>/settle", thread.settle, name="settle"),
        path("matter/<uuid:matter_id>/file/<uuid:file_id>", thread.file, name="file"),
    ],
    "desk_conversations",
)
urlpatterns = [path("", include(_PAGES)), path("form/", mounting.pages_of(reporting.DOOR))]
