"""How much memory a program has: known without it there, and to be run there."""

MEMORY = """
import ctypes
class Counters(ctypes.Structure):
    _fields_ = [("size", ctypes.c_uint32), ("faults", ctypes.c_uint32), ("peak", ctypes.c_size_t)] + [
        (f"field{number}", ctypes.c_size_t) for number in range(7)
    ]
counters = Counters(size=ctypes.sizeof(Counters))
process = ctypes.WinDLL("kernel32").GetCurrentProcess
process.restype = ctypes.c_void_p
asked = ctypes.WinDLL("psapi").GetProcessMemoryInfo
asked.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
assert asked(process(), ctypes.addressof(counters), counters.size)
answer = counters.field0
"""
"""Lines of Python by which a program learns how much memory it has, in bytes."""
