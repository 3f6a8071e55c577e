"""Check an XLSX or DOCX file before a library expands it: a small file can unpack to gigabytes.

The library gets a copy of the parts that were checked, so it can find nothing else in the file.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from msgspec import Struct

from plan_data.errors import Unusable

MOST_PARTS = 2_000
MOST_UNPACKED = 24 * 1024 * 1024  # bytes of all XML; pictures and the like are left out
MOST_EFFORT = 1_000_000  # by the weights below; about two seconds of the libraries' time
MOST_COVERED = 20_000  # cells that merged cells and links cover
DEEPEST = 200  # levels; libxml2 has no more than 256
_MOST_NAMESPACES = 500  # in force at a time
_LONGEST_FORMAT = 300  # characters of a number format; Excel has no more than 255
_MOST_FORMULA_TEXT = 2_000_000  # characters of shared formulas, each counted in every cell

# What an element costs the libraries, as measured. Anything else in a workbook, such as a format,
# costs the most; most of a document is not read at all.
_WEIGHTS_IN = {"sheetData": 2, "sst": 5, "tbl": 5}
_WEIGHT_IN_WORKBOOK = 10
_WEIGHT_IN_DOCUMENT = 1

_XML_PART = re.compile(r".+\.(?:xml|rels|vml)", re.IGNORECASE)
_READABLE_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_FLAG = 1
_ELEMENTS_WITH_RANGES = {"mergeCell", "hyperlink", "comment"}  # the library makes all their cells
_ELEMENTS_WITH_PARTS = {"sheet", "pivotCache", "tablePart"}  # each makes the library read a part
_RANGE = re.compile(r"([A-Z]{1,3})0*([0-9]{1,7}):([A-Z]{1,3})0*([0-9]{1,7})")
_LETTERS_OF_COLUMNS = 26


class OfficeParts(Struct, frozen=True):
    """The checked copy of an office file, and the names of its parts."""

    data: bytes
    names: frozenset[str]


def checked_parts(data: bytes, name: str) -> OfficeParts:
    """Return a copy of an office file that has its XML alone; other parts are empty.

    Raises:
        Unusable: if the file is broken or locked, or a library would take long to read it.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            contents = _read_parts(archive)
        _weigh(contents)
        return OfficeParts(_packed(contents), frozenset(contents))
    except _Refusal as refusal:
        raise Unusable(f"'{name}' {refusal}") from None
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        expat.ExpatError,
        zipfile.zlib.error,  # type: ignore[attr-defined] # zipfile's own reference to zlib
    ) as error:
        raise Unusable(f"'{name}' is damaged and cannot be read ({error}).") from None


class _Refusal(Exception):  # noqa: N818 - its text is the end of a sentence
    pass


def _too_large() -> _Refusal:
    return _Refusal("is far too large once unpacked: give the sheet or table alone.")


def _read_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the content of each part by its name, b"" for those that are not XML."""
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise _too_large()
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise _Refusal("is locked with a password: save it without one.")
    contents: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for member in members:
        if member.filename in contents:
            raise _Refusal(
                f"is damaged and cannot be read (two parts are named {member.filename!a})."
            )
        contents[member.filename] = b""
        if _XML_PART.fullmatch(member.filename):
            contents[member.filename] = _read_part(archive, member, left)
            left -= len(contents[member.filename])
    return contents


def _read_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return a part's content; never more than `most` is unpacked, whatever the file declares."""
    if member.compress_type not in _READABLE_METHODS:
        raise _Refusal("is packed as no office program does it: save it again.")
    if member.file_size > most:
        raise _too_large()
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
        stream.read(1)  # at the end the checksum is compared
    return content


def _packed(contents: Mapping[str, bytes]) -> bytes:
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return copy.getvalue()


# What reading the parts costs.


