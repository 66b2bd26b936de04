from django.urls import path

from bluelamp.desk.contact import views

app_name = "desk_contact"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("rows", views.rows, name="rows"),
    path("<uuid:report_id>", views.report, name="report"),
    path("<uuid:report_id>/take", views.take, name="take"),
    path("<uuid:report_id>/put-back", views.put_back, name="put-back"),
    path("<uuid:report_id>/graded", views.graded, name="graded"),
    path("file/<uuid:file_id>", views.file, name="file"),
]
