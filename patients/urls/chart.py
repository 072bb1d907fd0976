"""Pages about patients: the lists, the chart and its parts."""

from django.urls import path

from patients.views import breaking_glass, chart, health, measurements, person, proposals, searching, sensitivity

urlpatterns = [
    path("", searching.patients, name="patients"),
    path("front-desk/", searching.front_desk, name="front_desk"),
    path("break-the-glass/", breaking_glass.break_the_glass, name="break_the_glass"),
    path("<int:patient_id>/", chart.chart, name="chart"),
    path("<int:patient_id>/person/", person.person, name="person"),
    path("<int:patient_id>/panels/<slug:name>/", chart.chart_panel, name="chart_panel"),
    path("<int:patient_id>/events/", chart.chart_event, name="chart_event"),
    path("<int:patient_id>/health/", health.health, name="chart_health"),
    path("<int:patient_id>/health/allergies/", health.allergy, name="record_allergy"),
    path("<int:patient_id>/health/no-known-allergies/", health.no_known_allergies, name="record_no_known_allergies"),
    path("allergies/<int:allergy_id>/withdraw/", health.withdraw_allergy, name="withdraw_allergy"),
    path("<int:patient_id>/health/conditions/", health.condition, name="record_condition"),
    path("<int:patient_id>/health/organs/", health.organ_function, name="record_organ_function"),
    path("<int:patient_id>/health/genotypes/", health.genotype, name="record_genotype"),
    path("<int:patient_id>/health/pregnancy/", health.pregnancy_answer, name="record_pregnancy_answer"),
    path("<int:patient_id>/health/substances/", health.substance_use, name="record_substance_use"),
    path("<int:patient_id>/sensitivity/", sensitivity.sensitivity, name="sensitivity"),
    path("<int:patient_id>/sensitivity/answers/", sensitivity.answers, name="record_sensitivity_answers"),
    path("<int:patient_id>/sensitivity/reactions/", sensitivity.reaction, name="record_reaction"),
    path("<int:patient_id>/sensitivity/setting/", sensitivity.setting, name="set_sensitivity"),
    path("reactions/<int:reaction_id>/withdraw/", sensitivity.withdraw_reaction, name="withdraw_reaction"),
    path(
        "sensitivity-answers/<int:answer_id>/withdraw/",
        sensitivity.withdraw_answer,
        name="withdraw_sensitivity_answer",
    ),
    path("<int:patient_id>/proposals/", proposals.proposals, name="proposals"),
    path("<int:patient_id>/measurements/", measurements.measurements, name="measurements"),
]
