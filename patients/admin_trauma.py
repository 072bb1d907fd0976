"""What the practice cannot keep private, in its own words: an administrator publishes the next version."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from patients.models import LimitsWording
from patients.services.trauma_history import limits_in_use, next_number, shipped_limits
from practice.staff.administration_site import AdministrationAdmin, administrator

if TYPE_CHECKING:
    from django.forms import ModelForm


@admin.register(LimitsWording)
class LimitsWordingAdmin(AdministrationAdmin):
    """Saving publishes. A version stays as it is; a change is the next version, begun from the one in use."""

    fields = ["text"]
    list_display = ["number", "published_at", "published_by_name"]
    list_select_related = ["published_by"]

    @admin.display(description=LimitsWording._meta.get_field("published_by").verbose_name)
    def published_by_name(self, wording: LimitsWording) -> str:
        return wording.published_by.display_name

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is published can be read."""
        return False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        wording = limits_in_use()
        return {"text": wording.text if wording else shipped_limits()}

    def save_model(
        self, request: HttpRequest, obj: LimitsWording, form: "ModelForm[LimitsWording]", change: bool
    ) -> None:
        obj.number, obj.published_at, obj.published_by = next_number(), timezone.now(), administrator(request)
        super().save_model(request, obj, form, change)
