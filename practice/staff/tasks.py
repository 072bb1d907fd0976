"""What beat asks for: it takes nothing and looks at state, so running twice or late comes out the same."""

from celery import shared_task


@shared_task
def clear_sessions() -> None:
    """Sessions that ran out let nobody in; their rows are only in the way."""
    from practice.staff.session_store import SessionStore

    SessionStore.clear_expired()
