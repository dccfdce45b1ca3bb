"""`python -m statusquo` does what the command `statusquo` does."""

import sys

from statusquo.cli import main

if __name__ == "__main__":
    sys.exit(main())
