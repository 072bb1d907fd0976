from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatientsConfig(AppConfig):
    """The person: identity, care team, access, and what is newly known about them."""

    name = "patients"
    verbose_name = _("Patients")

    def ready(self) -> None:
        from patients import registrations

        registrations.register()
