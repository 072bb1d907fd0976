"""Addresses of plans and the log; ids only."""

from django.urls import path

from medications.views import (
    cosigning,
    drafting,
    elsewhere,
    entries,
    holding,
    logging_effects,
    observing,
    other_medications,
    plans,
    reviewing,
    sitting,
    stepping,
)

LOG = "patients/<int:patient_id>/log/"
PLAN = "plans/<int:plan_id>/"

urlpatterns = [
    path(LOG, logging_effects.log, name="log"),
    path(f"{LOG}report/", logging_effects.write_log, {"sent": "report"}, name="log_report"),
    path(f"{LOG}check-in/", logging_effects.write_log, {"sent": "check_in"}, name="log_check_in"),
    path(f"{LOG}not-reached/", logging_effects.write_log, {"sent": "not_reached"}, name="log_not_reached"),
    path(f"{LOG}wait/", logging_effects.write_log, {"sent": "wait"}, name="ask_to_wait"),
    path(f"{LOG}wait-withdrawn/", logging_effects.write_log, {"sent": "wait_withdrawn"}, name="withdraw_wait"),
    path("log/<int:entry_id>/correct/", entries.correct, name="correct_entry"),
    path("log/<int:entry_id>/resolve/", entries.resolve, name="resolve_entry"),
    path("patients/<int:patient_id>/plans/new/", drafting.new_plan, name="new_plan"),
    path("patients/<int:patient_id>/dose-in-use/", observing.observed_dose, name="observed_dose"),
    path("patients/<int:patient_id>/elsewhere/record/", other_medications.record_other, name="record_other_medication"),
    path("elsewhere/<int:other_id>/change/", other_medications.change_other, name="change_other_medication"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}log/", plans.plan_log, name="plan_log"),
    path(f"{PLAN}activate/", drafting.activate, name="activate_plan"),
    path(f"{PLAN}review/", reviewing.review, name="review"),
    path(f"{PLAN}still-stands/", reviewing.still_stands, name="still_stands"),
    path(f"{PLAN}sitting/", sitting.sitting, name="sitting"),
    path(f"{PLAN}step-up/", stepping.step_up, name="step_up"),
    path(f"{PLAN}step-down/", stepping.step_down, name="step_down"),
    path(f"{PLAN}hold/", holding.hold, name="hold"),
    path(f"{PLAN}lift-hold/", holding.lift, name="lift_hold"),
    path(f"{PLAN}pause/", holding.pause, name="pause"),
    path(f"{PLAN}stop/", holding.stop, name="stop"),
    path(f"{PLAN}close/", holding.close, name="close_plan"),
    path(f"{PLAN}co-sign/ask/", cosigning.ask, name="ask_for_cosign"),
    path(f"{PLAN}co-sign/", cosigning.sign, name="cosign"),
    path(f"{PLAN}acknowledge/<slug:code>/", cosigning.acknowledge_blocker, name="acknowledge"),
    path(f"{PLAN}together-with/<slug:partner>/", cosigning.acknowledge_pair, name="acknowledge_pair"),
    path(f"{PLAN}missed-doses/", elsewhere.missed_doses, name="missed_doses"),
    path(f"{PLAN}consent/", elsewhere.give, name="give_consent"),
    path(f"{PLAN}consent/withdraw/", elsewhere.withdraw, name="withdraw_consent"),
]
