"""The address of a private link is half of the key to it, so it reaches no log line, whoever writes it."""

import logging
import re
from collections.abc import Mapping
from typing import Any

ADDRESS = re.compile(r"(/[fs]/)[^/\s\"'?]+")


def install() -> None:
    """From now on every record is made without such addresses; it comes after practice.logs and keeps its work."""
    before = logging.getLogRecordFactory()

    def without_addresses(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = before(*args, **kwargs)
        record.msg = hidden(record.msg)
        if isinstance(record.args, Mapping):
            record.args = {name: hidden(value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(hidden(value) for value in record.args)
        return record

    logging.setLogRecordFactory(without_addresses)


def hidden(value: Any) -> Any:
    """A text without the tokens in it; anything else as it is."""
    return ADDRESS.sub(r"\1…", value) if isinstance(value, str) else value
