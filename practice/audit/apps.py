from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who changed and who opened what; append-only."""

    name = "practice.audit"
    label = "audit"
    verbose_name = _("Audit")
