"""The supervisor's page, mounted among the desks."""

from django.urls import path

from bluelamp.notices import views

app_name = "unsent-notices"
urlpatterns = [
    path("", views.unsent, name="list"),
    path("<uuid:notice_id>/try-again", views.try_again, name="try-again"),
]
