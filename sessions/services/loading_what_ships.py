"""What every practice begins with: formulary, packet, texts of consents, kinds of visit, templates of notes."""

from datetime import datetime

from django.db import transaction

from medications.services.loading_formulary import load_formulary
from medications.services.loading_target_measures import load_target_measures
from patients.services.loading_packet import load_packet
from patients.services.loading_wordings import load_wordings
from sessions.services.loading_templates import load_note_templates, load_techniques
from sessions.services.loading_visit_types import load_visit_types


@transaction.atomic
def load_what_ships(*, at: datetime) -> None:
    """Add what is missing; change nothing that is there, so a practice's own wording and facts stay."""
    load_formulary()
    load_target_measures()
    load_packet(at=at)
    load_wordings(at=at)
    load_visit_types()
    load_note_templates(at=at)
    load_techniques()
