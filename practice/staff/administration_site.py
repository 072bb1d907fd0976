"""Who may open the administration, how they sign in to it, and what it may show."""

from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from practice.audit.recording import record
from practice.staff.models import User
from practice.staff.roles import Permission


def may_administer(user: object) -> bool:
    """Administrators; and superusers, who exist for the first set-up."""
    if not isinstance(user, User):
        return False
    return user.is_active and user.is_staff and (user.is_superuser or user.may(Permission.ADMINISTER))


def administrator(request: HttpRequest) -> User:
    """Who is signed in here; only accounts get this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class AdministrationAdmin(ModelAdmin):
    """Every model's page here: administrators see and change, nobody deletes, each change is an act."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer(request.user)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_administer(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_administer(request.user)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_administer(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        self.record("added", request, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        self.record("changed", request, obj)
        return super().log_change(request, obj, message)

    def record(self, what: str, request: HttpRequest, obj: models.Model) -> None:
        """One act; Django calls the log in the transaction that saves."""
        patient_id = obj.pk if obj._meta.label_lower == "patients.patient" else None
        record(f"administration.{what}", obj, by=administrator(request), at=timezone.now(), patient_id=patient_id)


class ReadOnlyAdmin(AdministrationAdmin):
    """A page where administrators read and nobody writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class AdministrationSite(AdminSite):
    """Django's administration behind our own sign-in, showing only what was registered on purpose."""

    site_header = _("Groundwork administration")
    site_title = _("Groundwork administration")
    index_title = _("The practice")
    site_url = "/"

    def register(
        self,
        model_or_iterable: type[models.Model] | Iterable[type[models.Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Only pages that ask `may_administer`: what libraries register for themselves is left out."""
        if admin_class is not None and issubclass(admin_class, AdministrationAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Somebody who is signed in and may not enter is told so, not led round to sign in again."""
        if may_administer(request.user):
            return True
        if request.user.is_authenticated:
            raise PermissionDenied
        return False

    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The practice's own sign-in, with its second factor and its limits."""
        if self.has_permission(request):
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next", request.path), settings.LOGIN_URL)

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return sign_out(request)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    get_adapter(request).logout(request)
    return redirect(settings.LOGIN_URL)
