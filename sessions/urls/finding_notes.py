"""Finding notes: those to write, those of a chart, words in them, and what stands beside one."""

from django.urls import path

from sessions.views import finding_notes, note_beside

urlpatterns = [
    path("", finding_notes.notes_to_write, name="notes_to_write"),
    path("find/", finding_notes.find_notes, name="find_notes"),
    path("patients/<int:patient_id>/", finding_notes.notes_of_chart, name="notes_of_chart"),
    path("<int:note_id>/beside/", note_beside.note_beside, name="note_beside"),
    path("<int:note_id>/citations/", note_beside.choose_cited, name="choose_cited"),
]
