"""Consents, and what was told to others because of them."""

from django.urls import path

from patients.views import consent_print, consents

urlpatterns = [
    path("<int:patient_id>/consents/", consents.consents, name="consents"),
    path("<int:patient_id>/consents/new/<slug:consent_kind>/", consents.new_consent, name="new_consent"),
    path("<int:patient_id>/consents/new/<slug:consent_kind>/print/", consent_print.blank, name="print_blank_consent"),
    path(
        "<int:patient_id>/consents/new/<slug:consent_kind>/declined/",
        consents.declined_consent,
        name="declined_consent",
    ),
    path("<int:patient_id>/disclosures/", consents.disclosures, name="disclosures"),
    path("consents/<int:consent_id>/revoke/", consents.revoke, name="revoke_consent"),
    path("consents/<int:consent_id>/tell/", consents.tell_others, name="tell_others"),
    path("consents/<int:consent_id>/print/", consent_print.copy, name="print_consent"),
    path("consents/<int:consent_id>/paper/", consents.paper, name="consent_paper"),
]
