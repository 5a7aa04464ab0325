"""Read files that may be compressed and may be hostile: bounded memory, bounded unpacking, broken parts told."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from takhrij.archive.sources.item import LARGEST
from takhrij.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024
_FREE = 64 * 1024 * 1024  # bytes unpacked before their ratio to the packed ones counts
_RATIO = 200  # text packs 3 to 20 times; a page of one letter 1,000 times


class BrokenPartError(ReadError):
    """A compressed part cannot be unpacked; reading goes on with the next part that can."""

    def __init__(self, cause: str) -> None:
        super().__init__("broken-part", cause, "Get the file again; what could be read was read.")


class Unpacked(io.RawIOBase):
    """Bytes of a gzip file, whose parts (members) may each be one record.

    Raises BrokenPartError once for a damaged part, ReadError where far more comes out than any text holds.
    """

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self.packed = packed
        self.waiting = b""
        self.inflate: zlib._Decompress | None = None
        self.taken = self.given = 0
        self.lost = False  # looking for the next part after a damaged one

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer as far as one step of unpacking does."""
        while self.waiting or self._more():
            if self.inflate is None and not self._begin():
                continue
            out = self._step(len(buffer))
            if out:
                self._watch(len(out))
                buffer[: len(out)] = out
                return len(out)
        if self.inflate is not None:
            self.inflate = None
            raise BrokenPartError("the file ends within a compressed part")
        return 0

    def _more(self) -> bool:
        chunk = self.packed.read(_CHUNK)
        self.taken += len(chunk)
        self.waiting += chunk
        return bool(chunk)

    def _begin(self) -> bool:
        """Go to the beginning of the next part; False where more bytes are needed to find it."""
        if not self.lost:
            self.waiting = self.waiting.lstrip(b"\0")  # padding between parts is allowed
            if GZIP.startswith(self.waiting):
                if self.waiting == GZIP:
                    self.inflate = zlib.decompressobj(wbits=31)
                elif not self._more():
                    self.waiting = b""
                return self.inflate is not None
        at = self.waiting.find(GZIP)
        known, self.lost = self.lost, at < 0
        self.waiting = self.waiting[at if at >= 0 else -2 :]
        if at and not known:
            raise BrokenPartError("there are bytes that are no compressed part")
        if at < 0:
            if not self._more():
                self.waiting = b""
            return False
        self.inflate = zlib.decompressobj(wbits=31)
        return True

    def _step(self, size: int) -> bytes:
        if self.inflate is None:
            return b""
        try:
            out = self.inflate.decompress(self.waiting, size)
        except zlib.error as e:
            self.inflate, self.lost = None, True
            self.waiting = self.waiting[1:]  # the damaged part itself is not the next one
            raise BrokenPartError(f"a compressed part is damaged: {e}") from e
        if self.inflate.eof:
            self.waiting = self.inflate.unused_data
            self.inflate = None
        else:
            self.waiting = self.inflate.unconsumed_tail
        return out

    def _watch(self, size: int) -> None:
        self.given += size
        if self.given > _FREE and self.given > _RATIO * self.taken:
            message = f"it unpacks to more than {_RATIO} times its size"
            raise ReadError("suspicious-compression", message, "Unpack it by hand, and look what it holds.")


def open_stream(raw: BinaryIO) -> BinaryIO:
    """The bytes of a file, unpacked where it is a gzip file. `raw` must be able to peek (a buffered reader)."""
    if raw.peek(3)[:3] == GZIP:  # type: ignore[attr-defined]
        return io.BufferedReader(Unpacked(raw), _CHUNK)
    return raw


def sample(raw: BinaryIO, size: int) -> bytes:
    """The first bytes of a file, unpacked where it is a gzip file; fewer where it is damaged."""
    if raw.peek(3)[:3] != GZIP:  # type: ignore[attr-defined]
        return raw.read(size)
    stream, out = Unpacked(raw), b""
    try:
        while len(out) < size and (more := stream.read(size)):
            out += more
    except ReadError:
        pass
    return out[:size]


def unpack(data: bytes, kind: str, largest: int = LARGEST) -> bytes:
    """Undo gzip or deflate, up to `largest` bytes. Raises ReadError for another encoding or a damaged one."""
    for wbits in {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}.get(kind, ()):
        inflate = zlib.decompressobj(wbits=wbits)
        try:
            out = inflate.decompress(data, largest + 1)
        except zlib.error:
            continue
        if len(out) > largest:
            raise ReadError("too-large", f"the page unpacks to more than {largest >> 20} MiB", "Give the page alone.")
        return out
    raise ReadError("unreadable-encoding", f"the page cannot be unpacked ({kind})", "Save it without compression.")


def read_lines(stream: BinaryIO, largest: int = LARGEST) -> Iterator[bytes | None]:
    """Lines with their ends, None for one that is longer than `largest` bytes."""
    while line := stream.readline(largest + 1):
        if len(line) <= largest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None
