"""Interactions, and what belongs to which class."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from medications.admin.statements import StatementAdmin
from medications.models import ClassMember, Interaction
from practice.staff.administration_site import AdministrationAdmin


@admin.register(Interaction)
class InteractionAdmin(StatementAdmin):
    list_display = ["code", "one", "other", "severity", "effect", "action", "standing", "is_retired"]
    list_filter = ["standing", "severity", "is_retired"]
    search_fields = ["code", "one", "other", "source"]


@admin.register(ClassMember)
class ClassMemberAdmin(AdministrationAdmin):
    list_display = ["class_code", "member_code", "is_retired"]
    list_filter = ["is_retired", "class_code"]
    search_fields = ["class_code", "member_code"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """The pair says who it is: one that is wrong is retired, and another added."""
        return ["class_code", "member_code"] if obj else []
