"""What can be asked about notes, always on behalf of somebody."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from patients.models import Patient
from practice.staff.models import User
from practice.staff.roles import Permission

if TYPE_CHECKING:
    from sessions.models import SessionNote, Supervision  # noqa: F401


class SupervisionQuerySet(models.QuerySet["Supervision"]):
    """Who co-signs whose notes."""

    def in_force(self, at: datetime) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)


class SessionNoteQuerySet(models.QuerySet["SessionNote"]):
    """Notes. A draft is its author's alone; a signed one is read by whoever may open the chart."""

    def visible_to(self, user: User, at: datetime | None = None) -> Self:
        """One's own drafts, what is set aside too; signed notes of charts that one may open, a group's by way of any
        member; and signed notes of those whose supervisor one was or is, as one answers for them.
        """
        if not user.may(Permission.OPEN_CHARTS):
            return self.none()
        at = at or timezone.now()
        readable = Q(patient__in=Patient.objects.visible_to(user, at)) | self._of_their_groups(user, at)
        signed = Q(signed_at__isnull=False) & (readable | self._supervised_by(user, at))
        return self.filter(Q(author=user, signed_at=None) | signed)

    def drafts_of(self, user: User) -> Self:
        """What somebody has begun and neither signed nor set aside."""
        return self.filter(author=user, signed_at=None, set_aside_at=None)

    def signed(self) -> Self:
        return self.filter(signed_at__isnull=False)

    def of_patient(self, patient_id: int) -> Self:
        """Somebody's own notes, and those of groups in which they have a line."""
        from sessions.models import GroupLine

        lines = GroupLine.objects.filter(note=OuterRef("pk"), patient=patient_id)
        return self.filter(Q(patient=patient_id) | Exists(lines))

    def waiting_for_cosign(self) -> Self:
        """Signed by somebody who had a supervisor at that moment, and not co-signed yet."""
        return self.signed().filter(Exists(self._supervision_then()), cosignature=None)

    def for_cosigning_by(self, user: User, at: datetime) -> Self:
        """Notes that wait for this person's co-signature."""
        return self.waiting_for_cosign().filter(self._supervised_by(user, at)).exclude(author=user)

    @staticmethod
    def _of_their_groups(user: User, at: datetime) -> Q:
        """Notes of groups with a line of somebody whose chart they may open; also a group that they led themselves."""
        from sessions.models import GroupLine

        patients = Patient.objects.visible_to(user, at)
        lines = GroupLine.objects.filter(note=OuterRef("pk"), patient__in=patients)
        return Q(patient=None) & (Q(author=user) | Q(Exists(lines)))

    @classmethod
    def _supervised_by(cls, user: User, at: datetime) -> Q:
        """Whose supervisor they were when it was signed; of what waits still, also whose supervisor they are now."""
        then = cls._supervision_then()
        now = Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))
        theirs_now = cls._supervision().filter(now, supervisor=user)
        waits = Q(Exists(then), cosignature=None)
        return Q(Exists(then.filter(supervisor=user))) | Q(Exists(theirs_now)) & waits

    @classmethod
    def _supervision_then(cls) -> "SupervisionQuerySet":
        """Supervision of a note's author at the moment of the signature."""
        ends_later = Q(ends_at=None) | Q(ends_at__gt=OuterRef("signed_at"))
        return cls._supervision().filter(ends_later, starts_at__lte=OuterRef("signed_at"))

    @staticmethod
    def _supervision() -> "SupervisionQuerySet":
        from sessions.models import Supervision

        return Supervision.objects.filter(supervisee=OuterRef("author"))

    def latest_first(self) -> Self:
        return self.order_by(F("took_place_from").desc(), "-id")
