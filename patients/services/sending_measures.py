"""Filling in a sheet of measures by oneself: each answer is kept as given, and read by nobody before it is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from patients.measures.definitions import measure_named
from patients.models import MeasureSheet, MeasureSheetDraft
from patients.services.assessing import record_assessment
from patients.services.locking import lock_chart
from practice.audit.recording import record
from practice.database.writing import write
from practice.encryption import decrypt, encrypt

PURPOSE = "measure.sheet"
LONGEST_WORDS = 2000
HOW = "tablet"


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What stands in one measure so far: item and value, None for one that was left out."""

    answers: Mapping[str, int | None] = field(default_factory=dict)
    words: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.words) or any(value is not None for value in self.answers.values())


@transaction.atomic
def keep_answers(
    *, sheet: MeasureSheet, measure: str, answers: Mapping[str, int | None], words: str | None, at: datetime
) -> None:
    """Keep these answers beside those that were kept before; words None leaves them as they are.

    Raises ValidationError where the sheet is over.
    """
    _held(sheet, at)
    draft = sheet.drafts.filter(measure=measure).first() or MeasureSheetDraft(sheet=sheet, measure=measure)
    before = _opened(draft)
    said = before.words if words is None else words.strip()[:LONGEST_WORDS]
    whole = {"answers": {**before.answers, **answers}, "words": said}
    draft.sealed = encrypt(json.dumps(whole, ensure_ascii=False), purpose=PURPOSE)
    write(draft)


def filled_in(sheet: MeasureSheet) -> dict[str, Filled]:
    """What stands in each of its measures, for the person who is filling it in."""
    return {draft.measure: _opened(draft) for draft in sheet.drafts.all()}


@transaction.atomic
def send_sheet(*, sheet: MeasureSheet, at: datetime) -> int:
    """Each measure that says something becomes an assessment, and the sheet is over. How many there were.

    They stand in the record of whoever handed the sheet over. Raises ValidationError where the sheet is over.
    """
    lock_chart(sheet.patient_id)
    sheet = _held(sheet, at)
    filled = filled_in(sheet)
    told = [(code, filled[code]) for code in sheet.measures if code in filled and filled[code].says_something]
    for code, said in told:
        answers = {item.code: said.answers.get(item.code) for item in measure_named(code).items}
        record_assessment(
            patient=sheet.patient,
            measure=code,
            answers=answers,
            how=HOW,
            filled_in_at=at,
            in_their_words=said.words,
            by=sheet.made_by,
            at=at,
        )
    sheet.sent_at = at
    write(sheet)
    sheet.drafts.all().delete()
    record("measure_sheet.sent", sheet, by=None, at=at, assessments=len(told))
    return len(told)


def _held(sheet: MeasureSheet, at: datetime) -> MeasureSheet:
    """The sheet as it stands, held until the transaction ends, so that two sendings do not both count."""
    sheets = MeasureSheet.objects.in_force(at).select_for_update(no_key=True, of=("self",))
    found = sheets.filter(pk=sheet.pk).select_related("patient", "made_by").first()
    if found is None:
        raise ValidationError(_("This is closed."))
    return found


def _opened(draft: MeasureSheetDraft) -> Filled:
    return Filled(**json.loads(decrypt(draft.sealed, purpose=PURPOSE))) if draft.sealed else Filled()
