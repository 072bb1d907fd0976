"""People who work here. A `Role` is a Django group; the table of permissions is in `roles`."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from practice.database.rights import Rights
from practice.staff.roles import PERMISSIONS, Permission, Role, allowed

if TYPE_CHECKING:
    from practice.staff.session_store import SessionStore


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is the sign-in."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def who_may(self, permission: Permission) -> "models.QuerySet[User]":
        """Everybody who may do that, as `User.may` says it of one."""
        roles = PERMISSIONS.get(permission, frozenset())
        return self.filter(is_active=True, groups__name__in=[role.value for role in roles]).distinct()

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with a sign-in. Accounts are switched off, never deleted: their name stands on what they signed."""

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("name"), max_length=120, help_text=_("As colleagues and patients know them."))
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="account_email_unique_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def get_full_name(self) -> str:
        return self.display_name

    def roles(self) -> frozenset[Role]:
        """The person's roles, read once per instance (a request, a task)."""
        if not hasattr(self, "_roles"):
            names = [group.name for group in self.groups.all()]
            self._roles = frozenset(Role(name) for name in names if name in Role.values)
        return self._roles

    def may(self, permission: Permission) -> bool:
        """Whether this person may do that; somebody who is switched off may do nothing."""
        return self.is_active and allowed(self.roles(), permission)


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class RoleHeld(User.groups.through):  # type: ignore[name-defined]
    """The table of who holds which role, watched so that every change of a role is in the history."""

    class Meta:
        proxy = True


class SignIn(AbstractBaseSession):
    """A browser's session. `signed_in_by` says whose, once somebody has signed in there.

    It stands in for Django's own table, so that all sessions of one person are found, and ended, by one statement.
    """

    signed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="sign_ins")

    database_rights: ClassVar[Rights] = Rights.FREE

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        # The whole key would let its reader in.
        return f"sign-in {self.session_key[:5]}"

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        from practice.staff.session_store import SessionStore

        return SessionStore


class TimeRange(Func):
    """A half-open range of moments from two columns; an empty end is open."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class CoverQuerySet(models.QuerySet["Cover"]):
    def in_force(self, at: datetime) -> "CoverQuerySet":
        return self.filter(starts_at__lte=at, ends_at__gt=at)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Cover(models.Model):
    """Who stands in for whom, from when until when (UTC, half-open). Named cover counts as on the team."""

    absent = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="covers_for_me", verbose_name=_("who is away")
    )
    stand_in = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="covers_i_give", verbose_name=_("who stands in")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, editable=False)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("cover")
        verbose_name_plural = _("cover")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="cover_ends_after_it_starts",
                violation_error_message=_("Cover ends after it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("stand_in")),
                name="cover_is_somebody_else",
                violation_error_message=_("Somebody else stands in."),
            ),
            ExclusionConstraint(
                name="cover_one_stand_in_at_a_time",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Somebody already stands in during that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"cover {self.pk}"

    def clean(self) -> None:
        # A form leaves out what could not be read.
        if None not in (self.starts_at, self.ends_at) and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Cover ends after it starts.")})
