"""allauth's pages for passkeys, leading back to where everything about one's sign-in stands."""

from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse_lazy

SIGN_IN_AND_SECURITY = reverse_lazy("mfa_index")


class ConfirmPasskeyView(ReauthenticateWebAuthnView):
    """Confirming with a passkey; one that fails is asked for again on the same page."""

    def form_invalid(self, form: Form) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(), "form": form})


# In a transaction each, so that what is done and its act stand or fall together.
add = transaction.atomic(AddWebAuthnView.as_view())
rename = transaction.atomic(EditWebAuthnView.as_view(success_url=SIGN_IN_AND_SECURITY))
remove = transaction.atomic(RemoveWebAuthnView.as_view(success_url=SIGN_IN_AND_SECURITY))
confirm = ConfirmPasskeyView.as_view()
sign_in = LoginWebAuthnView.as_view()
