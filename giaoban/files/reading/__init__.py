"""Reading of uploaded papers (.docx, .pdf, .txt) without Django: bytes in, text with structure out."""

from giaoban.files.reading.evidence import check_evidence, peek_evidence
from giaoban.files.reading.names import extension, safe_filename
from giaoban.files.reading.paper import LIMIT_BYTES, Block, BlockKind, Caution, Paper, Reason, Unreadable
from giaoban.files.reading.reader import READABLE, kind_of, peek, read_paper

__all__ = [
    "LIMIT_BYTES",
    "READABLE",
    "Block",
    "BlockKind",
    "Caution",
    "Paper",
    "Reason",
    "Unreadable",
    "check_evidence",
    "extension",
    "kind_of",
    "peek",
    "peek_evidence",
    "read_paper",
    "safe_filename",
]
