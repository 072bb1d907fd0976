"""Readiness before going near the trauma."""

from django.urls import path

from sessions.views import readiness

urlpatterns = [
    path("patients/<int:patient_id>/", readiness.readiness, name="readiness"),
    path("patients/<int:patient_id>/look/", readiness.look, name="record_readiness"),
]
