"""Signing in and out, one's own password and second factor. There is no sign-up and no reset by mail."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.urls import include, path

from practice.staff import passkeys, views

# Named as allauth names them: it leads from one to the other by these names.
second_factor = [
    path("", views.sign_in_and_security, name="mfa_index"),
    path("authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totp/", include("allauth.mfa.totp.urls")),
    path("recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("passkeys/add/", passkeys.add, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", passkeys.rename, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("passkeys/sign-in/", passkeys.sign_in, name="mfa_login_webauthn"),
    path("passkeys/confirm/", passkeys.confirm, name="mfa_reauthenticate_webauthn"),
]

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("state/", views.sign_in_state, name="sign_in_state"),
    path("still-here/", views.still_here, name="still_here"),
    path("sign-out-everywhere/", views.sign_out_elsewhere, name="sign_out_everywhere"),
    path("second-factor/", include(second_factor)),
]
