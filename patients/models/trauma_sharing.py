"""What every row that somebody confided has in common, with whom they share it, and whether they may be asked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from patients.models.told import Source
from patients.queries.told import ToldQuerySet
from patients.rules.reading_rights import Part, Readers
from practice.database.rights import Rights
from practice.staff.models import User


class InTrust(models.Model):
    """One thing that somebody confided. Only ever added to; the newest about the same thing counts.

    It looks like `Told` and is not: what is told of somebody's health advances the chart version, so that reviews of
    a dose are looked at again. Nothing here bears on a dose. To confide in somebody would make one's own treatment
    wait, and a review that came back would tell colleagues that something was said which they may not read.
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


class Whose(models.TextChoices):
    """In whose words it stands."""

    THEIRS = "theirs", _("in their own words")
    SUMMED_UP = "summed-up", _("summed up by staff")
    CLOSE_TO_THEM = "close-to-them", _("in the words of somebody close to them")


class PartReaders(InTrust):
    """With whom somebody shares a part of what they confided, and at whose wish that was written down."""

    class Wish(models.TextChoices):
        THEIRS = "theirs", _("their own wish")
        SPEAKS_FOR_THEM = "speaks-for-them", _("the wish of somebody who may speak for them")

    part = models.CharField(_("which part"), max_length=20, choices=Part)
    readers = models.CharField(_("who may read it"), max_length=20, choices=Readers)
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("which person")
    )
    wish = models.CharField(_("whose wish it is"), max_length=20, choices=Wish)

    told_apart_by: ClassVar[tuple[str, ...]] = ("part",)

    class Meta(InTrust.Meta):
        verbose_name = _("choice of readers")
        verbose_name_plural = _("choices of readers")
        constraints = [
            models.CheckConstraint(
                condition=Q(readers=Readers.ONE_PERSON, person__isnull=False)
                | (~Q(readers=Readers.ONE_PERSON) & Q(person__isnull=True)),
                name="one_reader_has_a_name",
                violation_error_message=_("Name the person if, and only if, it is shared with one person."),
            ),
            models.CheckConstraint(
                condition=Q(part__in=Part.values, readers__in=Readers.values),
                name="readers_are_chosen_for_a_part",
                violation_error_message=_("Choose a part, and who may read it."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "part", "-id"], name="readers_by_patient")]

    def __str__(self) -> str:
        return f"choice of readers {self.pk}"


class AskingWish(InTrust):
    """How somebody wishes to be asked about a part: not now, not again, or that it may be asked again.

    That they brought it up themselves is a row too: it opens the part to whoever wrote that down, for one sitting, and
    takes no wish back.
    """

    class Wish(models.TextChoices):
        NOT_NOW = "not-now", _("not now")
        DO_NOT_ASK = "do-not-ask", _("please do not ask again")
        MAY_ASK = "may-ask", _("it may be asked again")
        BROUGHT_UP = "brought-up", _("they brought it up themselves")

    part = models.CharField(_("which part"), max_length=20, choices=Part)
    wish = models.CharField(_("their wish"), max_length=20, choices=Wish)
    ask_from_on = models.DateField(_("ask again from"), null=True, blank=True)
    words = models.CharField(_("in their words"), max_length=200, blank=True)

    told_apart_by: ClassVar[tuple[str, ...]] = ("part",)

    class Meta(InTrust.Meta):
        verbose_name = _("wish about asking")
        verbose_name_plural = _("wishes about asking")
        constraints = [
            models.CheckConstraint(
                condition=Q(wish="not-now") | Q(ask_from_on__isnull=True),
                name="asking_again_follows_not_now",
                violation_error_message=_("A day to ask again belongs to “not now”."),
            ),
            models.CheckConstraint(
                condition=Q(part__in=Part.values, wish__in=["not-now", "do-not-ask", "may-ask", "brought-up"]),
                name="wish_about_asking_is_about_a_part",
                violation_error_message=_("Choose a part, and what they wish."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "part", "-id"], name="asking_wish_by_patient")]

    def __str__(self) -> str:
        return f"wish about asking {self.pk}"
