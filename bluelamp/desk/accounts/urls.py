from django.urls import path

from bluelamp.desk.accounts import views

app_name = "desk_accounts"
urlpatterns = [
    path("", views.accounts, name="list"),
    path("<uuid:user_id>/<slug:name>", views.change, name="change"),
]
