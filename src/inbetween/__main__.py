"""The command ``inbetween``, also as ``python -m inbetween``."""

import sys


def main() -> None:
    """Run the command line. Ctrl-C ends it with 130 at any time, also while its libraries load."""
    try:
        from inbetween.cli.main import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
