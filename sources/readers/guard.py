"""One place where whatever a parser raises on a damaged file becomes one reason that people understand."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from sources.readers.document import Unreadable

Given = ParamSpec("Given")
Result = TypeVar("Result")


def guarded(function: Callable[Given, Result], *args: Given.args, **named: Given.kwargs) -> Result:
    """Call `function`; anything it raises that is no `Unreadable` becomes one, its cause chained for the log.

    Parsers of seven libraries raise what they like, native ones a panic that is no `Exception`.
    """
    try:
        return function(*args, **named)
    except (Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise Unreadable(
            "too_large", "The file needs too much memory; split it and send the parts."
        ) from error
    except BaseException as error:
        cause = f"{type(error).__name__}: {str(error)[:120]}"
        remedy = f"The file cannot be opened ({cause}); save it anew and send it again."
        raise Unreadable("corrupt", remedy) from error
