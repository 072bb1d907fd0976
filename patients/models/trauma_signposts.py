"""What shows others the way with somebody: triggers, warning signs, what helps, what to avoid in the room."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patients.models.trauma_sharing import InTrust, Whose
from patients.queries.trauma import SignpostQuerySet
from patients.rules.reading_rights import Part


class Signpost(InTrust):
    """A trigger, a warning sign, a coping strategy or a wish for the room, in whose words.

    One table for the four: they are told in one breath, added, taken back and read in the same way, and the banner of
    each chart page asks for them in one question. None is ever deleted; one that holds no longer is followed by a
    further row that says why.
    """

    class Kind(models.TextChoices):
        TRIGGER = "trigger", _("trigger")
        WARNING_SIGN = "warning-sign", _("warning sign")
        COPING = "coping", _("coping strategy")
        ROOM = "room-preference", _("wish for the room")

    class About(models.TextChoices):
        GROUNDING = "grounding", _("grounding")
        OTHER_HELP = "other-help", _("something else that helps")
        TOUCH = "touch", _("touch")
        DOORS = "doors", _("closed doors")
        BEHIND = "behind", _("somebody standing or sitting behind them")
        WORDS = "words", _("certain words")
        GENDER = "gender", _("the clinician's gender")
        OTHER_WISH = "other-wish", _("something else")

    kind = models.CharField(_("what it is"), max_length=20, choices=Kind)
    about = models.CharField(_("about"), max_length=20, choices=About, blank=True)
    words = models.CharField(_("in words"), max_length=300, blank=True)
    whose = models.CharField(_("whose words"), max_length=20, choices=Whose, default=Whose.THEIRS)
    withdrawn_because = models.CharField(_("why it holds no longer"), max_length=200, blank=True)

    objects = SignpostQuerySet.as_manager()  # type: ignore[misc]  # it asks the patient's choice of readers too

    told_apart_by: ClassVar[tuple[str, ...]] = ("kind", "about", "words")

    class Meta(InTrust.Meta):
        verbose_name = _("signpost")
        verbose_name_plural = _("signposts")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["trigger", "warning-sign"], about="")
                | Q(kind="coping", about__in=["grounding", "other-help"])
                | Q(
                    kind="room-preference",
                    about__in=["touch", "doors", "behind", "words", "gender", "other-wish"],
                ),
                name="signpost_is_about_something_of_its_kind",
                violation_error_message=_("Choose what it is about."),
            ),
            models.CheckConstraint(
                condition=~Q(words="") | Q(about__in=["touch", "doors", "behind"]),
                name="signpost_says_what_it_is",
                violation_error_message=_("Write it in a few words."),
            ),
        ]
        indexes = [models.Index(fields=["patient", "kind", "-id"], name="signpost_by_patient")]

    def __str__(self) -> str:
        return f"signpost {self.pk}"

    @property
    def part(self) -> Part:
        return PART_OF[Signpost.Kind(self.kind)]


PART_OF = {
    Signpost.Kind.TRIGGER: Part.TRIGGERS,
    Signpost.Kind.WARNING_SIGN: Part.TRIGGERS,
    Signpost.Kind.COPING: Part.ROOM,
    Signpost.Kind.ROOM: Part.ROOM,
}
