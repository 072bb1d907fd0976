"""What the application's database role may do with a model's table.

The application connects as a role that owns nothing. What it may do is said
once, beside the model, and `practice.database.hardening` turns it into grants
and triggers after each migrate, so that a forgotten GRANT or a forgotten
append-only trigger cannot happen.
"""

from collections.abc import Iterator
from enum import Enum

from django.apps import apps
from django.db.models import Model

OUR_PACKAGES = frozenset({"practice", "patients", "medications", "sessions"})


class Rights(Enum):
    """The value is the list of privileges, as GRANT spells them."""

    READ_ONLY = ("SELECT",)
    APPEND_ONLY = ("SELECT", "INSERT")
    KEPT = ("SELECT", "INSERT", "UPDATE")
    FREE = ("SELECT", "INSERT", "UPDATE", "DELETE")

    @property
    def privileges(self) -> tuple[str, ...]:
        return self.value

    def allows(self, privilege: str) -> bool:
        return privilege in self.value


def rights_of(model: type[Model]) -> Rights:
    """A model's own word in `database_rights`, else what its kind calls for.

    Clinical rows are never deleted, so our own models are KEPT unless they say
    otherwise. History rows are only ever added. What belongs to Django and its
    libraries (sign-in sessions, cache, groups), and plain links, is FREE.
    """
    # Models import this module, and pghistory's models load only after the app registry.
    from pghistory.models import Event

    own: Rights | None = getattr(model, "database_rights", None)
    if own is not None:
        return own
    if issubclass(model, Event):
        return Rights.APPEND_ONLY
    if model._meta.auto_created:
        return Rights.FREE
    return Rights.KEPT if is_ours(model) else Rights.FREE


def is_ours(model: type[Model]) -> bool:
    config = apps.get_app_config(model._meta.app_label)
    return config.name.partition(".")[0] in OUR_PACKAGES


def models_with_a_table() -> Iterator[type[Model]]:
    """Every model that migrate makes a table for, through tables included."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
            yield model
