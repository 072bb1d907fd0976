"""`manage.py import_referral FILE`: reads a referral into a new intake."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from patients.models import Patient, ReferralImport
from patients.rules.referral import UnreadableReferral, read_referral
from patients.services.finding_duplicates import Match, look_for_duplicates
from patients.services.importing_referrals import import_referral, new_patient
from patients.services.welcoming import described
from practice.staff.models import User


class Command(BaseCommand):
    help = (
        "Read a referral (a FHIR R4 bundle) into a new intake. What it tells of health waits for a clinician; what "
        "cannot be read is listed; nothing is half saved. Prints record numbers and counts, never what it says."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who reads it in: somebody who keeps intakes")
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--into", metavar="RECORD_NUMBER", help="it is about this person")
        whose.add_argument("--new", action="store_true", help="a new person, even if somebody similar is known")

    def handle(self, *args: Any, file: Path, by: str, into: str | None, new: bool, **options: Any) -> None:
        reader, at = _reader(by), timezone.now()
        try:
            content = file.read_bytes()
            person = _person(into) if into else None
            similar = [] if person else _similar(content, reader, at)
            if similar and not new:
                numbers = ", ".join(match.record_number for match in similar)
                raise CommandError(f"Somebody similar is known: {numbers}. Say --into RECORD_NUMBER, or --new.")
            read = import_referral(
                content=content,
                into_id=person.pk if person else None,
                looked_at=frozenset(match.patient_id for match in similar),
                by=reader,
                at=at,
            )
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror}.") from error
        except (UnreadableReferral, ValidationError) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from error
        except PermissionDenied as error:
            raise CommandError("This person does not keep intakes.") from error
        self._tell(read)

    def _tell(self, read: ReferralImport) -> None:
        proposed = read.patient.proposed_entries.waiting().count()
        self.stdout.write(f"{read.patient.record_number}: {proposed} entries wait for a clinician.")
        for part in read.left_out:
            self.stdout.write(f"  {part['number']} × {part['what']}: {part['why']}")


def _similar(content: bytes, by: User, at: datetime) -> list[Match]:
    return look_for_duplicates(of=described(new_patient(read_referral(content).person)), by=by, at=at)


def _reader(email: str) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError("Nobody works here under this e-mail address.")
    return user


def _person(record_number: str) -> Patient:
    patient = Patient.objects.filter(record_number__iexact=record_number, merged_into=None).first()
    if patient is None:
        raise CommandError("No record in use has this number.")
    return patient
