from django.urls import path

from bluelamp.desk.statements import views

app_name = "desk_statements"
urlpatterns = [
    path("verify", views.verify, name="verify"),
    path("request/<uuid:asked_id>", views.request_page, name="request"),
    path("request/<uuid:asked_id>/take", views.take, name="take"),
    path("request/<uuid:asked_id>/put-back", views.put_back, name="put-back"),
    path("<uuid:statement_id>", views.statement, name="statement"),
    path("<uuid:statement_id>/<int:number>.pdf", views.signed, name="signed"),
    path("<uuid:statement_id>/<int:number>/disclose", views.disclose, name="disclose"),
]
