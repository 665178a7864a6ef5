"""Questions of the papers room that are more than one queryset."""

from giaoban.documents.reads.marking import Pointer, Stretch, TextLine, marked_lines

__all__ = ["Pointer", "Stretch", "TextLine", "marked_lines"]
