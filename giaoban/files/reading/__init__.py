"""Reading of uploaded papers (.docx, .pdf, .txt) without Django: bytes in, text with structure out."""

from giaoban.files.reading.evidence import check_evidence, peek_evidence
from giaoban.files.reading.marked import (
    Comment,
    MarkedPaper,
    MarkedParagraph,
    MarkedTable,
    Piece,
    accepted,
    original,
    read_marked,
)
from giaoban.files.reading.names import extension, safe_filename
from giaoban.files.reading.paper import LIMIT_BYTES, Block, BlockKind, Caution, Paper, Reason, Unreadable
from giaoban.files.reading.reader import READABLE, kind_of, peek, read_paper
from giaoban.files.reading.table import (
    TABLES,
    SheetTable,
    clean_cell,
    raw_sheets,
    read_tables,
    read_values,
    refuse_other_package,
    spans_across,
    unmerged,
)

__all__ = [
    "LIMIT_BYTES",
    "READABLE",
    "TABLES",
    "Block",
    "BlockKind",
    "Caution",
    "Comment",
    "MarkedPaper",
    "MarkedParagraph",
    "MarkedTable",
    "Paper",
    "Piece",
    "Reason",
    "SheetTable",
    "Unreadable",
    "accepted",
    "check_evidence",
    "clean_cell",
    "extension",
    "kind_of",
    "original",
    "peek",
    "peek_evidence",
    "raw_sheets",
    "read_marked",
    "read_paper",
    "read_tables",
    "read_values",
    "refuse_other_package",
    "safe_filename",
    "spans_across",
    "unmerged",
]
