"""``python -m turnabout.cli`` is the same as ``turnabout``, wherever the script was installed."""

from turnabout.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
