"""Places, kinds of visit, clinicians and their hours in the administration. Nothing of a patient is here."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelChoiceField, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from practice.staff.administration_site import AdministrationAdmin, administrator
from practice.staff.models import User
from practice.staff.roles import Permission
from sessions.models import (
    Availability,
    AvailabilityException,
    ClinicianProfile,
    Location,
    Room,
    VisitType,
)


def name_of(row: models.Model) -> str:
    """Rows by the name that people know; `__str__` never tells it, because logs use that."""
    if isinstance(row, ClinicianProfile):
        return row.user.display_name
    return row.display_name if isinstance(row, User) else str(getattr(row, "name", row))


class ByNameAdmin(AdministrationAdmin):
    """Offers clinicians, places and kinds of visit by name."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if db_field.related_model is ClinicianProfile:
            kwargs["queryset"] = ClinicianProfile.objects.select_related("user")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if isinstance(field, ModelChoiceField):
            field.label_from_instance = name_of  # type: ignore[method-assign,assignment]
        return field

    def formfield_for_manytomany(
        self, db_field: "models.ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if isinstance(field, ModelMultipleChoiceField):
            field.label_from_instance = name_of  # type: ignore[method-assign,assignment]
        return field


@admin.register(Location)
class LocationAdmin(AdministrationAdmin):
    list_display = ["name", "time_zone", "is_active"]
    search_fields = ["name"]


@admin.register(Room)
class RoomAdmin(ByNameAdmin):
    list_display = ["name", "location_name", "is_step_free", "is_active"]
    list_select_related = ["location"]
    list_filter = ["is_active", "is_step_free"]
    search_fields = ["name", "location__name"]

    @admin.display(description=_("location"), ordering="location__name")
    def location_name(self, room: Room) -> str:
        return room.location.name


@admin.register(VisitType)
class VisitTypeAdmin(AdministrationAdmin):
    list_display = ["name", "desk_name", "minutes", "can_be_telehealth", "needs_room", "is_group", "is_active"]
    list_filter = ["is_active", "is_group", "is_team_meeting"]
    search_fields = ["name", "desk_name", "code"]


@admin.register(ClinicianProfile)
class ClinicianProfileAdmin(ByNameAdmin):
    list_display = ["clinician_name", "languages", "gender", "is_bookable", "shows_order"]
    list_select_related = ["user"]
    list_filter = ["is_bookable"]
    search_fields = ["user__display_name"]

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """Whose it is, is said once: the account is the row's own key."""
        known = ("languages", "gender", "visit_types", "is_bookable", "shows_order")
        return ("clinician_name" if obj else "user", *known)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        return ["clinician_name"] if obj else []

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        clinicians = User.objects.who_may(Permission.OPEN_CHARTS).filter(clinician=None).order_by("display_name")
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": clinicians})

    @admin.display(description=_("who"), ordering="user__display_name")
    def clinician_name(self, clinician: ClinicianProfile) -> str:
        return clinician.user.display_name


class OfAClinicianAdmin(ByNameAdmin):
    """Rows of one clinician; who entered them is written down."""

    list_select_related = ["clinician__user", "location"]
    search_fields = ["clinician__user__display_name"]

    @admin.display(description=_("clinician"), ordering="clinician__user__display_name")
    def clinician_name(self, row: Availability | AvailabilityException) -> str:
        return row.clinician.user.display_name

    @admin.display(description=_("location"), ordering="location__name")
    def location_name(self, row: Availability | AvailabilityException) -> str:
        return row.location.name if row.location else ""

    def save_model(self, request: HttpRequest, obj: models.Model, form: ModelForm, change: bool) -> None:
        if not change:
            obj.recorded_by = administrator(request)  # type: ignore[attr-defined]  # both models have it
        super().save_model(request, obj, form, change)


@admin.register(Availability)
class AvailabilityAdmin(OfAClinicianAdmin):
    list_display = ["clinician_name", "weekday", "starts", "ends", "location_name", "from_on", "until_on"]
    list_filter = ["weekday"]


@admin.register(AvailabilityException)
class AvailabilityExceptionAdmin(OfAClinicianAdmin):
    """Away and extra hours. One that holds no longer is taken back here, as nothing is deleted."""

    list_display = ["clinician_name", "kind", "starts_at", "ends_at", "location_name", "is_in_force"]
    list_filter = ["kind"]
    actions = ["take_back"]

    @admin.display(description=_("holds"), boolean=True)
    def is_in_force(self, row: AvailabilityException) -> bool:
        return row.withdrawn_at is None

    @admin.action(description=_("Take back: it holds no longer"))
    def take_back(self, request: HttpRequest, chosen: models.QuerySet[AvailabilityException]) -> None:
        for row in chosen.filter(withdrawn_at=None):
            row.withdrawn_at, row.withdrawn_by = now(), administrator(request)
            row.save()
            self.record("changed", request, row)


# Own modules, registered by being imported.
from sessions import admin_notes, admin_templates  # noqa: E402, F401
