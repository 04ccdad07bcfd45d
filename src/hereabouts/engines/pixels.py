"""A picture as pixels, for documents that hold no drawing: lines, boxes and small numbers, written as PNG by hand.

A Word file needs a PNG, and a library that draws would be a large thing for one chart.
"""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

WHITE, INK, NAVY, GREY, PALE = (255, 255, 255), (21, 24, 28), (18, 67, 109), (198, 205, 212), (236, 239, 241)
# Five rows of three dots each, top to bottom.
DOTS = {
    "0": ("111", "101", "101", "101", "111"), "1": ("010", "110", "010", "010", "111"),
    "2": ("111", "001", "111", "100", "111"), "3": ("111", "001", "111", "001", "111"),
    "4": ("101", "101", "111", "001", "001"), "5": ("111", "100", "111", "001", "111"),
    "6": ("111", "100", "111", "101", "111"), "7": ("111", "001", "010", "010", "010"),
    "8": ("111", "101", "111", "101", "111"), "9": ("111", "101", "111", "001", "111"),
}  # fmt: skip

Colour = tuple[int, int, int]


class Pixels:
    """A white picture to draw on."""

    def __init__(self, width: int, height: int) -> None:
        self.dots: NDArray[np.uint8] = np.full((height, width, 3), 255, np.uint8)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour = INK) -> None:
        """Fill a box."""
        self.dots[max(0, round(y)) : round(y + height), max(0, round(x)) : max(round(x) + 1, round(x + width))] = colour

    def frame(self, x: float, y: float, size: float, colour: Colour = NAVY) -> None:
        """Draw a hollow square."""
        self.box(x, y, size, size, colour)
        self.box(x + 4, y + 4, size - 8, size - 8, WHITE)

    def number(self, x: float, y: float, n: int, scale: int = 4) -> None:
        """Write a whole number."""
        for place, digit in enumerate(str(n)):
            for row, line in enumerate(DOTS[digit]):
                for column, dot in enumerate(line):
                    if dot == "1":
                        self.box(x + (place * 4 + column) * scale, y + row * scale, scale, scale)

    def png(self) -> bytes:
        """Give the picture as PNG; the same dots are always the same bytes."""
        height, width, _ = self.dots.shape
        lines = np.hstack([np.zeros((height, 1), np.uint8), self.dots.reshape(height, width * 3)]).tobytes()
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in parts
        )
