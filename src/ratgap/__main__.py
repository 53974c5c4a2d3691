"""``python -m ratgap``."""

import sys

from ratgap.cli.app import main

sys.exit(main())
