"""The functions under the names by which the add-in asks xlwings for them; its ``call_udf`` imports this, on Windows.

Each function of the registry becomes a Python function here, named by its key, that takes the language of the answer
and then its arguments as blocks. Errors in cells arrive as texts (``#N/A``), so that they are bad input and not blank.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from xlwings.udfs import xlarg, xlfunc

from arena.excel import registry
from arena.excel.functions import Block, call


def _for_xlwings(function: registry.Function) -> Callable[..., Any]:
    def compute(language: str, *blocks: Block | None) -> list[list[object]]:
        return call(function, language, blocks)

    plain = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter("language", plain)]
    for argument in function.arguments:
        default = None if argument.optional else inspect.Parameter.empty
        parameters.append(inspect.Parameter(argument.key, plain, default=default))
    compute.__name__ = function.key
    compute.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    made: Any = xlfunc(compute)
    for argument in function.arguments:
        made = xlarg(argument.key, ndim=2, err_to_str=True)(made)
    return made  # type: ignore[no-any-return]


globals().update({function.key: _for_xlwings(function) for function in registry.FUNCTIONS})
