from django.urls import path

from bluelamp.desk.audit import views

app_name = "desk_audit"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("verify", views.verify, name="verify"),
    path("<uuid:entry_id>", views.entry, name="entry"),
]
