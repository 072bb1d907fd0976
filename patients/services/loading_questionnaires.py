"""Loading the official wording of a measure from a file: a new version, or nothing at all."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.measures.definitions import Measure, all_measures
from patients.models import MeasureWording, MeasureWordingItem
from patients.rules.fitting_questionnaires import Worded, fitted, measure_meant
from patients.rules.questionnaires import Questionnaire, read_questionnaire
from practice.audit.recording import record
from practice.database.writing import write
from practice.staff.models import User


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A file that fits a measure."""

    measure: Measure
    questionnaire: Questionnaire
    items: list[Worded]


def look_at_questionnaire(*, content: bytes, measure: str = "") -> Fitted:
    """Which measure a file is, and its words; nothing is saved.

    Raises UnreadableQuestionnaire, DoesNotFit with every mismatch, or ValidationError where no measure is meant.
    """
    questionnaire = read_questionnaire(content)
    meant = all_measures().get(measure) if measure else measure_meant(questionnaire, all_measures().values())
    if meant is None:
        codes = ", ".join(all_measures())
        raise ValidationError(_("Which measure it is, is not clear. Say one of: %s") % codes)
    return Fitted(measure=meant, questionnaire=questionnaire, items=fitted(questionnaire, meant))


@transaction.atomic
def load_questionnaire(*, content: bytes, measure: str = "", by: User | None, at: datetime) -> MeasureWording:
    """Keep the words of a file as the next version of its measure's wording, which counts from now on.

    Raises what `look_at_questionnaire` raises, and ValidationError where this very file is the version in use.
    """
    fits = look_at_questionnaire(content=content, measure=measure)
    code, digest = fits.measure.code, hashlib.sha256(content).hexdigest()
    before = MeasureWording.objects.newest([code]).first()
    if before is not None and before.digest == digest:
        raise ValidationError(_("This file is the version in use already."))
    wording = MeasureWording(
        measure=code,
        number=before.number + 1 if before else 1,
        title=fits.questionnaire.title,
        language=fits.questionnaire.language,
        instructions=fits.questionnaire.instructions,
        owner=fits.questionnaire.owner,
        digest=digest,
        recorded_by=by,
    )
    write(wording)
    for item in fits.items:
        write(MeasureWordingItem(wording=wording, code=item.code, text=item.text, labels=dict(item.labels)))
    record("measure_wording.loaded", wording, by=by, at=at, measure=code, version=wording.number)
    return wording
