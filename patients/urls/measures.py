"""Measures of a patient: filled in, read, handed over to fill in themselves."""

from django.urls import path

from patients.views import measures, measures_filling, measures_handing, risk_answers

urlpatterns = [
    path("<int:patient_id>/measures/", measures.measures, name="measures"),
    path("<int:patient_id>/measures/table/", measures.table, name="measures_table"),
    path("<int:patient_id>/measures/hand-over/", measures_handing.hand_over, name="hand_over_measures"),
    path("<int:patient_id>/measures/<slug:measure>/", measures.one_measure, name="measure"),
    path("<int:patient_id>/measures/<slug:measure>/new/", measures_filling.new_assessment, name="new_assessment"),
    path(
        "assessments/<int:assessment_id>/take-back/", measures_filling.take_back_assessment, name="take_back_assessment"
    ),
    path("assessments/<int:risk_id>/risk/", risk_answers.risk_answer, name="risk_answer"),
    path("measure-sheets/<int:sheet_id>/end/", measures_handing.end_sheet, name="end_measure_sheet"),
    path("measure-sheets/<int:sheet_id>/code/", measures_handing.another_code, name="new_sheet_code"),
]
