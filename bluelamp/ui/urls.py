from django.urls import path

from bluelamp.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.styleguide, name="styleguide"),
    path("<slug:page>", views.styleguide, name="styleguide-page"),
]
