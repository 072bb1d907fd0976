"""What session notes are about: one word for each kind, the same in code, tables, addresses and pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoteKind(models.TextChoices):
    """What happened that is written down."""

    MEDICATION_VISIT = "medication-visit", _("Medication visit")
    INDIVIDUAL_THERAPY = "individual-therapy", _("Individual therapy")
    GROUP = "group", _("Group")
    FAMILY = "family", _("Family")
    TELEPHONE = "telephone", _("Telephone")
    TEAM_MEETING = "team-meeting", _("Team meeting")


# A group note is about nobody in particular: who was there each has a line of their own.
WITHOUT_A_PATIENT = frozenset({NoteKind.GROUP})
WITH_A_PERSON = frozenset(
    {NoteKind.MEDICATION_VISIT, NoteKind.INDIVIDUAL_THERAPY, NoteKind.FAMILY, NoteKind.TELEPHONE, NoteKind.TEAM_MEETING}
)
# Where the trauma-informed frame belongs: somebody was there to be settled or not.
FRAMED = frozenset({NoteKind.MEDICATION_VISIT, NoteKind.INDIVIDUAL_THERAPY, NoteKind.FAMILY, NoteKind.TELEPHONE})
