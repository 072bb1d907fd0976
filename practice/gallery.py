"""The gallery: every component in every state it can have, for whoever builds pages. Not there in production.

Each app shows its own: `show(...)` once, when it is ready. What is shown is made up and leads nowhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.views.decorators.http import require_safe


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """One component in one state; `context` makes what `templates/components/<component>.html` reads."""

    component: str
    state: str
    context: Callable[[], Mapping[str, Any]]

    @property
    def ident(self) -> str:
        return slugify(f"{self.component} {self.state}")


@dataclass
class _Collection:
    specimens: dict[str, Specimen] = field(default_factory=dict)


_collection = _Collection()


def show(*specimens: Specimen) -> None:
    """Add to the gallery; shown in the order of the components' names."""
    _collection.specimens.update({specimen.ident: specimen for specimen in specimens})


def specimens() -> list[Specimen]:
    return sorted(_collection.specimens.values(), key=lambda specimen: specimen.component)


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """All of them on one page; nothing of a patient is read."""
    shown = [{"specimen": specimen, "html": drawn(specimen, request)} for specimen in specimens()]
    return render(request, "practice/gallery.html", {"shown": shown})


def drawn(specimen: Specimen, request: HttpRequest) -> str:
    return render_to_string(f"components/{specimen.component}.html", {**specimen.context()}, request)
