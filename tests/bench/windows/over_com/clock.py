"""Whose turn it is: the model's, in which Excel and its VBA would work, or that of Python and what lies between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Seconds in the model and seconds outside it, whoever calls whom within whose call."""

    def __init__(self) -> None:
        self.model = self.outside = 0.0
        self._in_model = True
        self._since = time.perf_counter()

    @contextmanager
    def in_model(self) -> Iterator[None]:
        """The model works during this block."""
        with self._turn(True):
            yield

    @contextmanager
    def in_python(self) -> Iterator[None]:
        """The model waits during this block."""
        with self._turn(False):
            yield

    def read(self) -> tuple[float, float]:
        """Seconds in the model and outside it until now."""
        self._switch(self._in_model)
        return self.model, self.outside

    @contextmanager
    def _turn(self, in_model: bool) -> Iterator[None]:
        before = self._in_model
        self._switch(in_model)
        try:
            yield
        finally:
            self._switch(before)

    def _switch(self, in_model: bool) -> None:
        now = time.perf_counter()
        if self._in_model:
            self.model += now - self._since
        else:
            self.outside += now - self._since
        self._since, self._in_model = now, in_model
