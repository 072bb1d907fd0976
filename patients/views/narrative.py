"""Somebody's story: written down, taken back, and opened on a page of its own, which nobody keeps."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from patients.access import chart_for, reader
from patients.forms import trauma as forms
from patients.models import Narrative
from patients.rules.reading_rights import Part
from patients.services import narrative as services
from patients.services.viewing import record_view_of_part
from patients.views.trauma import confided, only_readers, page


@require_POST
def write_narrative(request: HttpRequest, patient_id: int) -> HttpResponse:
    patient = chart_for(request, patient_id)
    only_readers(request, patient, Part.NARRATIVE)
    form = forms.NarrativeForm(request.POST)
    return confided(request, patient, form, partial(services.write_narrative, patient=patient))


@require_POST
def take_back_narrative(request: HttpRequest, patient_id: int) -> HttpResponse:
    patient = chart_for(request, patient_id)
    only_readers(request, patient, Part.NARRATIVE)
    form = forms.TakeBackForm(request.POST)
    return confided(request, patient, form, partial(services.take_back_narrative, patient=patient))


@never_cache
@require_POST
def open_narrative(request: HttpRequest, narrative_id: int) -> HttpResponse:
    """The words, once; each opening is recorded. It is reading, so a merged chart's story is opened too."""
    user, now = reader(request), timezone.now()
    rows = Narrative.objects.visible_to(user, now).that_stand().select_related("patient", "recorded_by")
    narrative = rows.filter(pk=narrative_id).first()
    if narrative is None:
        raise Http404
    record_view_of_part(patient=narrative.patient, by=user, at=now)
    try:
        words = services.open_narrative(narrative=narrative, by=user, at=now)
    except ValidationError as error:
        raise Http404 from error
    return page(request, "patients/trauma_narrative.html", narrative.patient, {"narrative": narrative, "words": words})
