"""What every statement of the formulary has: where it comes from, how sure it is, and who confirmed it."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medications.terms import Standing
from practice.staff.models import User


def named(field: str, check: Callable[[Any], None], told: Any) -> None:
    """Runs a check, and says of which field it complains."""
    try:
        check(told)
    except ValidationError as wrong:
        raise ValidationError({field: wrong}) from wrong


class Statement(models.Model):
    """A fact of the formulary with its source and standing.

    `code` is the stable id of what is shipped, so that loading finds it again however a practice corrected it; what
    a practice adds needs none. What no longer holds is retired, never deleted.
    """

    code = models.SlugField(
        _("code"), max_length=120, null=True, blank=True, unique=True, help_text=_("Only what is shipped has one.")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    address = models.CharField(_("where to read it"), max_length=300, blank=True)
    standing = models.CharField(_("how sure"), max_length=20, choices=Standing, default=Standing.RECALLED)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, editable=False, verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    is_retired = models.BooleanField(_("no longer used"), default=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    Q(standing=Standing.CONFIRMED, confirmed_at__isnull=False, confirmed_by__isnull=False)
                    | (~Q(standing=Standing.CONFIRMED) & Q(confirmed_at=None, confirmed_by=None))
                ),
                name="%(class)s_is_confirmed_at_a_moment_by_somebody",
                violation_error_message=_("To confirm it, tick it in the list and choose “Confirm”."),
            ),
        ]
