"""What an answer can be about that is never just a number."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RiskTopic(TextChoices):
    """A practice agrees on what to do for each of them."""

    SELF_HARM = "self-harm-thoughts", _("thoughts of death or of hurting themselves")
