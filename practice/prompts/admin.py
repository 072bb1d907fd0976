"""Prompts, notices and heartbeats can be looked at, never changed: state writes them."""

from django.contrib import admin

from practice.prompts.models import Delivery, Heartbeat, Prompt
from practice.staff.administration_site import ReadOnlyAdmin


@admin.register(Prompt)
class PromptAdmin(ReadOnlyAdmin):
    list_display = ["id", "kind", "owner_id", "due_at", "urgent", "level", "opened_at", "closed_at"]
    list_filter = ["kind", "urgent", "level"]
    show_full_result_count = False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["id", "prompt_id", "to_id", "reason", "created_at", "sent_at", "withdrawn_at", "attempts"]
    list_filter = ["reason"]
    show_full_result_count = False


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    list_display = ["name", "beat_at"]
