"""The words of a notice. Mail is read by others: it says what kind of work waits and where, never about whom."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from practice.prompts.models import Delivery


@dataclass(frozen=True, kw_only=True)
class Notice:
    to: str
    subject: str
    body: str
    message_id: str


def notice_of(delivery: Delivery) -> Notice | None:
    """The message, or None where it became moot: the work is done, or the person no longer works here."""
    kind = delivery.prompt.what
    if kind is None or not delivery.prompt.is_open or not delivery.to.is_active:
        return None
    with override(settings.LANGUAGE_CODE):
        address = urljoin(settings.PUBLIC_URL, reverse("prompt", args=[delivery.prompt_id]))
        return Notice(
            to=delivery.to.email,
            subject=_("%(practice)s: %(label)s") % {"practice": settings.PRACTICE_NAME, "label": kind.label},
            body=f"{kind.label}.\n{_why(delivery)}\n\n{address}\n",
            message_id=f"<delivery-{delivery.pk}@{_host()}>",
        )


def send(notice: Notice) -> None:
    """The same delivery always carries the same Message-ID, so that a repeated one can be told."""
    message = EmailMessage(notice.subject, notice.body, to=[notice.to], headers={"Message-ID": notice.message_id})
    message.send(fail_silently=False)


def _why(delivery: Delivery) -> str:
    return {
        Delivery.Reason.OPENED: _("It waits for you."),
        Delivery.Reason.REOPENED: _("It waits for you again: something new came in."),
        Delivery.Reason.HANDED_OVER: _("It was handed over to you."),
        Delivery.Reason.URGENT: _("It has become urgent."),
        Delivery.Reason.REMINDER: _("A reminder: it still waits."),
        Delivery.Reason.ESCALATED: _("It has waited for some time and now reaches you too."),
    }[Delivery.Reason(delivery.reason)]


def _host() -> str:
    return settings.PUBLIC_URL.rpartition("//")[2].partition("/")[0].partition(":")[0]
