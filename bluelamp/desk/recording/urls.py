from django.urls import path

from bluelamp.desk.recording import views

app_name = "desk_recording"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("draw", views.draw, name="draw"),
    path("<uuid:audit_id>", views.audit, name="audit"),
    path("item/<uuid:item_id>", views.item, name="item"),
]
