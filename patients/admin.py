"""Patients in the administration: how to reach them and who treats them, nothing of what they told."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest

from patients.admin_merging import Merging
from patients.models import AccessGrant, CareTeamMember, Patient
from practice.staff.admin import HistoryAdmin
from practice.staff.administration_site import ReadOnlyAdmin, administrator, may_administer
from practice.staff.forms import PersonField
from practice.staff.models import User


class CareTeamInline(admin.TabularInline):
    """The team, past places included; a place is ended, not deleted."""

    model = CareTeamMember
    fields = ["user", "role", "starts_at", "ends_at", "is_point_of_contact"]
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Patient | None = None) -> bool:
        return may_administer(request.user)

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Patient | None = None) -> bool:
        return False

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        accounts = User.objects.order_by("display_name", "pk")
        return super().formfield_for_foreignkey(db_field, request, queryset=accounts, form_class=PersonField, **kwargs)


@admin.register(Patient)
class PatientAdmin(Merging):
    """Identity and logistics. Sex for dosing and sensitivity belong to the chart and are not here."""

    list_display = ["record_number", "chosen_name", "birth_date"]
    search_fields = ["=record_number", "chosen_name", "legal_name"]
    ordering = ["chosen_name", "pk"]
    fields = [
        "record_number",
        "chosen_name",
        "legal_name",
        "pronouns",
        "birth_date",
        "language",
        "phone",
    ]
    inlines = [CareTeamInline]

    def save_model(self, request: HttpRequest, obj: Patient, form: "ModelForm[Patient]", change: bool) -> None:
        if not change:
            obj.created_by = administrator(request)
        super().save_model(request, obj, form, change)

    def save_formset(
        self,
        request: HttpRequest,
        form: "ModelForm[Patient]",
        formset: "BaseModelFormSet[CareTeamMember, ModelForm[CareTeamMember]]",
        change: bool,
    ) -> None:
        for member in formset.save(commit=False):
            if member._state.adding:
                member.recorded_by = administrator(request)
            member.save()
        formset.save_m2m()


@admin.register(AccessGrant)
class AccessGrantAdmin(ReadOnlyAdmin):
    """Whose chart was opened to whom, until when. The reason is clinical and stays out."""

    fields = readonly_fields = ("patient_id", "user_id", "kind", "granted_at", "granted_by_id", "expires_at")
    list_display = ["id", "patient_id", "user_id", "kind", "granted_at", "granted_by_id", "expires_at"]
    list_filter = ["kind"]
    show_full_result_count = False


admin.site.register(apps.get_model("patients", "CareTeamMemberEvent"), HistoryAdmin)

from patients import admin_consents, admin_measures, admin_packet, admin_trauma  # noqa: E402, F401
