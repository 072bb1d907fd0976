"""What beat asks of this floor. Tasks look at state, so running twice, late, or on two machines comes out the same."""

import logging

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

logger = logging.getLogger(__name__)


@shared_task
def send_contacts() -> None:
    from patients.services.sending_contacts import send_contacts

    try:
        send_contacts(at=timezone.now(), clock=timezone.now)
    except OperationalError as error:
        logger.warning("No contacts were sent this time (%s).", type(error).__name__)
