"""Notes in the administration: their formats, worded version by version, the usual one of each kind, and techniques.

What anybody wrote in a note is not here at all.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practice.staff.administration_site import AdministrationAdmin, administrator, may_administer
from sessions.models import NoteFormat, NoteTemplate, NoteTemplateSection, Technique, UsualFormat
from sessions.note_kinds import NoteKind
from sessions.services.publishing_templates import next_template, publish_template


def title_of(each: models.Model) -> str:
    """By the name that people know; `__str__` never tells it, because logs use that."""
    return str(getattr(each, "title", each))


class FormatForm(forms.ModelForm):
    """A format, with the kinds of note as boxes to tick."""

    kinds = forms.MultipleChoiceField(
        label=_("offered for"), choices=NoteKind.choices, widget=forms.CheckboxSelectMultiple
    )


class UsualFormatForm(forms.ModelForm):
    """What a new note of a kind begins with: a format that is offered for it and has been published."""

    def clean_format(self) -> NoteFormat:
        chosen: NoteFormat = self.cleaned_data["format"]
        is_published = chosen.templates.exclude(published_at=None).exists()
        if self.instance.kind not in chosen.kinds or not is_published:
            raise ValidationError(_("Choose a format that is offered for this kind and has been published."))
        return chosen


class SectionInline(admin.TabularInline):
    """The sections of a version: changed in a draft, read afterwards. None is deleted; one may be left out."""

    model = NoteTemplateSection
    extra = 1
    fields = ("position", "code", "title", "hint", "is_left_out")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user) and (obj is None or obj.published_at is None)

    has_add_permission = has_change_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(NoteFormat)
class NoteFormatAdmin(AdministrationAdmin):
    """The formats, and which kinds of note they are offered for. Their sections are a version."""

    form = FormatForm
    list_display = ["title", "code", "position"]
    fields = ["code", "title", "kinds", "position"]
    actions = ["write_next_version"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    @admin.action(description=_("Lay it out anew: begin the next version"))
    def write_next_version(self, request: HttpRequest, formats: "QuerySet[NoteFormat]") -> None:
        for each in formats:
            next_template(format=each, by=administrator(request), at=timezone.now())
        messages.success(request, gettext("The drafts are under “Templates of notes”."))


@admin.register(NoteTemplate)
class NoteTemplateAdmin(AdministrationAdmin):
    """The sections of a format. A draft is changed here and published; what is published stays."""

    list_display = ["format_title", "number", "published_at"]
    list_filter = [("published_at", admin.EmptyFieldListFilter)]
    list_select_related = ["format"]
    fields = ["format_title", "number", "published_at"]
    readonly_fields = ["format_title", "number", "published_at"]
    inlines = [SectionInline]
    actions = ["publish_drafts"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.published_at is None)

    @admin.display(description=_("format"), ordering="format__position")
    def format_title(self, template: NoteTemplate) -> str:
        return template.format.title

    @admin.action(description=_("Publish: new notes begin with it from now on"))
    def publish_drafts(self, request: HttpRequest, templates: "QuerySet[NoteTemplate]") -> None:
        for template in templates:
            try:
                publish_template(template=template, by=administrator(request), at=timezone.now())
            except ValidationError as error:
                messages.error(request, f"{template.format.title}: {' '.join(error.messages)}")
            else:
                messages.success(request, gettext("Published: %(title)s") % {"title": template.format.title})


@admin.register(UsualFormat)
class UsualFormatAdmin(AdministrationAdmin):
    """Which format a new note of each kind begins with."""

    form = UsualFormatForm
    list_display = ["kind", "format_title"]
    list_select_related = ["format"]
    fields = ["kind", "format"]
    readonly_fields = ["kind"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("format"))
    def format_title(self, usual: UsualFormat) -> str:
        return usual.format.title

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            field.label_from_instance = title_of  # type: ignore[method-assign, assignment]
        return field


@admin.register(Technique)
class TechniqueAdmin(AdministrationAdmin):
    """The practice's own list. What was recorded keeps its meaning: a code, and what it counts as, stay."""

    list_display = ["name", "is_exposure", "is_offered", "position"]
    fields = ["code", "name", "is_exposure", "is_offered", "position"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "is_exposure"] if obj else []
