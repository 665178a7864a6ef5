"""
Drafts as structured text, without Django: clauses with lasting ids, their numbers, their comparison.

`content` holds the clauses and their JSON, `plain` and `word` read them from text and .docx, `aligning`
carries ids from one state of a text to the next and says what became of each clause, `comparing` marks
words, `merging` brings two people's edits together, `blocks` hands the text to the layouts.
"""

from giaoban.documents.drafting.blocks import to_annexes, to_blocks

__all__ = ["to_annexes", "to_blocks"]
