"""What somebody needs so that a visit can happen at all: the way here, a child looked after, a language."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.queries.contact import NeedsQuerySet
from practice.staff.models import User


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class LogisticNeeds(models.Model):
    """What to arrange around somebody's visits. The front desk reads and writes it, so it says nothing about health.

    No row, and an empty answer, mean that nobody asked; that is no "no".
    """

    class Need(models.TextChoices):
        """Not asked is the third answer, and the empty one."""

        NEEDED = "needed", _("needed")
        NOT_NEEDED = "not-needed", _("not needed")

    patient = models.OneToOneField("patients.Patient", on_delete=models.PROTECT, related_name="logistic_needs")
    transport = models.CharField(_("transport"), max_length=10, choices=Need, blank=True)
    transport_words = models.CharField(_("from where, and how"), max_length=120, blank=True)
    childcare = models.CharField(_("childcare"), max_length=10, choices=Need, blank=True)
    childcare_words = models.CharField(_("for whom"), max_length=120, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=10, choices=Need, blank=True)
    interpreter_language = models.CharField(
        _("language of the interpreter"), max_length=40, blank=True, help_text=_("Sign languages are languages too.")
    )
    step_free = models.CharField(_("step-free way"), max_length=10, choices=Need, blank=True)
    hearing = models.CharField(_("what helps with hearing"), max_length=120, blank=True)
    sight = models.CharField(_("what helps with seeing"), max_length=120, blank=True)
    other = models.CharField(_("other needs"), max_length=200, blank=True)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    objects = NeedsQuerySet.as_manager()

    class Meta:
        verbose_name = _("needs around visits")
        verbose_name_plural = _("needs around visits")
        constraints = [
            models.CheckConstraint(
                condition=(Q(interpreter="needed") & ~Q(interpreter_language=""))
                | (~Q(interpreter="needed") & Q(interpreter_language="")),
                name="needs_interpreter_has_a_language",
                violation_error_message=_("Name the interpreter's language if, and only if, one is needed."),
            ),
            models.CheckConstraint(
                condition=(Q(transport="needed") | Q(transport_words=""))
                & (Q(childcare="needed") | Q(childcare_words="")),
                name="needs_words_belong_to_a_need",
                violation_error_message=_("Say how only where something is needed."),
            ),
        ]

    def __str__(self) -> str:
        return f"needs {self.pk}"
