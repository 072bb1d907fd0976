from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MedicationsConfig(AppConfig):
    """Formulary, titration plans, the side-effect log, reviews and the dose gate."""

    name = "medications"
    verbose_name = _("Medications")

    def ready(self) -> None:
        from medications import registrations

        registrations.register()
