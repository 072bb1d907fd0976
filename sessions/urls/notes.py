"""Addresses of writing and reading notes."""

from django.urls import path

from sessions.views import note_acts, notes

urlpatterns = [
    path("patients/<int:patient_id>/begin/", note_acts.begin_on_chart, name="begin_note"),
    path("visits/<int:visit_id>/begin/", note_acts.begin_for_visit, name="begin_note_for_visit"),
    path("<int:note_id>/", notes.note, name="note"),
    path("<int:note_id>/keep/", notes.keep, name="keep_note"),
    path("<int:note_id>/settle/", notes.settle, name="settle_note"),
    path("<int:note_id>/sign/", note_acts.sign, name="sign_note"),
    path("<int:note_id>/set-aside/", note_acts.put_aside, name="set_note_aside"),
    path("<int:note_id>/take-up/", note_acts.take_up, name="take_note_up"),
    path("<int:note_id>/addendum/", note_acts.add, name="add_to_note"),
    path("<int:note_id>/co-sign/", note_acts.cosign, name="cosign_note"),
]
