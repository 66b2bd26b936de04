from django.urls import path

from bluelamp.desk.victims import appointments, requests, views

app_name = "desk_victims"
urlpatterns = [
    path("referrals", views.referrals, name="referrals"),
    path("referrals/<uuid:referral_id>", views.referral, name="referral"),
    path("appointments", appointments.listed, name="appointments"),
    path("appointments/<uuid:appointment_id>", appointments.appointment, name="appointment"),
    path("appointments/<uuid:appointment_id>/take", appointments.take, name="take-appointment"),
    path("appointments/<uuid:appointment_id>/cancel", appointments.cancel, name="cancel-appointment"),
    path("book/<uuid:report_id>", appointments.book, name="book"),
    path("requests", requests.listed, name="requests"),
    path("requests/<uuid:request_id>", requests.request_page, name="request"),
    path("requests/<uuid:request_id>/take", requests.take, name="take-request"),
    path("satisfaction", requests.satisfaction, name="satisfaction"),
    path("support/<uuid:report_id>", views.support, name="support"),
]
