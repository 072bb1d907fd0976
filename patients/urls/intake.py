"""The way in: the intake board and new people."""

from django.urls import path

from patients.views import intake_board, new_person

urlpatterns = [
    path("", intake_board.intake_board, name="intake_board"),
    path("new/", new_person.new_person, name="new_person"),
    path("new/<int:patient_id>/", new_person.new_intake, name="new_intake"),
    path("<int:intake_id>/move/", intake_board.move, name="move_intake"),
    path("<int:intake_id>/take/", intake_board.take, name="take_intake"),
    path("<int:intake_id>/assign/", intake_board.assign, name="assign_intake"),
    path("<int:intake_id>/withdraw/", intake_board.withdraw_intake, name="withdraw_intake"),
    path("<int:intake_id>/reopen/", intake_board.reopen_intake, name="reopen_intake"),
]
