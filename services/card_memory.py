"""A worker's memory for thousands of texts that are much alike: packed small, the ones used last kept."""

import marshal
import zlib
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

MOST_BYTES = 4_000_000
# What Python keeps of an entry beside its bytes: key, links, its place in the table.
_OVERHEAD = 300
# Raw deflate: without a header and a checksum.
_RAW = -zlib.MAX_WBITS
# The window of deflate: nothing before it is seen.
_DICTIONARY = 32_000

Key = tuple[int, str]


class Memory:
    """{key: tuple of texts, numbers, bytes and tuples of them}, of one version of the directory, within `MOST_BYTES`.

    Most of a text is what all say: the first ones put are the dictionary by which that version's are packed.
    """

    def __init__(self):
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        self._packed: OrderedDict[Key, bytes] = OrderedDict()
        self._version, self._bytes, self._dictionary = None, 0, b""

    def get(self, keys: Iterable[Key], version: int) -> dict[Key, tuple]:
        with self._lock:
            if version != self._version:
                self.clear()
                self._version = version
            packed = {key: self._packed[key] for key in keys if key in self._packed}
            for key in packed:
                self._packed.move_to_end(key)
            dictionary = self._dictionary
        return {key: _unpacked(text, dictionary) for key, text in packed.items()}

    def put(self, texts: dict[Key, tuple], version: int) -> None:
        dumped = {key: marshal.dumps(text) for key, text in texts.items()}
        with self._lock:
            if version != self._version:
                return
            self._dictionary = self._dictionary or b"".join(dumped.values())[:_DICTIONARY]
            for key, text in dumped.items():
                self._bytes -= self._size(self._packed.pop(key, None))
                self._packed[key] = _packed(text, self._dictionary)
                self._bytes += self._size(self._packed[key])
            while self._bytes > MOST_BYTES:
                self._bytes -= self._size(self._packed.popitem(last=False)[1])

    def _size(self, packed: bytes | None) -> int:
        return 0 if packed is None else _OVERHEAD + len(packed)


def _packed(text: bytes, dictionary: bytes) -> bytes:
    packer = zlib.compressobj(level=1, wbits=_RAW, zdict=dictionary)
    return packer.compress(text) + packer.flush()


def _unpacked(packed: bytes, dictionary: bytes) -> tuple:
    unpacker = zlib.decompressobj(_RAW, dictionary)
    return marshal.loads(unpacker.decompress(packed) + unpacker.flush())
