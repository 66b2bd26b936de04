from django.urls import path

from bluelamp.rtic import views

app_name = "rtic"
urlpatterns = [
    path("", views.picture, name="picture"),
    path("live-now", views.live_now, name="live-now"),
    path("alerts", views.alerts, name="alerts"),
    path("alerts/past", views.past, name="past"),
    path("alerts/new", views.compose, name="compose"),
    path("alerts/new/<uuid:incident_id>", views.compose, name="compose-about"),
    path("alerts/<uuid:alert_id>/replace", views.supersede, name="supersede"),
    path("alerts/<uuid:alert_id>/cancel", views.cancel, name="cancel"),
]
