from django.urls import path

from bluelamp.portal.account import entering, own

app_name = "account"
urlpatterns = [
    path("", own.reports, name="reports"),
    path("sign-in", entering.sign_in, name="sign-in"),
    path("sign-in/code", entering.code, name="code"),
    path("sign-out", own.sign_out, name="sign-out"),
    path("add", own.add, name="add"),
    path("held", own.held, name="held"),
    path("settings", own.settings, name="settings"),
    path("settings/tell", own.tell, name="tell"),
    path("settings/sign-ins/end", own.end_all, name="end-all"),
    path("settings/sign-ins/<uuid:sign_in_id>/end", own.end_one, name="end-one"),
    path("settings/erase", own.erase, name="erase"),
]
