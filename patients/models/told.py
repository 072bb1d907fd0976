"""What every row about somebody's health has in common: who told it, who wrote it down, and that it stays."""

from datetime import timedelta
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.queries.told import ToldQuerySet
from practice.database.rights import Rights
from practice.staff.models import User

# The moment is ours and the recording the database's, and no two clocks agree.
CLOCKS_DIFFER = timedelta(minutes=5)
ADVANCE = """
    UPDATE patients_chartversion SET version = version + 1 WHERE patient_id = NEW.patient_id;
    RETURN NULL;
"""


class Source(models.TextChoices):
    """Where it is known from."""

    PATIENT = "patient", _("patient, in person or in writing")
    PHONE = "phone", _("patient, by phone")
    SESSION = "session", _("in a session")
    STAFF = "staff", _("seen or measured by staff")
    RECORDS = "records", _("a letter or a laboratory")


class Told(models.Model):
    """One thing that is known of a patient's health. Only ever added to: of several about the same thing the newest
    counts, and that something holds no longer is a further row. `told_apart_by` names what makes it the same thing.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("known from"), max_length=10, choices=Source)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ToldQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY
    told_apart_by: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True
        ordering = ["patient", "-id"]
        triggers = [
            pgtrigger.Trigger(
                name="what_is_told_advances_the_chart",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=ADVANCE,
            )
        ]
