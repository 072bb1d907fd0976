"""Today: what waits for the person who signed in. Only clinical roles see clinical work here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from practice.days import due_in_words
from practice.panels import panels_for
from practice.prompts.work_queue import QueueItem, queue_page
from practice.staff.models import User
from practice.staff.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Line:
    """One piece of work as Today says it; `is_from` names whose it is where it reached this person from another."""

    item: QueueItem
    due: str
    is_from: str


@dataclass(frozen=True, kw_only=True)
class Queue:
    lines: Sequence[Line]
    next_after: int | None


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        return render(request, "practice/today_plain.html")
    parts = [
        {"panel": panel, "html": render_to_string(panel.template, {**panel.context(user, None)}, request=request)}
        for panel in panels_for("today", user)
    ]
    return render(request, "practice/today.html", {"queue": queue_of(request, user), "parts": parts})


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The queue alone, the same that Today includes. Asked for by a click; nothing polls."""
    user = reader(request)
    if not user.may(Permission.OPEN_CHARTS):
        raise PermissionDenied
    return render(request, "practice/_queue.html", {"queue": queue_of(request, user)})


def queue_of(request: HttpRequest, user: User) -> Queue:
    """The page of the queue that was asked for, in words."""
    after = request.GET.get("after", "")
    now = timezone.now()
    page = queue_page(user, at=now, after=int(after) if after.isdecimal() and len(after) < 19 else None)
    lines = [line(item, user, timezone.localdate(now)) for item in page.items]
    return Queue(lines=lines, next_after=page.next_after)


def line(item: QueueItem, user: User, on: date) -> Line:
    owner = item.prompt.owner
    return Line(
        item=item,
        due=due_in_words(timezone.localdate(item.prompt.due_at), on),
        is_from=owner.display_name if owner and owner.pk != user.pk else "",
    )


def reader(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
