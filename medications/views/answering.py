"""How pages about one patient are made, and what a page says when a service would not do what was asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from medications.presentation.warnings import GoingDown
from medications.services.errors import NotPermitted, Refused
from medications.views.in_place import done, is_in_place, page_or_part, way_back
from patients.access import reader
from patients.banner import banner_for
from patients.models import Patient
from patients.once import AlreadyDone, new_token, once
from practice.staff.roles import Permission

CLOSED, FORBIDDEN, UNREADABLE = 409, 403, 422


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why nothing was written, in a sentence, with the status of the answer."""

    message: str
    status: int = CLOSED


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """One act on a page of its own; `back` is where it leads when done, and when it is left."""

    patient: Patient
    heading: str
    button: str
    done: str
    back: str
    lead: str = ""
    effects: Sequence[str] = ()


def chart_page(
    request: HttpRequest, template: str, patient: Patient, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page under the banner of its patient."""
    whole = {"banner": banner_for(request, patient), "patient": patient, "once": new_token(), **context}
    return render(request, template, whole, status=status)


def chart_part(
    request: HttpRequest, page: str, part: str, patient: Patient, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page under the banner of its patient, or, asked for in place, only its form."""
    whole = {"patient": patient, "once": new_token(), **context}
    if not is_in_place(request):
        whole["banner"] = banner_for(request, patient)
    return page_or_part(request, page, part, whole, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def require_may(request: HttpRequest, permission: Permission) -> None:
    if not reader(request).may(permission):
        raise PermissionDenied


def attempt(request: HttpRequest, act: Callable[[], object], form: Form | None = None) -> Refusal | None:
    """Do it once. None: it is done, now or by the same form before. Errors of fields go to the form."""
    try:
        with once(request):
            act()
    except AlreadyDone:
        return None
    except NotPermitted as refused:
        return Refusal(message=str(refused), status=FORBIDDEN)
    except Refused as refused:
        return Refusal(message=str(refused))
    except ValidationError as error:
        return _unreadable(error, form)
    except IntegrityError:
        return Refusal(message=_("Somebody else changed this at the same moment. Please look at it again."))
    return None


def _unreadable(error: ValidationError, form: Form | None) -> Refusal:
    if form is not None and hasattr(error, "error_dict"):
        for name, found in error.error_dict.items():
            form.add_error(name if name in form.fields else None, found)
        return Refusal(message="", status=UNREADABLE)
    return Refusal(message=" ".join(error.messages), status=UNREADABLE)


def act(
    request: HttpRequest,
    page: ActPage,
    form: Form,
    do: Callable[[dict[str, Any]], object],
    *,
    going_down: GoingDown | None = None,
) -> HttpResponse:
    """Show the form, or do what it says and go back; a refusal keeps what was typed.

    `going_down` is what there is to think of first, where less is taken afterwards.
    """
    refusal = None
    if form.is_bound and form.is_valid():
        refusal = attempt(request, lambda: do(form.cleaned_data), form)
        if refusal is None:
            return done(request, page.done, shown_at=page.back)
    status = refusal.status if refusal else (UNREADABLE if form.is_bound else 200)
    back = way_back(request, page.back)
    context = {"page": page, "form": form, "refusal": refusal, "going_down": going_down, "back": back}
    return chart_part(request, "medications/act.html", "medications/_act.html", page.patient, context, status)
