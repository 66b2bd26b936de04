from django.urls import path

from bluelamp.portal.account import entering, outside, own, passkeys, proving

app_name = "account"
urlpatterns = [
    path("", own.reports, name="reports"),
    path("sign-in", entering.sign_in, name="sign-in"),
    path("sign-in/code", entering.code, name="code"),
    path("sign-in/provider", outside.go, name="provider"),
    path("sign-in/provider/back", outside.back, name="provider-back"),
    path("sign-in/passkey", passkeys.enter, name="passkey"),
    path("sign-out", own.sign_out, name="sign-out"),
    path("add", own.add, name="add"),
    path("held", own.held, name="held"),
    path("settings", own.settings, name="settings"),
    path("settings/prove", proving.prove, name="prove"),
    path("settings/prove/code", proving.code, name="prove-code"),
    path("settings/prove/passkey", passkeys.prove, name="prove-passkey"),
    path("settings/address", entering.address, name="address"),
    path("settings/address/code", entering.address_code, name="address-code"),
    path("settings/address/remove", own.remove_address, name="remove-address"),
    path("settings/provider/remove", own.remove_provider, name="remove-provider"),
    path("settings/passkeys/new", passkeys.add, name="passkey-new"),
    path("settings/passkeys/<uuid:passkey_id>/remove", passkeys.remove, name="passkey-remove"),
    path("settings/tell", own.tell, name="tell"),
    path("settings/sign-ins/end", own.end_all, name="end-all"),
    path("settings/sign-ins/<uuid:sign_in_id>/end", own.end_one, name="end-one"),
    path("settings/erase", own.erase, name="erase"),
]
