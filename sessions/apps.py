from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicalSessionsConfig(AppConfig):
    """Visits, notes, the programme. The label keeps clear of `django.contrib.sessions`."""

    name = "sessions"
    label = "clinical_sessions"
    verbose_name = _("Sessions")

    def ready(self) -> None:
        from sessions import registrations

        registrations.register()
