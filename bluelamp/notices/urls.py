from django.urls import path

from bluelamp.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.to_mailbox, name="front"),
    path("mailbox", views.mailbox, name="mailbox"),
]
