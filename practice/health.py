"""One page for whoever asks whether the practice software is up; it tells nothing else.

It answers 503 if the database is away or not migrated. A sweep that is late is
told but does not make the page fail: restarting web servers would not help it.
"""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practice.prompts.models.heartbeat import last_sweep


@login_not_required
@never_cache
@require_safe
def view(request: HttpRequest) -> JsonResponse:
    try:
        ago = seconds_since_the_last_sweep()
    except DatabaseError:
        return JsonResponse({"database": "away"}, status=503)
    return JsonResponse({"database": "ok", "seconds_since_sweep": ago})


def seconds_since_the_last_sweep() -> int | None:
    swept_at = last_sweep()
    return None if swept_at is None else max(0, round((timezone.now() - swept_at).total_seconds()))
