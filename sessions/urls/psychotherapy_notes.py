"""Psychotherapy notes: their author's alone."""

from django.urls import path

from sessions.views import psychotherapy_notes as views

urlpatterns = [
    path("patients/<int:patient_id>/", views.psychotherapy_notes, name="psychotherapy_notes"),
    path("patients/<int:patient_id>/copy/", views.copy_psychotherapy_notes, name="copy_psychotherapy_notes"),
    path("<int:own_note_id>/", views.psychotherapy_note, name="psychotherapy_note"),
    path("<int:own_note_id>/keep/", views.keep_psychotherapy_note, name="keep_psychotherapy_note"),
    path("<int:own_note_id>/sign/", views.sign_psychotherapy_note, name="sign_psychotherapy_note"),
    path("<int:own_note_id>/add/", views.add_to_psychotherapy_note, name="add_to_psychotherapy_note"),
]
