"""The practice's thresholds: one row, changed by administrators, with who decided it."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from medications.models import PracticeThresholds
from practice.staff.administration_site import AdministrationAdmin


@admin.register(PracticeThresholds)
class PracticeThresholdsAdmin(AdministrationAdmin):
    """Offered with the values that are shipped; until it is saved, those hold."""

    list_display = ["__str__", "decided"]
    fieldsets = [
        (None, {"fields": ["decided"]}),
        (
            _("Blood pressure before an increase"),
            {
                "fields": [
                    "standing_systolic_under",
                    "standing_systolic_fall",
                    "standing_diastolic_fall",
                    "seated_systolic",
                    "seated_diastolic",
                ]
            },
        ),
        (
            _("How long something counts"),
            {"fields": ["baseline_valid_days", "level_timing_hours", "score_valid_hours", "restart_after_days"]},
        ),
        (
            _("What is due and offered"),
            {
                "fields": [
                    "gentle_from_age",
                    "follow_up_baseline_days",
                    "follow_up_early_days",
                    "follow_up_within_days",
                    "pregnancy_asked_under_age",
                ]
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not PracticeThresholds.objects.exists()
