from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromptsConfig(AppConfig):
    """The work queue: what is due, for whom, escalation, delivery."""

    name = "practice.prompts"
    label = "prompts"
    verbose_name = _("Prompts")
