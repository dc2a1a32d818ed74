"""A zip written again with some of its entries changed or added; all others are copied as they lie, packed bytes and all."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from danvan.kernel.errors import InputError
from danvan.kernel.said import mark

_RECORD = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_UNSET = 0xFFFFFFFF
_SIZES_BEHIND = 0x8
_DEFLATED = 8
_VERSION = 20
_ODD = mark("its zip is built in a way that is read, but not written. Open it in Word, save it again, and use that copy")


@dataclass(slots=True)
class _Entry:
    """An entry of the table of contents as it is written, and where its local header stands."""

    record: bytes
    offset: int

    @property
    def name(self) -> bytes:
        return self.record[_RECORD.size : _RECORD.size + _RECORD.unpack_from(self.record)[10]]

    def at(self, offset: int) -> bytes:
        return self.record[: _RECORD.size - 4] + struct.pack("<I", offset) + self.record[_RECORD.size :]


def repacked(data: bytes, changed: Mapping[str, bytes], date: datetime, file: Path) -> bytes:
    """`data`, a zip, with the entries of `changed` replaced, or added at the end where there are none of that name.

    Names are as in the zip. Raises InputError for a zip over 4 GB or with something before it.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        directory, comment = archive.start_dir, archive.comment
    entries = _entries(data, directory, file)
    ends = dict(
        zip(sorted(one.offset for one in entries), sorted([*(one.offset for one in entries), directory])[1:], strict=True)
    )
    new = {name.encode(): content for name, content in changed.items()}
    out = bytearray()
    records: dict[int, bytes] = {}
    last = {one.name: at for at, one in enumerate(entries)}
    for at, one in sorted(enumerate(entries), key=lambda pair: pair[1].offset):
        start = len(out)
        if one.name in new and last[one.name] == at:
            local, records[at] = _written(one, new[one.name], start)
            out += local
        else:
            out += data[one.offset : ends[one.offset]]
            records[at] = one.at(start)
    for name, content in new.items():
        if name not in last:
            local, records[len(records)] = _written(_Entry(_fresh(name, date), 0), content, len(out))
            out += local
    table = b"".join(records[at] for at in sorted(records))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(records), len(records), len(table), len(out), len(comment))
    return bytes(out) + table + end + comment


def _entries(data: bytes, at: int, file: Path) -> list[_Entry]:
    found: list[_Entry] = []
    while data[at : at + 4] == b"PK\x01\x02":
        fields = _RECORD.unpack_from(data, at)
        size = _RECORD.size + sum(fields[10:13])
        offset = fields[16]
        if offset == _UNSET or data[offset : offset + 4] != b"PK\x03\x04":
            raise InputError(file=file, reason=_ODD)
        found.append(_Entry(data[at : at + size], offset))
        at += size
    return found


def _fresh(name: bytes, date: datetime) -> bytes:
    """A record of the table of contents for an entry that was not there."""
    day = (max(date.year, 1980) - 1980) << 9 | date.month << 5 | date.day
    time = date.hour << 11 | date.minute << 5 | date.second // 2
    fields = (b"PK\x01\x02", _VERSION, _VERSION, 0, _DEFLATED, time, day, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
    return _RECORD.pack(*fields) + name


def _written(entry: _Entry, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """The local entry with new content, and its record: name, order, packing and date as they were."""
    fields = list(_RECORD.unpack_from(entry.record))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush() if fields[4] == _DEFLATED else content
    fields[3] &= ~_SIZES_BEHIND
    fields[7:10] = zlib.crc32(content), len(packed), len(content)
    fields[11] = 0
    fields[16] = offset
    comment = entry.record[_RECORD.size + len(entry.name) + _RECORD.unpack_from(entry.record)[11] :]
    local = _LOCAL.pack(b"PK\x03\x04", *fields[2:10], len(entry.name), 0)
    return local + entry.name + packed, _RECORD.pack(*fields) + entry.name + comment
