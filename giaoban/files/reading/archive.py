"""Opening a zip package (.docx and its kin) without trusting anything it says about itself."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import IO, Any, Final, TypeAlias

from lxml import etree

from giaoban.files.reading.paper import Reason, Unreadable

LIMIT_ENTRIES: Final = 2_000
LIMIT_UNPACKED_BYTES: Final = 200 * 1024 * 1024
LIMIT_PART_BYTES: Final = 16 * 1024 * 1024
LIMIT_RATIO: Final = 200
_RATIO_MATTERS_FROM_BYTES: Final = 1024 * 1024
_LIMIT_DIRECTORY_BYTES: Final = 1024 * 1024
_LIMIT_NODES: Final = 1_000_000  # a tree of these takes some 130 MB
_END_RECORD: Final = b"PK\x05\x06"
_END64_LOCATOR: Final = b"PK\x06\x07"
_ENCRYPTED_BIT: Final = 0x1
_NESTED: Final = re.compile(r"\.(zip|7z|rar|gz|tgz|bz2|xz|jar|tar|zst|cab|iso)$", re.IGNORECASE)
_NESTED_OFFICE: Final = re.compile(r"\.(docx|xlsx|pptx)$", re.IGNORECASE)
_DECLARATION: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)

Element: TypeAlias = Any  # of lxml, which ships no types


class Archive:
    """A zip package whose directory has been found harmless."""

    def __init__(self, data: bytes) -> None:
        """Raises Unreadable: corrupt, encrypted or zip_bomb."""
        _check_end_record(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
            raise Unreadable(Reason.CORRUPT, "zip directory") from error
        _check_entries(entries, len(data))
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        if len(self._entries) != len(entries):
            raise Unreadable(Reason.CORRUPT, "one name twice")

    @property
    def names(self) -> list[str]:
        """The names of the parts."""
        return list(self._entries)

    def part(self, name: str, limit_bytes: int = LIMIT_PART_BYTES) -> bytes | None:
        """
        The bytes of one part; None when there is none of that name.

        Raises Unreadable: corrupt, or zip_bomb when more than `limit_bytes` come out, whatever was promised.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as stream:
                unpacked = stream.read(limit_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
            raise Unreadable(Reason.CORRUPT, f"part {name}") from error
        except (NotImplementedError, RuntimeError) as error:
            raise Unreadable(Reason.CORRUPT, f"part {name}: unknown packing") from error
        if len(unpacked) > limit_bytes:
            raise Unreadable(Reason.ZIP_BOMB, f"part {name} is too large")
        return unpacked

    def ends(self, name: str, first: int, last: int) -> tuple[bytes, bytes]:
        """
        The first and the last bytes of one part, however long it is; both empty when there is none.

        Only they are held in memory. Raises Unreadable: corrupt, zip_bomb.
        """
        entry = self._entries.get(name)
        if entry is None:
            return b"", b""
        try:
            with self._zip.open(entry) as stream:
                begins = stream.read(first)
                return begins, _last_of(stream, begins, last) if last else b""
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
            raise Unreadable(Reason.CORRUPT, f"part {name}") from error
        except (NotImplementedError, RuntimeError) as error:
            raise Unreadable(Reason.CORRUPT, f"part {name}: unknown packing") from error

    def xml(self, name: str) -> Element | None:
        """
        The root of one XML part; None when there is none of that name.

        Raises Unreadable: corrupt, zip_bomb, or xml_bomb when it declares a document type or an entity.
        """
        data = self.part(name)
        return None if data is None else parse_xml(data)


def _last_of(stream: IO[bytes], begins: bytes, last: int) -> bytes:
    """The last bytes of a stream of which `begins` was read."""
    tail, read = begins[-last:], len(begins)
    while piece := stream.read(1024 * 1024):
        tail, read = (tail + piece)[-last:], read + len(piece)
        if read > LIMIT_UNPACKED_BYTES:
            raise Unreadable(Reason.ZIP_BOMB, "a part without end")
    return tail


def parse_xml(data: bytes) -> Element:
    """
    The root of an XML text that declares no document type.

    Office formats never do; entities are the road to endless expansion and to other files.
    """
    if data.count(b"<") + data.count(b"=") > _LIMIT_NODES:
        raise Unreadable(Reason.ZIP_BOMB, "too many elements")
    if _DECLARATION.search(data.replace(b"\0", b"")):
        raise Unreadable(Reason.XML_BOMB, "document type or entity")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(Reason.CORRUPT, "not well-formed") from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(Reason.XML_BOMB, "document type")
    return root


def _check_end_record(data: bytes) -> None:
    """Look at the end record by hand: a directory of millions of entries must not even be listed."""
    found = data.rfind(_END_RECORD, max(0, len(data) - 65_557))
    if found < 0 or len(data) < found + 22:
        raise Unreadable(Reason.CORRUPT, "no end record")
    count, directory_bytes = struct.unpack_from("<HL", data, found + 10)
    if data[max(0, found - 20) : found].startswith(_END64_LOCATOR):
        raise Unreadable(Reason.ZIP_BOMB, "zip64")
    if count > LIMIT_ENTRIES or directory_bytes > _LIMIT_DIRECTORY_BYTES:
        raise Unreadable(Reason.ZIP_BOMB, "too many entries")


def _check_entries(entries: list[zipfile.ZipInfo], archive_bytes: int) -> None:
    if len(entries) > LIMIT_ENTRIES:
        raise Unreadable(Reason.ZIP_BOMB, "too many entries")
    if sum(entry.compress_size for entry in entries) > archive_bytes:
        raise Unreadable(Reason.ZIP_BOMB, "entries overlap")
    if sum(entry.file_size for entry in entries) > LIMIT_UNPACKED_BYTES:
        raise Unreadable(Reason.ZIP_BOMB, "too large unpacked")
    for entry in entries:
        _check_entry(entry)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED_BIT:
        raise Unreadable(Reason.ENCRYPTED, "zip password")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable(Reason.CORRUPT, "unknown packing")
    big = entry.file_size > _RATIO_MATTERS_FROM_BYTES
    if big and entry.file_size > LIMIT_RATIO * max(entry.compress_size, 1):
        raise Unreadable(Reason.ZIP_BOMB, "packed too tightly")
    embedded = "/embeddings/" in entry.filename
    if _NESTED.search(entry.filename) or (_NESTED_OFFICE.search(entry.filename) and not embedded):
        raise Unreadable(Reason.ZIP_BOMB, "archive within the archive")
    if ".." in entry.filename.replace("\\", "/").split("/"):
        raise Unreadable(Reason.CORRUPT, "path out of the archive")
