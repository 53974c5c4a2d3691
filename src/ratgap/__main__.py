"""``python -m ratgap``."""

import sys

from ratgap.cli.main import main

sys.exit(main())
