"""Referrals read from files, and what they propose."""

from django.urls import path

from patients.views import proposals, referrals

urlpatterns = [
    path("read-in/", referrals.read_in, name="read_referral"),
    path("proposals/<int:proposal_id>/", proposals.proposal, name="proposal"),
]
