"""Made by cffi (build_native.py)."""
from typing import Any

ffi: Any
lib: Any
