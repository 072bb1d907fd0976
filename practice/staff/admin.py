"""The administration's pages about the people who work here."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practice.staff.administration_site import AdministrationAdmin, ReadOnlyAdmin, administrator
from practice.staff.forms import AccountAddForm, AccountChangeForm, PersonField
from practice.staff.models import Cover, User
from practice.staff.signing_out import end_sign_ins, sign_out_everywhere


@admin.register(User)
class AccountAdmin(AdministrationAdmin, UserAdmin):
    """Accounts: made, given roles, switched off. A superuser is made on the command line only."""

    form = AccountChangeForm
    add_form = AccountAddForm
    list_display = ["email", "display_name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["email", "display_name"]
    ordering = ["display_name", "pk"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "created_at"]
    fieldsets = [
        (None, {"fields": ["email", "display_name", "password", "groups"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "last_login", "created_at"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ["email", "display_name", "groups", "is_staff", "usable_password", "password1", "password2"]},
        )
    ]
    actions = ["remove_second_factor", "sign_out_everywhere"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Superusers are left to superusers, or an administrator could take over their account."""
        accounts: QuerySet[User] = super().get_queryset(request)
        return accounts if getattr(request.user, "is_superuser", False) else accounts.filter(is_superuser=False)

    @admin.action(description=_("Remove the second factor (it was lost); a new one is set up at the next sign-in"))
    def remove_second_factor(self, request: HttpRequest, accounts: QuerySet[User]) -> None:
        for account in accounts:
            with transaction.atomic():
                Authenticator.objects.filter(user=account).delete()
                self.record("second_factor_removed", request, account)

    @admin.action(description=_("Sign out everywhere (such as when a laptop was lost)"))
    def sign_out_everywhere(self, request: HttpRequest, accounts: QuerySet[User]) -> HttpResponse | None:
        """After asking once more, as it takes people out of what they are doing."""
        if "confirmed" not in request.POST:
            context = {**self.admin_site.each_context(request), "accounts": accounts, "title": _("Sign out everywhere")}
            return render(request, "admin/sign_out_everywhere.html", context)
        for account in accounts:
            sign_out_everywhere(user=account, by=administrator(request), at=timezone.now())
        self.message_user(request, _("Signed out everywhere."))
        return None

    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[User]", change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            # Or a sign-in of before would be open again with the account.
            end_sign_ins(obj)


@admin.register(Cover)
class CoverAdmin(AdministrationAdmin):
    """Who stands in for whom. Cover that was wrong is ended, not deleted."""

    list_display = ["absent_name", "stand_in_name", "starts_at", "ends_at"]
    list_select_related = ["absent", "stand_in"]
    fields = ["absent", "stand_in", "starts_at", "ends_at"]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        accounts = User.objects.filter(is_active=True).order_by("display_name", "pk")
        return super().formfield_for_foreignkey(db_field, request, queryset=accounts, form_class=PersonField, **kwargs)

    def save_model(self, request: HttpRequest, obj: Cover, form: "ModelForm[Cover]", change: bool) -> None:
        if not change:
            obj.recorded_by = administrator(request)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("who is away"))
    def absent_name(self, cover: Cover) -> str:
        return cover.absent.display_name

    @admin.display(description=_("who stands in"))
    def stand_in_name(self, cover: Cover) -> str:
        return cover.stand_in.display_name


class HistoryAdmin(ReadOnlyAdmin):
    """What was changed, when and (in the context) by whom; written by the database alone."""

    list_filter = ["pgh_label"]
    ordering = ["-pgh_id"]
    date_hierarchy = "pgh_created_at"
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> list[str | Callable[[Any], str | bool]]:
        return ["pgh_id", "pgh_created_at", "pgh_label", "by", *self.told()]

    def told(self) -> list[str]:
        """The columns of the row itself, without those of the history."""
        return [field.attname for field in self.model._meta.concrete_fields if not field.name.startswith("pgh_")]

    @admin.display(description=_("by account"))
    def by(self, event: Any) -> int | None:
        return (event.pgh_context or {}).get("user")


for name in ["UserEvent", "RoleHeldEvent", "CoverEvent"]:
    admin.site.register(apps.get_model("staff", name), HistoryAdmin)
