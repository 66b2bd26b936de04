from django.urls import path

from bluelamp.desk.dispatch import views

app_name = "desk_dispatch"
urlpatterns = [
    path("", views.board, name="board"),
    path("rows", views.board_rows, name="rows"),
    path("ended", views.ended, name="ended"),
    path("where", views.where, name="where"),
    path("<uuid:incident_id>", views.incident, name="incident"),
    path("<uuid:incident_id>/send/<uuid:resource_id>", views.send, name="send"),
    path("<uuid:incident_id>/stand-down/<uuid:assignment_id>", views.stand_down, name="stand-down"),
    path("<uuid:incident_id>/note", views.note, name="note"),
    path("<uuid:incident_id>/result", views.result, name="result"),
    path("<uuid:incident_id>/reopen", views.reopen, name="reopen"),
    path("<uuid:incident_id>/close", views.close, name="close"),
]
