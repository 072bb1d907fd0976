"""What is true of the work queue: prompts, the notices about them, and when the sweep last ran."""

from practice.prompts.models.delivery import Delivery
from practice.prompts.models.heartbeat import Heartbeat
from practice.prompts.models.prompt import Level, Prompt

__all__ = ["Delivery", "Heartbeat", "Level", "Prompt"]
