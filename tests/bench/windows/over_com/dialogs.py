"""Who answers the message boxes of Windows itself, which Python puts up in its own process, as a user does."""

from __future__ import annotations

import ctypes
import threading
import time
from typing import Any

TITLE = "Arena-analyse"
_DIALOG, _TEXT, _SIZE = "#32770", 0xFFFF, 4096
_GET_TEXT, _COMMAND = 0x000D, 0x0111
_OK, _CANCEL, _YES = 1, 2, 6
_STYLES = {(_YES, _CANCEL): 3, (_YES,): 4, (_OK, _CANCEL): 1, (_OK,): 0}
_PAUSE = 0.02


class Clicker(threading.Thread):
    """Notes each message box with the title of ours among those of VBA, and answers it from the same queue."""

    def __init__(self, interpreter: Any) -> None:
        super().__init__(daemon=True)
        self._interpreter = interpreter
        self._user32: Any = ctypes.WinDLL("user32")
        for function in (self._user32.FindWindowW, self._user32.GetDlgItem):
            function.restype = ctypes.c_void_p
        self._user32.GetDlgItem.argtypes = [ctypes.c_void_p, ctypes.c_int]
        for function in (self._user32.SendMessageW, self._user32.PostMessageW):
            function.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_size_t, ctypes.c_void_p]
        self._user32.IsWindow.argtypes = [ctypes.c_void_p]

    def run(self) -> None:
        """Look for one, for ever."""
        while True:
            window = self._user32.FindWindowW(_DIALOG, TITLE)
            if window:
                self._answer(window)
            time.sleep(_PAUSE)

    def _answer(self, window: int) -> None:
        text = ctypes.create_unicode_buffer(_SIZE)
        label = self._user32.GetDlgItem(window, _TEXT)
        self._user32.SendMessageW(label, _GET_TEXT, _SIZE, ctypes.addressof(text))
        buttons = tuple(one for one in (_YES, _OK, _CANCEL) if self._user32.GetDlgItem(window, one))
        answer = self._interpreter.show_message(text.value, _STYLES.get(buttons, 0), TITLE)
        self._user32.PostMessageW(window, _COMMAND, int(answer), None)
        while self._user32.IsWindow(window):
            time.sleep(_PAUSE)
