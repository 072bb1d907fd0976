"""What beat asks for.

Both tasks take nothing and look at state, so that running twice, late, or on two machines comes out the same.
"""

import logging

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

logger = logging.getLogger(__name__)


@shared_task
def sweep_prompts() -> None:
    from practice.prompts.services.sweeping import sweep

    try:
        sweep(at=timezone.now())
    except OperationalError as error:
        # The database is away or busy: the next sweep catches up by date, and the heartbeat shows the gap.
        logger.warning("No sweep this time (%s).", type(error).__name__)


@shared_task
def send_deliveries() -> None:
    from practice.prompts.services.delivering import send_deliveries

    try:
        send_deliveries(at=timezone.now(), clock=timezone.now)
    except OperationalError as error:
        logger.warning("No deliveries this time (%s).", type(error).__name__)
