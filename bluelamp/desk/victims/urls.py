from django.urls import path

from bluelamp.desk.victims import views

app_name = "desk_victims"
urlpatterns = [
    path("referrals", views.referrals, name="referrals"),
    path("referrals/<uuid:referral_id>", views.referral, name="referral"),
    path("support/<uuid:report_id>", views.support, name="support"),
]
