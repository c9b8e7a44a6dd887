"""What Wine 10 lacks for numpy: the complex functions of Microsoft's C library.

A DLL is compiled that has all that numpy's wheel asks of `api-ms-win-crt-math-l1-1-0.dll`: the complex functions from
the compiler's own library, the others passed on to Wine's. In numpy's files the name of the one is written over the
other, which is as long. Nothing else of numpy is touched.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from tests.bench.windows.wine import Wine

_ASKED, _GIVEN = "api-ms-win-crt-math-l1-1-0.dll", "npy-ms-win-crt-math-l1-1-0.dll"
_TO_COMPLEX = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp"]
_TO_COMPLEX += ["log", "pow", "proj", "sin", "sinh", "sqrt", "tan", "tanh"]
_TO_REAL = ["abs", "arg", "imag", "real"]
_OF_COMPLEX = re.compile(rf"c({'|'.join(_TO_COMPLEX + _TO_REAL)})([fl]?)")
_BY_NUMBER = 1 << 63

_CODE = """\
#include <complex.h>
typedef struct { double real, imaginary; } D; /* as Microsoft's compiler passes them */
typedef struct { float real, imaginary; } F;
static double complex of_d(D v) { double complex z; __real__ z = v.real; __imag__ z = v.imaginary; return z; }
static float complex of_f(F v) { float complex z; __real__ z = v.real; __imag__ z = v.imaginary; return z; }
static D to_d(double complex z) { D v = { creal(z), cimag(z) }; return v; }
static F to_f(float complex z) { F v = { crealf(z), cimagf(z) }; return v; }
"""


def put(wine: Wine, packages: Path) -> None:
    """Put the DLL beside numpy's modules that ask for it, and have them ask for it."""
    asking, functions = [], set()
    for module in sorted((packages / "numpy").rglob("*.pyd")):
        imported = set(_imported(module.read_bytes()))
        if imported:
            asking.append(module)
            functions |= imported
    if not asking:
        return
    made = asking[0].with_name(_GIVEN)
    code, exports = made.with_suffix(".c"), made.with_suffix(".def")
    wrapped = {name: found for name in sorted(functions) if (found := _OF_COMPLEX.fullmatch(name))}
    code.write_text(_CODE + "".join(_wrapper(name, *found.groups()) for name, found in wrapped.items()))
    lines = [f"  {name} = {f'own_{name}' if name in wrapped else f'ucrtbase.{name}'}" for name in sorted(functions)]
    exports.write_text("\n".join(["EXPORTS", *lines, ""]))
    wine.compile_for_windows(made, code, exports)
    code.unlink()
    exports.unlink()
    for module in asking:
        module.write_bytes(module.read_bytes().replace(_ASKED.encode(), _GIVEN.encode()))
        module.with_name(_GIVEN).write_bytes(made.read_bytes())


def _imported(module: bytes) -> Iterator[str]:
    """Yield the functions of that DLL for which a module of 64 bits asks.

    The compiler's own objdump sees only the first few DLLs of a wheel that was repaired after it was linked.
    """

    def number(size: str, offset: int) -> int:
        return int(struct.unpack_from(f"<{size}", module, offset)[0])

    def text(address: int) -> str:
        start = place(address)
        return module[start : module.index(b"\0", start)].decode()

    def place(address: int) -> int:
        for section in range(sections, sections + 40 * number("H", header + 6), 40):
            size, begins, _, raw = struct.unpack_from("<IIII", module, section + 8)
            if begins <= address < begins + size:
                return int(address - begins + raw)
        raise ValueError(f"no section of the module holds {address:#x}")

    header = number("I", 0x3C)
    sections = header + 24 + number("H", header + 20)
    library = place(number("I", header + 24 + 120))
    while number("I", library + 12):
        if text(number("I", library + 12)).lower() == _ASKED:
            function = place(number("I", library))
            while name := number("Q", function):
                if name < _BY_NUMBER:
                    yield text(name + 2)  # the two bytes before it are a hint
                function += 8
        library += 20


def _wrapper(name: str, function: str, size: str) -> str:
    """Return a function in C that calls the compiler's own. A long double is a double for Microsoft."""
    kind = "f" if size == "f" else "d"
    given, own = kind.upper(), f"c{function}{'f' if kind == 'f' else ''}"
    if function in _TO_REAL:
        return f"{'float' if kind == 'f' else 'double'} own_{name}({given} a) {{ return {own}(of_{kind}(a)); }}\n"
    if function == "pow":
        return f"{given} own_{name}({given} a, {given} b) {{ return to_{kind}({own}(of_{kind}(a), of_{kind}(b))); }}\n"
    return f"{given} own_{name}({given} a) {{ return to_{kind}({own}(of_{kind}(a))); }}\n"
