"""Trauma history."""

from django.urls import path

from patients.views import narrative, trauma

urlpatterns = [
    path("<int:patient_id>/trauma/", trauma.trauma_history_page, name="trauma_history"),
    path("<int:patient_id>/trauma/limits/", trauma.explain_limits, name="explain_limits"),
    path("<int:patient_id>/trauma/experiences/", trauma.record_experience, name="record_experience"),
    path("experiences/<int:experience_id>/withdraw/", trauma.withdraw_experience, name="withdraw_experience"),
    path("<int:patient_id>/safety-check/", trauma.safety_check, name="safety_check"),
    path("<int:patient_id>/trauma/signposts/<slug:signpost_kind>/", trauma.add_signpost, name="add_signpost"),
    path("signposts/<int:signpost_id>/withdraw/", trauma.withdraw_signpost, name="withdraw_signpost"),
    path("<int:patient_id>/trauma/<slug:shared_part>/readers/", trauma.set_readers, name="set_readers"),
    path("<int:patient_id>/trauma/<slug:shared_part>/asking/", trauma.record_asking_wish, name="record_asking_wish"),
    path("<int:patient_id>/trauma/<slug:shared_part>/brought-up/", trauma.bring_up, name="bring_up"),
    path("<int:patient_id>/trauma/narratives/", narrative.write_narrative, name="write_narrative"),
    path("<int:patient_id>/trauma/narratives/take-back/", narrative.take_back_narrative, name="take_back_narrative"),
    path("narratives/<int:narrative_id>/open/", narrative.open_narrative, name="open_narrative"),
]
