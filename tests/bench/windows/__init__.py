"""A Windows without Microsoft's: CPython for Windows, COM, registry and cmd under Wine 10. The README says what it shows."""
