"""What intake hears: partners' questions, handovers, the network, and its own clocks."""

from intake.handlers.alarms import ALARMS
from intake.handlers.handovers import MIRRORS
from intake.handlers.network import NETWORK
from intake.handlers.submissions import register_submissions

__all__ = ["ALARMS", "HANDLERS"]

HANDLERS = [register_submissions, *MIRRORS, *NETWORK]
