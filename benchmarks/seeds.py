"""Score the annotated seeds: ``python benchmarks/seeds.py [--json] [--show]``: what is found, then what ``clean --fix`` writes."""

from __future__ import annotations

import sys

from alarms import score


def main() -> None:
    """Score twice; exit with 0 if both ran."""
    sys.exit(score("seeds", *sys.argv[1:]) or score("seeds", "--fix", *sys.argv[1:]))


if __name__ == "__main__":
    main()
