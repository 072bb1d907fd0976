"""What the pages of facts, presentations, schedules and interactions share: how sure they are, and confirming them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from medications.models.statement import Statement
from medications.services.confirming import confirm_statements
from medications.terms import Standing
from practice.staff.administration_site import AdministrationAdmin, administrator

SAYS_NOTHING_NEW = {"is_retired", "standing", "confirmed_by", "confirmed_at"}


def _says_something_else(statement: Statement) -> bool:
    """Compared with what the database has: an empty list that came back from a form as nothing is no change."""
    before = type(statement)._default_manager.get(pk=statement.pk)
    names = (f.attname for f in statement._meta.concrete_fields if f.name not in SAYS_NOTHING_NEW)
    return any(_told(before, name) != _told(statement, name) for name in names)


def _told(statement: Statement, name: str) -> Any:
    told = getattr(statement, name)
    return None if told in ("", [], {}) else told


class ConfirmingForm(ActionForm):
    """The field beside the list of actions: where it was read."""

    source = forms.CharField(
        label=_("Read in (source and date):"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class StatementAdmin(AdministrationAdmin):
    """A page of statements with their standing. What was corrected has to be confirmed anew."""

    action_form = ConfirmingForm
    actions = ["confirm"]
    readonly_fields = ["code", "standing", "confirmed_by", "confirmed_at"]

    @admin.action(description=_("Confirm what is ticked: it was read in the source named here"))
    def confirm(self, request: HttpRequest, statements: "QuerySet[Any]") -> None:
        source = request.POST.get("source", "").strip()
        if not source:
            said = gettext("Nothing was confirmed. Write beside “Confirm” where it was read, and choose it again.")
            messages.error(request, said)
            return
        by = administrator(request)
        count = confirm_statements(statements=statements, source=source[:300], by=by, at=timezone.now())
        said = ngettext("%(count)s row is confirmed.", "%(count)s rows are confirmed.", count) % {"count": count}
        messages.success(request, said)

    def save_model(self, request: HttpRequest, obj: Statement, form: forms.ModelForm, change: bool) -> None:
        if change and _says_something_else(obj):
            obj.standing, obj.confirmed_by, obj.confirmed_at = Standing.RECALLED, None, None
        super().save_model(request, obj, form, change)
