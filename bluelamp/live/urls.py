from django.urls import path

from bluelamp.live import views

app_name = "live"
urlpatterns = [path("ticket", views.ticket, name="ticket")]
