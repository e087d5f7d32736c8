"""`python -m tellings`."""

import sys

from tellings.cli import main

sys.exit(main())
