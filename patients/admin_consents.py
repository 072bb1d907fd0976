"""The texts that people agree to, in the administration: written as a draft, then published for good."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patients.models import ConsentWording
from patients.services.publishing_wordings import draft_next, next_number, publish_wording
from practice.staff.admin import HistoryAdmin
from practice.staff.administration_site import AdministrationAdmin, administrator

if TYPE_CHECKING:
    from django.forms import ModelForm


@admin.register(ConsentWording)
class ConsentWordingAdmin(AdministrationAdmin):
    """A draft can be changed until it is published; from then on the next version is another draft."""

    list_display = ["title", "kind", "number", "published_at", "is_shipped"]
    list_filter = ["kind"]
    fields = ["kind", "title", "text", "number", "is_shipped", "published_at", "published_by_name"]
    readonly_fields = ["number", "is_shipped", "published_at", "published_by_name"]
    actions = ["publish", "next_version"]

    @admin.display(description=_("published by"))
    def published_by_name(self, wording: ConsentWording) -> str:
        return wording.published_by.display_name if wording.published_by else ""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is published can be read."""
        return super().has_change_permission(request, obj) and (obj is None or obj.published_at is None)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A draft stays a draft of its kind, or its number would belong to another."""
        return [*self.readonly_fields, "kind"] if obj else list(self.readonly_fields)

    def save_model(
        self, request: HttpRequest, obj: ConsentWording, form: "ModelForm[ConsentWording]", change: bool
    ) -> None:
        if not change:
            obj.number = next_number(obj.kind)
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Publish what is ticked: people agree to this text from now on, and it never changes"))
    def publish(self, request: HttpRequest, wordings: QuerySet[ConsentWording]) -> None:
        self._each(request, wordings, publish_wording, gettext("It is published."))

    @admin.action(description=_("Write the next version of what is ticked, beginning with the same words"))
    def next_version(self, request: HttpRequest, wordings: QuerySet[ConsentWording]) -> None:
        self._each(request, wordings, draft_next, gettext("There is a draft of the next version."))

    def _each(
        self, request: HttpRequest, wordings: QuerySet[ConsentWording], service: Callable[..., object], said: str
    ) -> None:
        for wording in wordings:
            try:
                service(wording=wording, by=administrator(request), at=timezone.now())
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            else:
                messages.success(request, said)


admin.site.register(apps.get_model("patients", "ConsentWordingEvent"), HistoryAdmin)
