"""``python -m ratgap`` and the script ``ratgap``: an interruption is heeded from the start."""

# The module in C: signal itself waits for enum, and an interruption does not.
import _signal  # type: ignore[import-not-found]
import os
import sys

from ratgap import cli


def _stop(*_: object) -> None:
    """End at once, but where something is to be put in order: an exception can be swallowed."""
    if cli.to_tidy:
        raise KeyboardInterrupt
    os._exit(130)


# A process in the background that ignores interruptions goes on doing so.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _stop)


def main() -> int:
    """Run the command that the process was given; return the exit code."""
    from ratgap.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
