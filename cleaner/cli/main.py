"""The one place that turns what happened into an exit code: 0 nothing left, 1 findings left, 2 you can mend it, 3 our fault, 130 interrupted."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from cleaner.cli.codes import FINDINGS_LEFT, INTERRUPTED, MENDABLE, NOTHING_LEFT, OUR_FAULT, Crash
from cleaner.errors import CleanerError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line *arguments* (None: those of the process) and return the exit code. Nothing is raised."""
    gc.set_threshold(50_000)  # a run makes next to no cycles, and a start no garbage at all: looking for it was a fiftieth of the time
    _open_streams()
    try:
        return _run(arguments)
    except BrokenPipeError:  # whoever read the report has enough of it
        _let_go()
        return FINDINGS_LEFT
    except KeyboardInterrupt:
        _tell("interrupted")
        return INTERRUPTED
    except CleanerError as error:
        for line in str(error).splitlines():
            _tell(line)
        _let_go()
        return MENDABLE
    except Exception as error:  # noqa: BLE001 - the last resort: a person gets a line, not a traceback
        return _crashed(error)


def _run(arguments: Sequence[str] | None) -> int:
    """Parse *arguments* and do what they ask; click reads them, but nothing runs inside it, for it has exit codes of its own."""
    from click.exceptions import Abort, ClickException

    from cleaner.cli.app import APP

    try:
        job = APP.main(arguments, prog_name="clean", standalone_mode=False)
    except ClickException as error:
        error.show()
        return MENDABLE
    except Abort:
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CleanerError(f"standard output: can't be written ({error.strerror}); make room there or write to another place") from None
    if callable(job):
        code: int = job()
        return code
    return job or NOTHING_LEFT


def _let_go() -> None:
    """Have standard output take what it can, and send the rest, which Python would try to write again at its end, nowhere."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _crashed(error: Exception) -> int:
    """Tell of an error of ours: in one line, or with all of it where CLEANER_DEBUG is set."""
    cause = error.__cause__ if isinstance(error, Crash) and error.__cause__ else error
    if os.environ.get("CLEANER_DEBUG"):
        import traceback

        traceback.print_exception(cause)
    what = " ".join(f"{type(cause).__name__}: {cause}".split())
    where = f"{error.path}: " if isinstance(error, Crash) else ""
    _tell(f"{where}internal error, nothing was written{' to it' if where else ''} ({what}); set CLEANER_DEBUG=1 for the traceback and report it, please")
    return OUR_FAULT


def _tell(line: str) -> None:
    from cleaner.cli.output import tell

    try:
        tell(line)
    except OSError:
        pass  # nobody listens


def _open_streams() -> None:
    """Give standard streams that are closed somewhere to go to."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - open as long as the process
