"""Keeps a patient's prompts in step with what was just written; the sweep catches up on anything missed."""

from datetime import datetime

from practice.prompts.services.sweeping import refresh


def refresh_prompts(patient_id: int, *, at: datetime) -> None:
    """Run the sweep's statement for one patient, in the caller's transaction."""
    refresh(patient_id=patient_id, at=at)
