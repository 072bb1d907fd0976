"""What can be asked about templates of notes. They are about nobody."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from sessions.models import NoteTemplate, NoteTemplateSection, SessionNote


class NoteTemplateQuerySet(models.QuerySet["NoteTemplate"]):
    """Versions of formats."""

    def published(self) -> Self:
        return self.exclude(published_at=None)

    def newest_published(self) -> Self:
        """Of each format the version that is in force."""
        newest = self.model.objects.published().filter(format=OuterRef("format")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def offered_for(self, kind: str) -> Self:
        """The versions in force that a note of this kind can have, in order."""
        offered = self.newest_published().filter(format__kinds__contains=[kind])
        return offered.select_related("format").order_by("format__position", "format_id")


def template_in_force(kind: str) -> "NoteTemplate | None":
    """What a new note of this kind begins with. Every practice has one from the start (`load_what_ships`)."""
    from sessions.models import NoteTemplate, UsualFormat

    usual = UsualFormat.objects.filter(kind=kind).values("format")
    return NoteTemplate.objects.published().filter(format__in=usual).order_by("-number").first()


def sections_of(note: "SessionNote") -> "list[NoteTemplateSection]":
    """The sections of the version that a note was begun with, in order; one plain one where it has no template."""
    from sessions.models import NoteTemplateSection

    if note.template_id is None:
        return [NoteTemplateSection(code="what-happened", title=_("What happened"), position=10)]
    return list(NoteTemplateSection.objects.filter(template=note.template_id, is_left_out=False).order_by("position"))
