"""Notes in the administration: that they are there, never what they say; and who co-signs whose."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from practice.staff.administration_site import AdministrationAdmin, ReadOnlyAdmin, administrator
from practice.staff.forms import PersonField
from practice.staff.models import User
from sessions.models import SessionNote, Supervision


@admin.register(SessionNote)
class SessionNoteAdmin(ReadOnlyAdmin):
    """Which notes there are, by id and moment alone: not whose, and nothing of what they say."""

    list_display = ["pk", "author_name", "began_at", "signed_at", "set_aside_at"]
    list_select_related = ["author"]
    list_filter = ["signed_at"]
    fields = ["author", "began_at", "signed_at", "set_aside_at"]
    ordering = ["-id"]
    show_full_result_count = False

    @admin.display(description=_("author"))
    def author_name(self, note: SessionNote) -> str:
        return note.author.display_name


@admin.register(Supervision)
class SupervisionAdmin(AdministrationAdmin):
    """Who co-signs whose notes. Supervision that was wrong is ended, not deleted."""

    list_display = ["supervisee_name", "supervisor_name", "starts_at", "ends_at"]
    list_select_related = ["supervisee", "supervisor"]
    fields = ["supervisee", "supervisor", "starts_at", "ends_at"]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        accounts = User.objects.filter(is_active=True).order_by("display_name", "pk")
        return super().formfield_for_foreignkey(db_field, request, queryset=accounts, form_class=PersonField, **kwargs)

    def save_model(self, request: HttpRequest, obj: Supervision, form: "ModelForm[Supervision]", change: bool) -> None:
        if not change:
            obj.recorded_by = administrator(request)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("whose notes are co-signed"))
    def supervisee_name(self, row: Supervision) -> str:
        return row.supervisee.display_name

    @admin.display(description=_("who co-signs"))
    def supervisor_name(self, row: Supervision) -> str:
        return row.supervisor.display_name
