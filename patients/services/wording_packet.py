"""Wording a section anew: the next version is a copy of the last, changed in peace, and then published for good."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.landing import kinds
from patients.models import PacketQuestion, PacketSection, SectionVersion
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission


@transaction.atomic
def next_version(*, section: PacketSection, by: User, at: datetime) -> SectionVersion:
    """The draft of a section: the one that is there, or a copy of its newest version. Raises PermissionDenied."""
    _may_word(by)
    section = PacketSection.objects.select_for_update(no_key=True).get(pk=section.pk)
    last = section.versions.first()
    if last is not None and last.published_at is None:
        return last
    draft = SectionVersion(
        section=section,
        number=last.number + 1 if last else 1,
        title=last.title if last else section.code,
        introduction=last.introduction if last else "",
        told_first=last.told_first if last else "",
        written_at=at,
        written_by=by,
    )
    write(draft)
    PacketQuestion.objects.bulk_create(_copy(question, draft) for question in (last.questions.all() if last else ()))
    record("packet_section.drafted", draft, by=by, at=at, section=section.pk, number=draft.number)
    return draft


@transaction.atomic
def publish(*, version: SectionVersion, by: User, at: datetime) -> SectionVersion:
    """From now on new packets offer this version; packets that were made before keep theirs.

    Raises PermissionDenied; ValidationError where it is published already, asks nothing, or cannot land.
    """
    _may_word(by)
    version = SectionVersion.objects.select_for_update(no_key=True, of=("self",)).get(pk=version.pk)
    if version.published_at is not None:
        raise ValidationError(_("This version is published already."))
    asked = [question for question in version.questions.all() if not question.is_left_out]
    if not asked:
        raise ValidationError(_("A section asks at least one question."))
    if version.section.is_off_private_link and not version.told_first.strip():
        raise ValidationError(_("A section that is off the private link says first what cannot be kept private."))
    _can_land(asked)
    version.published_at, version.published_by = at, by
    write(version)
    record("packet_section.published", version, by=by, at=at, section=version.section_id, number=version.number)
    return version


def _may_word(by: User) -> None:
    if not (by.is_superuser or by.may(Permission.ADMINISTER)):
        raise PermissionDenied


def _can_land(questions: list[PacketQuestion]) -> None:
    """As kinds that something offers to take over."""
    offered = {landing.kind for landing in kinds()}
    unknown = sorted({question.lands_as for question in questions if question.lands_as} - offered)
    if unknown:
        raise ValidationError(_("Nothing can be proposed for the chart as: %(kinds)s") % {"kinds": ", ".join(unknown)})


def _copy(question: PacketQuestion, version: SectionVersion) -> PacketQuestion:
    kept = {field.attname: getattr(question, field.attname) for field in question._meta.concrete_fields}
    return PacketQuestion(**{**kept, "id": None, "version_id": version.pk})
