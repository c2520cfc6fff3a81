"""cedu 策度: facts out of Chinese policy pages, each with the bytes it came from.

    import cedu
    page = cedu.read('page.html')              # the article: repaired text, metadata, findings of damage
    facts = cedu.facts('pages/')               # facts of a file, of bytes, of a folder: a list with .to_pandas(), .to_polars()
    base = cedu.open('cedu.db')                # a knowledge base that `cedu add` made: base.facts(region='成都市')
    base.assess('plan.docx').points            # the desk on it: drafts, matching, programmes, tables of your own

Reading runs in C with the interpreter's lock released, so threads read in parallel. Offsets are code points (`start`, `end`) and
bytes (`byte_start`, `byte_end`) into the payload, as docs/CONTRACT says; `quote` is the payload's own characters.
"""
from ._base import Base, open
from ._desk import Assessment, Match, Outcome, Point, Programme, Statement, Table
from ._engine import Engine, Error, facts, read, repair, version
from ._types import Document, Fact, Facts, Finding, Paragraph

__version__ = version()
__all__ = ['Assessment', 'Base', 'Document', 'Engine', 'Error', 'Fact', 'Facts', 'Finding', 'Match', 'Outcome', 'Paragraph', 'Point', 'Programme', 'Statement', 'Table', 'facts', 'open', 'read', 'repair', 'version']
