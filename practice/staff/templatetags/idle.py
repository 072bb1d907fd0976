"""The part of a page that hides it when its reader has gone."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils import timezone

from practice.staff.idle import ends_at
from practice.staff.models import User

register = template.Library()


@register.inclusion_tag("components/idle.html", takes_context=True)
def idle(context: Context) -> dict[str, Any]:
    """Nothing where nobody is signed in. Seconds and an id, for static/js/idle.js."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if request is None or not isinstance(user, User):
        return {"person": None}
    left = ends_at(request.session) - timezone.now()
    return {
        "ident": "idle",
        "person": user.pk,
        "seconds": int(left.total_seconds()),
        "warning_seconds": int(settings.IDLE_WARNING.total_seconds()),
        "csrf_token": context.get("csrf_token"),
    }
