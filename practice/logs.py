"""Nothing of a patient reaches a log line: what an exception says stays out of it.

A database error quotes the row that was refused, and a value error the value. Every log record of this process is
made here, whichever logger and whichever handler it is for, and keeps of an exception its kind and where it arose.
The secret part of a private address (a calendar's, a person's own pages) is cut out of it.
"""

import logging
import re
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]

SECRET_PART = re.compile(r"[\w-]{40,}")  # of a private address: nothing else in one is so long
OF_A_FAILED_TASK = ("exc", "traceback")  # Celery writes both into its message


def install() -> None:
    """Make every record from now on without the words of exceptions."""
    logging.setLogRecordFactory(quiet_record)


def quiet_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    if record.exc_info and isinstance(record.exc_info[1], BaseException):
        record.exc_text = where_it_arose(record.exc_info[1])
        record.exc_info = None
    if isinstance(record.args, Mapping):
        record.args = {name: _kind(value) if name in OF_A_FAILED_TASK else value for name, value in record.args.items()}
    elif record.args:
        record.args = tuple(_quiet(arg) for arg in record.args)
    return record


def _quiet(arg: object) -> object:
    """The kind of an exception; an address without what would let its reader in."""
    if isinstance(arg, BaseException):
        return type(arg).__name__
    return SECRET_PART.sub("…", arg) if isinstance(arg, str) else arg


def where_it_arose(error: BaseException) -> str:
    """The kinds and the lines of code of an exception and of what led to it; none of their words or values."""
    parts: list[str] = []
    current: BaseException | None = error
    while current is not None:
        frames = "".join(traceback.format_tb(current.__traceback__))
        parts.append(f"{type(current).__module__}.{type(current).__qualname__}\n{frames}".rstrip())
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\nafter ".join(parts)


def _kind(value: object) -> object:
    """Celery hands over the exception as text, `Kind('words')`, and its traceback, which the record has already."""
    return str(value).partition("(")[0] if "\n" not in str(value) else ""
