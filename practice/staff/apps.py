from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """The people who work here: sign-in, roles, cover."""

    name = "practice.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from practice.staff.checks import encryption_keys_are_keys

        register(encryption_keys_are_keys)
