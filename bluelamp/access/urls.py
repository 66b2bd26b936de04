from django.urls import path

from bluelamp.access import views

app_name = "access"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-in/code", views.code, name="code"),
    path("sign-in/set-up", views.set_up, name="set-up"),
    path("password", views.password, name="password"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("home", views.home, name="home"),
]
