"""Writing one row: its fields are looked at here, its constraints by the database alone, once."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction


def write(row: models.Model) -> None:
    """Check the fields and save. A constraint that refuses the row is told in its own words, as `full_clean` would.

    `full_clean` asks the database one question for every constraint and every foreign key, and then the database
    checks all of them again: half of the time of an act. Here it checks once, and the first that refuses is told.

    Raises ValidationError; what a trigger refuses comes through as it is.
    """
    relations = {field.name for field in row._meta.fields if field.is_relation}
    row.clean_fields(exclude=relations)
    row.clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        words = _words_of(error, row)
        if words is None:
            raise
        raise ValidationError({NON_FIELD_ERRORS: [words]}) from error


def _words_of(error: IntegrityError, row: models.Model) -> str | None:
    """What the refusing constraint of this row's model says to people; None for anything else that refused."""
    refused = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    found = (constraint for constraint in row._meta.constraints if constraint.name == refused)
    return next((str(constraint.get_violation_error_message()) for constraint in found), None)
