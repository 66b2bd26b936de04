from django.urls import path

from bluelamp.desk.languages import views

app_name = "desk_languages"
urlpatterns = [
    path("", views.translations, name="list"),
    path("<slug:language>/<slug:section>", views.translation, name="section"),
    path("<slug:language>/<slug:section>/withdraw", views.withdraw, name="withdraw"),
]
