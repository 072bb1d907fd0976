"""What would otherwise be found out by the first person who signs in."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from practice.encryption import keys


def encryption_keys_are_keys(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Second factors cannot be read or written without them."""
    try:
        keys()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="staff.E001")]
    return []