def _weigh(contents: Mapping[str, bytes]) -> None:
    """Refuse a file whose elements would take the libraries long to read."""
    weight = _WEIGHT_IN_DOCUMENT
    if "xl/workbook.xml" in contents:
        weight = _WEIGHT_IN_WORKBOOK
    effort_of: dict[str, int] = {}
    scans = []
    for name, content in contents.items():
        if content:
            scan = _PartScan(weight, MOST_EFFORT - sum(effort_of.values()))
            scan.read(content)
            effort_of[name] = scan.effort
            scans.append((name, scan))
    if sum(scan.covered for _, scan in scans) > MOST_COVERED:
        raise _Refusal(
            f"has merged cells or links over more than {MOST_COVERED} cells: unmerge them."
        )
    effort = 0  # of all parts, each as often as it is used
    for name, scan in scans:
        effort += sum(effort_of.get(target, 0) for target in scan.targets_from(name))
    if effort > MOST_EFFORT:
        raise _too_large()


class _PartScan:
    """What one part holds, in elements by their weights; reading stops at the first limit."""

    def __init__(self, weight: int, most: int) -> None:
        self.effort = 0
        self.covered = 0
        self._targets: list[str] = []
        self._parts_used: set[str] = set()
        self._most = most
        self._weights = [weight]  # of the elements around, from the outside in
        self._namespaces = 0
        self._formula_length = 0
        self._longest_formula = 0
        self._shared_formulas = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_declarations
        parser.StartNamespaceDeclHandler = self._start_namespace
        parser.EndNamespaceDeclHandler = self._end_namespace
        self._parser = parser
        parser.Parse(content, True)  # noqa: FBT003 - the parser's name for it is its place
        if self._longest_formula * self._shared_formulas > _MOST_FORMULA_TEXT:
            raise _too_large()

    def targets_from(self, name: str) -> Iterator[str]:
        """Yield the name of each part to which this part of relationships leads."""
        folder = posixpath.dirname(posixpath.dirname(name))
        for target in self._targets:
            yield posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        weight = _WEIGHTS_IN.get(element, self._weights[-1])
        self._weights.append(weight)
        self.effort += weight
        if self.effort > self._most or len(self._weights) > DEEPEST:
            raise _too_large()
        if element == "f":
            self._start_formula(attributes)
        elif element in _ELEMENTS_WITH_RANGES:
            self.covered += _cells_in(attributes.get("ref", ""))
        elif element in _ELEMENTS_WITH_PARTS:
            self._use_part(attributes)
        elif element == "Relationship":
            self._targets.append(attributes.get("Target", ""))
        elif element == "numFmt" and len(attributes.get("formatCode", "")) > _LONGEST_FORMAT:
            raise _Refusal("has a number format that no office program writes: save it again.")

    def _end(self, name: str) -> None:
        self._weights.pop()
        if name.rpartition(" ")[2] == "f":
            self._parser.CharacterDataHandler = None
            self._longest_formula = max(self._longest_formula, self._formula_length)

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula_length = 0
        self._shared_formulas += attributes.get("t") == "shared"
        self._parser.CharacterDataHandler = self._count_formula

    def _count_formula(self, text: str) -> None:
        self._formula_length += len(text)

    def _use_part(self, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if not name.endswith(" id"):
                continue
            if value in self._parts_used:
                raise _Refusal(f"is damaged and cannot be read ({value!a} is used twice).")
            self._parts_used.add(value)

    def _start_namespace(self, _prefix: str | None, _uri: str | None) -> None:
        self._namespaces += 1
        if self._namespaces > _MOST_NAMESPACES:
            raise _too_large()

    def _end_namespace(self, _prefix: str | None) -> None:
        self._namespaces -= 1

    def _refuse_declarations(self, *_: object) -> None:
        raise _Refusal("has declarations that no office program writes: save it again.")


def _cells_in(ref: str) -> int:
    """Return how many cells a range covers: too many if it is of complete rows or columns."""
    if ":" not in ref:
        return 1
    match = _RANGE.fullmatch(ref.replace("$", "").upper())
    if not match:
        return MOST_COVERED + 1
    columns = abs(_column_number(match[3]) - _column_number(match[1])) + 1
    rows = abs(int(match[4]) - int(match[2])) + 1
    return columns * rows


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS_OF_COLUMNS + ord(letter) - ord("A") + 1
    return number
