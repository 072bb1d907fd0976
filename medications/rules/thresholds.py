"""Numbers that a practice settles for itself, where no label gives one. Each is a practice setting, unconfirmed."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """As shipped; a practice's own stand in the database. Blood pressures are in mmHg.

    Pressures: from where on the practice does not go up. `baseline_valid_days`: how long a measurement before a first
    dose counts, where the fact gives no days. `level_timing_hours`: how much earlier or later than it should be a level
    may be taken. `score_valid_hours`: how long a score before a first dose counts. `restart_after_days`: more than so
    many days without it begin lower down, where the rule gives no number. `gentle_from_age`: from when on the gentle
    pace is offered first. `follow_up_*`: how old a first measurement may be when the medicine is begun, and how many
    days early a later one may be taken; what is due is to be done within so many days. `pregnancy_asked_under_age`:
    from this age on nobody is asked.
    """

    standing_systolic_under: Decimal = Decimal(100)
    standing_systolic_fall: Decimal = Decimal(20)
    standing_diastolic_fall: Decimal = Decimal(10)
    seated_systolic: Decimal = Decimal(160)
    seated_diastolic: Decimal = Decimal(100)
    baseline_valid_days: int = 14
    level_timing_hours: int = 2
    score_valid_hours: int = 24
    restart_after_days: int = 5
    gentle_from_age: int = 65
    follow_up_baseline_days: int = 90
    follow_up_early_days: int = 7
    follow_up_within_days: int = 14
    pregnancy_asked_under_age: int = 55


DEFAULT_THRESHOLDS = Thresholds()
