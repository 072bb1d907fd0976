"""`manage.py load_questionnaire FILE`: the official wording of a measure, from a FHIR R4 Questionnaire."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from patients.rules.fitting_questionnaires import DoesNotFit
from patients.rules.questionnaires import UnreadableQuestionnaire
from patients.services.loading_questionnaires import load_questionnaire, look_at_questionnaire
from practice.staff.models import User
from practice.staff.roles import Permission


class Command(BaseCommand):
    help = (
        "Load the official wording of a measure from a file (a FHIR R4 Questionnaire, JSON). Items and answers are "
        "checked against what is scored; every mismatch is said, and nothing is saved then."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--measure", default="", metavar="CODE", help="which measure, if its title does not say")
        parser.add_argument("--by", default="", metavar="EMAIL", help="who loads it: an administrator")
        parser.add_argument("--dry-run", action="store_true", help="only look, and say what would be loaded")

    def handle(self, *args: Any, file: Path, measure: str, by: str, dry_run: bool, **options: Any) -> None:
        loader = _administrator(by) if by else None
        try:
            content = file.read_bytes()
            fits = look_at_questionnaire(content=content, measure=measure)
            told = f"{fits.measure.short_name}: {len(fits.items)} items"
            if dry_run:
                self.stdout.write(f"{told}. They fit; nothing was saved.")
                return
            wording = load_questionnaire(content=content, measure=measure, by=loader, at=timezone.now())
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror}.") from error
        except DoesNotFit as error:
            raise CommandError("\n".join(["Nothing was saved.", *error.mismatches])) from error
        except (UnreadableQuestionnaire, ValidationError) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"{told}. Loaded as version {wording.number}.")
        self.stdout.write(wording.owner or "The file names no owner of the wording.")
        if not fits.measure.licence.may_be_filled_in:
            self.stdout.write("Note in the administration where the permission to use it is kept.")


def _administrator(email: str) -> User:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None or not user.may(Permission.ADMINISTER):
        raise CommandError("No administrator works here under this e-mail address.")
    return user
