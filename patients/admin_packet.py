"""The packet in the administration: its sections, their wording version by version, and words on people's own pages.

What anybody answered is not here at all.
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

from patients.models import PacketQuestion, PacketSection, PatientPagesSetting, SectionVersion
from patients.services.wording_packet import next_version, publish
from practice.staff.administration_site import AdministrationAdmin, administrator, may_administer


class Lines(forms.Field):
    """A list, written one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "cols": 40})

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else str(value or "")

    def to_python(self, value: Any) -> list[str]:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class QuestionForm(forms.ModelForm):
    """One question of a draft."""

    choices = Lines(label=_("choices, one a line"), required=False)


class QuestionInline(admin.StackedInline):
    """The questions of a version: changed in a draft, read afterwards. None is deleted; one may be left out."""

    model = PacketQuestion
    form = QuestionForm
    extra = 1
    fields = (
        ("position", "code", "kind"),
        "text",
        "help",
        "choices",
        ("lands_as", "is_sensitive", "is_asked_first", "is_left_out"),
    )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user) and (obj is None or obj.published_at is None)

    has_add_permission = has_change_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(PacketSection)
class PacketSectionAdmin(AdministrationAdmin):
    """The sections and their order. Their wording is a version."""

    list_display = ["code", "position", "is_offered", "is_off_private_link"]
    fields = ["code", "position", "is_offered", "is_off_private_link"]
    actions = ["write_next_version"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    @admin.action(description=_("Word it anew: begin the next version"))
    def write_next_version(self, request: HttpRequest, sections: "QuerySet[PacketSection]") -> None:
        for section in sections:
            next_version(section=section, by=administrator(request), at=timezone.now())
        messages.success(request, gettext("The drafts are under “Versions of a section”."))


@admin.register(SectionVersion)
class SectionVersionAdmin(AdministrationAdmin):
    """The wording of a section. A draft is changed here and published; what is published stays."""

    list_display = ["section_code", "number", "title", "published_at"]
    list_filter = [("published_at", admin.EmptyFieldListFilter), "section__code"]
    list_select_related = ["section"]
    fields = ["section_code", "number", "title", "introduction", "told_first", "published_at"]
    readonly_fields = ["section_code", "number", "published_at"]
    inlines = [QuestionInline]
    actions = ["publish_drafts"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.published_at is None)

    @admin.display(description=_("section"), ordering="section__position")
    def section_code(self, version: SectionVersion) -> str:
        return version.section.code

    @admin.action(description=_("Publish: new packets offer it from now on"))
    def publish_drafts(self, request: HttpRequest, versions: "QuerySet[SectionVersion]") -> None:
        for version in versions:
            try:
                publish(version=version, by=administrator(request), at=timezone.now())
            except ValidationError as error:
                messages.error(request, f"{version.section.code}: {' '.join(error.messages)}")
            else:
                messages.success(request, gettext("Published: %(code)s") % {"code": version.section.code})


@admin.register(PatientPagesSetting)
class PatientPagesSettingAdmin(AdministrationAdmin):
    """Crisis lines, and where "Leave quickly" leads: one row."""

    list_display = ["id", "leave_to"]
    fields = ["crisis_lines", "leave_to"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not PatientPagesSetting.objects.exists()
