"""Settings of all tests."""

import os

# scikit-learn skips a check of its own unless SciPy dispatches on array types; nothing may pass by being skipped.
os.environ.setdefault("SCIPY_ARRAY_API", "1")
