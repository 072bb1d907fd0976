"""A form that is sent twice does its work once; see `patients.once`."""

from patients.once import FIELD, AlreadyDone, new_token, once

__all__ = ["FIELD", "AlreadyDone", "new_token", "once"]
