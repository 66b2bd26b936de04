from django.urls import path

from bluelamp.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<uuid:referral_id>", views.referral, name="referral"),
    path("<uuid:referral_id>/accept", views.accept, name="accept"),
    path("<uuid:referral_id>/decline", views.decline, name="decline"),
]
