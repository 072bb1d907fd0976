"""From a notice to the work, and closing what only a person can close."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from practice.prompts.forms import OutcomeForm
from practice.prompts.models import Prompt
from practice.prompts.services.closing import close_prompt
from practice.prompts.work_queue import subjects_of
from practice.staff.models import User


@login_required
@require_safe
def follow(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """To where the work is done. A notice read late still leads there; that page decides who may see it."""
    prompt = get_object_or_404(Prompt.objects.reaching(reader(request), at=timezone.now()), pk=prompt_id)
    return redirect(prompt.link)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """Ask how it came out, and close it."""
    user, now = reader(request), timezone.now()
    prompt = get_object_or_404(Prompt.objects.for_queue(user, at=now), pk=prompt_id)
    if (kind := prompt.what) is None or not kind.closable:
        raise Http404
    form = OutcomeForm(kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_prompt(prompt_id=prompt.pk, outcome=form.cleaned_data["outcome"], by=user, at=now)
        messages.success(request, _("Done. It left your queue."))
        return redirect("today")
    subject = subjects_of([prompt], user).get(prompt.pk)
    return render(request, "prompts/done.html", {"kind": kind, "subject": subject, "form": form})


def reader(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
