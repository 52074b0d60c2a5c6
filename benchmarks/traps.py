"""Score good English that looks like damage, and damaged texts half mended: ``python benchmarks/traps.py [--json] [--show]``.

The annotated excerpts are those of the shared folder: what good English raises, and what is raised on places that were mended beside damage.
"""

from __future__ import annotations

import json
import os
import sys

from alarms import SHARED, score, scored

NEGATIVES = ("alarms", os.path.join(SHARED, "gold", "dev_negatives.jsonl"))
TWINS = ("twins", os.path.join(SHARED, "gold", "dev_positives.jsonl"))


def main() -> None:
    """Score both; exit with 0 if both ran."""
    if "--json" in sys.argv:
        print(json.dumps({"negatives": json.loads(scored(*NEGATIVES, "--json")), "twins": json.loads(scored(*TWINS, "--json"))}))
        return
    sys.exit(score(*NEGATIVES, *sys.argv[1:]) or score(*TWINS, *sys.argv[1:]))


if __name__ == "__main__":
    main()
