"""The functions under the names by which the add-in asks xlwings for them; its ``call_udf`` imports this, on Windows.

Each function of the registry becomes a Python function here, named by its key, that takes the language of the answer
and then its arguments as blocks. Errors in cells arrive as texts (``#N/A``), so that they are bad input and not blank.
Of a whole column such as ``A:A`` only the rows that its sheet uses are read: all of it is a million cells.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from xlwings.conversion import Accessor
from xlwings.conversion.standard import ValueAccessor
from xlwings.udfs import xlarg, xlfunc

from arena.excel.functions import registry
from arena.excel.functions.compute import Block, WholeColumn, call
from arena.workbook.cells import ROWS


class _Cells(Accessor):
    """Reads an argument as xlwings does, but a whole column as ``WholeColumn``."""

    @classmethod
    def reader(cls, options: Any) -> Any:
        as_values: Any = ValueAccessor
        return as_values.reader(options).prepend_stage(_cut_whole_column).append_stage(_tell_whole_column)


def _cut_whole_column(context: Any) -> None:
    given = context.range
    if given is not None and given.rows.count == ROWS and given.columns.count == 1:
        context.meta[WholeColumn] = True
        context.range = given.resize(row_size=given.sheet.used_range.last_cell.row)


def _tell_whole_column(context: Any) -> None:
    if WholeColumn in context.meta:
        context.value = WholeColumn(context.value)


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
        made = xlarg(argument.key, convert=_Cells, ndim=2, err_to_str=True)(made)
    return made  # type: ignore[no-any-return]


globals().update({function.key: _for_xlwings(function) for function in registry.FUNCTIONS})
