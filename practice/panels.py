"""Pages made of several apps' parts ask for them here, so that no floor imports the one above it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part that an app offers for a page.

    `context` takes the reader and the page's subject (a patient's id on the chart, None on Today) and returns what
    `template` reads. A panel is shown to those with `permission` only. Lower `order` comes first.
    """

    page: str
    name: str
    permission: Permission
    template: str
    context: Callable[[User, int | None], Mapping[str, Any]]
    order: int = 50


@dataclass
class _Registry:
    panels: dict[tuple[str, str], Panel] = field(default_factory=dict)


_registry = _Registry()


def register(panel: Panel) -> None:
    """Offer a panel; an app does so once, when it is ready."""
    _registry.panels[panel.page, panel.name] = panel


def panels_for(page: str, user: User) -> list[Panel]:
    """The panels of a page that this person may see, in order."""
    offered = (panel for panel in _registry.panels.values() if panel.page == page)
    return sorted((p for p in offered if user.may(p.permission)), key=lambda p: (p.order, p.name))


def panel_named(page: str, name: str, user: User) -> Panel | None:
    """One panel of a page, or None where it does not exist for this person."""
    return next((panel for panel in panels_for(page, user) if panel.name == name), None)
