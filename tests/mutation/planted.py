"""A plugin of pytest that plants a mutant: one module is read from another file.

`STATUSQUO_MUTANT` has the name of the module and the path of the text, with `=` between.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from types import ModuleType


class Planted(importlib.abc.MetaPathFinder):
    """Finds one module in another file than its own."""

    def __init__(self, module: str, path: str) -> None:
        self._module = module
        self._path = path

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The other file, for the one module."""
        if fullname != self._module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path)


if "STATUSQUO_MUTANT" in os.environ:
    sys.meta_path.insert(0, Planted(*os.environ["STATUSQUO_MUTANT"].split("=", 1)))
