"""The audit, to read."""

from django.contrib import admin

from practice.audit.models import Act
from practice.staff.administration_site import ReadOnlyAdmin


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    """Who did what, about whom, when: ids only."""

    list_display = ["id", "recorded_at", "verb", "by_name", "patient_id", "subject_type", "subject_id"]
    list_select_related = ["by"]
    list_filter = ["verb"]
    search_fields = ["=patient_id", "=by__email"]
    date_hierarchy = "recorded_at"
    show_full_result_count = False

    @admin.display(description="who")
    def by_name(self, act: Act) -> str:
        return act.by.display_name if act.by else ""
