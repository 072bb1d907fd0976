"""The official words of a measure as the practice has loaded them, its permission to use them, and its own bands."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.queries.assessments import MeasureWordingQuerySet
from practice.database.rights import Rights
from practice.staff.models import User


class MeasureWording(models.Model):
    """A version of a measure's official wording, read from a file. The newest counts; one that was shown stays.

    `digest` tells files apart, so that the same one is not loaded twice in a row.
    """

    measure = models.CharField(_("measure"), max_length=40)
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=20, blank=True)
    instructions = models.TextField(_("instructions"), blank=True)
    owner = models.TextField(_("whose wording it is"), blank=True)
    digest = models.CharField(max_length=64, editable=False)
    recorded_at = models.DateTimeField(_("loaded"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MeasureWordingQuerySet.as_manager()

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("wording of a measure")
        verbose_name_plural = _("wordings of measures")
        ordering = ["measure", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"],
                name="measure_wording_version_once",
                violation_error_message=_("There is this version already."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(measure="") & ~Q(title=""),
                name="measure_wording_says_of_what",
            ),
        ]

    def __str__(self) -> str:
        return f"wording of a measure {self.pk}"


class MeasureWordingItem(models.Model):
    """One item in the official words. `labels` are its answers' words by their values."""

    wording = models.ForeignKey(MeasureWording, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(_("item"), max_length=10)
    text = models.TextField(_("text"))
    labels = models.JSONField(_("words of the answers"), default=dict, blank=True)

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("item of a measure's wording")
        verbose_name_plural = _("items of a measure's wording")
        ordering = ["wording", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wording", "code"], name="measure_wording_has_an_item_once"),
            models.CheckConstraint(condition=~Q(text=""), name="measure_wording_item_has_words"),
        ]

    def __str__(self) -> str:
        return f"item of a wording {self.pk}"


class MeasurePermission(models.Model):
    """An administrator's word on whether permission to use a wording is on file, and where. The newest counts.

    We cannot check it: it says who looked.
    """

    measure = models.CharField(_("measure"), max_length=40)
    is_on_file = models.BooleanField(_("we have permission to use it"), default=True)
    where = models.CharField(
        _("where it is kept"),
        max_length=300,
        help_text=_("Who gave permission, when, and where the letter or licence is kept; or why it ended."),
    )
    recorded_at = models.DateTimeField(_("written down"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    database_rights: ClassVar[Rights] = Rights.APPEND_ONLY

    class Meta:
        verbose_name = _("permission to use a measure")
        verbose_name_plural = _("permissions to use measures")
        ordering = ["measure", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(where="") & ~Q(measure=""),
                name="measure_permission_says_where_it_is_kept",
                violation_error_message=_("Write where the permission is kept."),
            )
        ]

    def __str__(self) -> str:
        return f"permission to use a measure {self.pk}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PracticeBand(models.Model):
    """A band of the practice's own: it begins at a total and reaches up to the next. Those of a measure replace ours.

    Published splits differ (alcohol withdrawal above all), and which one to go by is for the practice to say.
    """

    measure = models.CharField(_("measure"), max_length=40)
    from_total = models.PositiveSmallIntegerField(_("from a total of"))
    label = models.CharField(_("what it is called"), max_length=60)
    is_retired = models.BooleanField(_("no longer used"), default=False)

    class Meta:
        verbose_name = _("band of the practice's own")
        verbose_name_plural = _("bands of the practice's own")
        ordering = ["measure", "from_total"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "from_total"],
                condition=Q(is_retired=False),
                name="practice_band_begins_once",
                violation_error_message=_("Another band of this measure begins there."),
            ),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(measure=""),
                name="practice_band_has_a_name",
                violation_error_message=_("Write what the band is called."),
            ),
        ]

    def __str__(self) -> str:
        return f"band of the practice {self.pk}"
