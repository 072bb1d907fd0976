"""Scanned consents: what a file is by its own first bytes, kept encrypted, opened for the team alone."""

import base64
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from patients.models import Consent, ConsentPaper, Patient
from patients.models.consent_paper import LARGEST_PAPER
from practice.audit.recording import record
from practice.database.writing import write
from practice.encryption import decrypt, encrypt
from practice.staff.models import User
from practice.staff.roles import Permission

PURPOSE = "patients.ConsentPaper.content"
FIRST_BYTES = {
    b"%PDF-": ConsentPaper.MediaType.PDF,
    b"\xff\xd8\xff": ConsentPaper.MediaType.JPEG,
    b"\x89PNG\r\n\x1a\n": ConsentPaper.MediaType.PNG,
}
ENDINGS = {
    ConsentPaper.MediaType.PDF: "pdf",
    ConsentPaper.MediaType.JPEG: "jpg",
    ConsentPaper.MediaType.PNG: "png",
}


def media_type_of(content: bytes) -> ConsentPaper.MediaType:
    """What a file is, whatever it is called. Raises ValidationError unless it is a PDF, a JPEG or a PNG of 10 MB."""
    if len(content) > LARGEST_PAPER:
        raise ValidationError({"paper": _("A scan is no larger than 10 MB.")})
    found = next((kind for first, kind in FIRST_BYTES.items() if content.startswith(first)), None)
    if found is None:
        raise ValidationError({"paper": _("A scan is a PDF, a JPEG or a PNG.")})
    return found


def keep_paper(*, patient: Patient, content: bytes, by: User, at: datetime) -> ConsentPaper:
    """Store a scan, in the caller's transaction. Raises ValidationError where it is something else."""
    paper = ConsentPaper(
        patient=patient,
        media_type=media_type_of(content),
        content=encrypt(base64.b64encode(content).decode("ascii"), purpose=PURPOSE),
        size_bytes=len(content),
        scanned_at=at,
        scanned_by=by,
    )
    write(paper)
    return paper


@transaction.atomic
def open_paper(*, consent: Consent, by: User, at: datetime) -> tuple[ConsentPaper.MediaType, bytes]:
    """The scan again; each opening is an act. Raises PermissionDenied for whoever opens no charts."""
    if not by.may(Permission.OPEN_CHARTS) or consent.paper is None:
        raise PermissionDenied
    record("consent.paper_opened", consent, by=by, at=at)
    content = base64.b64decode(decrypt(consent.paper.content, purpose=PURPOSE))
    return ConsentPaper.MediaType(consent.paper.media_type), content
