"""Laying out notes anew: the next version is a copy of a format's last, changed in peace, then published for good."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import NoteFormat, NoteTemplate, NoteTemplateSection


@transaction.atomic
def next_template(*, format: NoteFormat, by: User, at: datetime) -> NoteTemplate:  # noqa: A002  # the word of the domain
    """The draft of a format: the one that is there, or a copy of its newest version. Raises PermissionDenied."""
    _may_word(by)
    format = NoteFormat.objects.select_for_update(no_key=True).get(pk=format.pk)  # noqa: A001
    last = format.templates.first()
    if last is not None and last.published_at is None:
        return last
    draft = NoteTemplate(format=format, number=last.number + 1 if last else 1, written_at=at, written_by=by)
    write(draft)
    NoteTemplateSection.objects.bulk_create(_copy(each, draft) for each in (last.sections.all() if last else ()))
    record("note_template.drafted", draft, by=by, at=at, format=format.pk, number=draft.number)
    return draft


@transaction.atomic
def publish_template(*, template: NoteTemplate, by: User, at: datetime) -> NoteTemplate:
    """From now on new notes begin with this version; notes that were begun before keep theirs.

    Raises PermissionDenied; ValidationError where it is published already or has no section.
    """
    _may_word(by)
    template = NoteTemplate.objects.select_for_update(no_key=True, of=("self",)).get(pk=template.pk)
    if template.published_at is not None:
        raise ValidationError(_("This version is published already."))
    if not template.sections.filter(is_left_out=False).exists():
        raise ValidationError(_("A template has at least one section."))
    template.published_at, template.published_by = at, by
    write(template)
    record("note_template.published", template, by=by, at=at, format=template.format_id, number=template.number)
    return template


def _may_word(by: User) -> None:
    if not (by.is_superuser or by.may(Permission.ADMINISTER)):
        raise PermissionDenied


def _copy(section: NoteTemplateSection, template: NoteTemplate) -> NoteTemplateSection:
    kept = {field.attname: getattr(section, field.attname) for field in section._meta.concrete_fields}
    return NoteTemplateSection(**{**kept, "id": None, "template_id": template.pk})
