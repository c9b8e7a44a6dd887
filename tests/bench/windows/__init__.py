"""CPython for Windows, COM, registry and cmd under Wine 10. The README says what that shows, and what it cannot."""
