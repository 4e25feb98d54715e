"""How a YAML file of the catalogue is read. Holds the one function; what a file says is read by its own
loader.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

# The folder of the catalogue: every data file the reading knows.
CATALOGUE = Path(__file__).parent
# The C loader is ten times faster; it is absent where PyYAML was built without libyaml.
SAFE_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(file: Path | Traversable) -> Any:
    """The content of a YAML file in UTF-8: plain values only, null for an empty one.

    Raises yaml.YAMLError, which names the line, when it is no YAML.
    """
    return yaml.load(file.read_text(encoding="utf-8"), Loader=SAFE_LOADER)
