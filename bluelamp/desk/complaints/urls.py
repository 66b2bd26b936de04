from django.urls import path

from bluelamp.desk.complaints import footage, views

app_name = "desk_complaints"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<uuid:complaint_id>", views.complaint, name="complaint"),
    path("<uuid:complaint_id>/acknowledge", views.acknowledge, name="acknowledge"),
    path("<uuid:complaint_id>/record", views.record, name="record"),
    path("<uuid:complaint_id>/officer", views.officer, name="officer"),
    path("<uuid:complaint_id>/evidence", views.evidence, name="evidence"),
    path("<uuid:complaint_id>/footage", footage.look, name="look"),
    path("footage/<uuid:footage_id>", footage.settle, name="footage"),
]
