"""The one table of what evidence weighs, in log-odds (nats): a finding's confidence is the logistic function of their sum."""

from __future__ import annotations

from typing import Final

# What a rule says of itself before anything is known of the text: .95, .77, .5, .17.
PRIOR: Final = {"sure": 3.0, "likely": 1.2, "check": 0.0, "doubtful": -1.6}

# What a gate adds that held: the nearer, the more.
HELD: Final = {
    "before": 1.5,
    "after": 1.5,
    "phrase": 1.2,
    "sentence": 1.0,
    "paragraph": 0.8,
    "document": 0.6,
    "topic": 1.2,
    "language": 0.4,
    "defined_in_text": 0.0,
}

# What a matcher found out about a match: the right name stands elsewhere in the text; the word only sounds like a name; the house
# asked for another spelling, or only the text itself mostly has another.
TOLD: Final = {"name": 1.0, "sound": -2.0, "house": 3.0, "majority": -0.7}

# Other damage in the document speaks for a rule: of a source language that it shares, or of whatever origin.
KIN: Final = 0.6
STRANGER: Final = 0.15
DAMAGE_MOST: Final = 1.0
"""However much other damage there is, it adds no more than this."""

# The document's source language is one of the rule's: as others voted, or as we were told; or it is another.
SPOKEN: Final = 0.6
GIVEN: Final = 1.2
OTHER: Final = -0.8

# A language is named once its votes (a rule's confidence, shared out among its languages) reach the first, and lead by the second.
VOTES: Final = 1.2
LEAD: Final = 0.5

STANDS: Final = 0.6
"""The confidence from which on a match, by itself, counts as damage and votes."""

SAFE: Final = 0.9
"""The confidence from which on a fix that its rule calls safe is safe."""
