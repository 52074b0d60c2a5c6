"""The one table of what evidence weighs, in log-odds (nats): a finding's confidence is the logistic function of their sum."""

from __future__ import annotations

from typing import Final

# What a rule says of itself before anything is known of the text: .95, .77, .5, .17.
PRIOR: Final = {"sure": 3.0, "likely": 1.2, "check": 0.0, "doubtful": -1.6}

# What a gate adds that held: the nearer, the more.
HELD: Final = {"before": 1.5, "after": 1.5, "phrase": 1.2, "sentence": 1.0, "paragraph": 0.8, "document": 0.6, "topic": 1.2}

SAFE: Final = 0.9
"""The confidence from which on a fix that its rule calls safe is safe."""
