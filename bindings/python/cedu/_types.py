"""What comes back: plain dataclasses made of the records of CONTRACT, and a list of facts that knows tables and notebooks."""
from __future__ import annotations

import dataclasses
import html
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Iterable, Iterator, List, Mapping, Optional, Tuple, Union, overload

from . import _columns
from ._native import ffi, lib

if TYPE_CHECKING:
    import pandas
    import polars

Regions = Union[None, str, list]


@dataclass(frozen=True)
class Finding:
    """Damage or doubt: its class, how often, and where it is placed the text before and after repair."""
    kind: str
    count: int = 1
    start: Optional[int] = None
    end: Optional[int] = None
    before: Optional[str] = None
    after: Optional[str] = None
    confidence: Optional[float] = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the article: clean text, its place in the decoded payload, 0 or its level as a heading."""
    text: str
    start: int
    end: int
    heading: int = 0


@dataclass(frozen=True)
class Document:
    """A page as read. `extra` has the fields of the record that this version of the package does not name."""
    file: str
    sha256: str
    encoding: Optional[str] = None
    title: Optional[str] = None
    published: Optional[str] = None
    outlet: Optional[str] = None
    url: Optional[str] = None
    authors: tuple = ()
    doc_type: Optional[str] = None
    paragraphs: tuple = ()
    findings: tuple = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article, a paragraph a line."""
        return '\n'.join(p.text for p in self.paragraphs)


@dataclass(frozen=True)
class Fact:
    """One fact. The fields of all kinds are named here; those of one kind alone (list, issuers, rate …) are in `extra`."""
    id: str
    doc: str
    kind: str
    region: Regions = None
    region_code: Optional[str] = None
    subject: Optional[str] = None
    subject_id: Optional[str] = None
    period: Optional[str] = None
    value: Optional[float] = None
    value_max: Optional[float] = None
    unit: Optional[str] = None
    modifier: Optional[str] = None
    as_written: Optional[str] = None
    source: Optional[str] = None
    stance: Optional[str] = None
    polarity: Optional[str] = None
    confidence: float = 0.0
    review: bool = False
    rule: Optional[str] = None
    quote: str = ''
    clean_quote: str = ''
    start: int = 0
    end: int = 0
    byte_start: int = 0
    byte_end: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        return Facts([self])._repr_html_()


FACT_FIELDS = tuple(f.name for f in dataclasses.fields(Fact) if f.name != 'extra')
_DOCUMENT_FIELDS = tuple(f.name for f in dataclasses.fields(Document) if f.name != 'extra')


def fact(known: dict, extra: dict) -> Fact:
    """Fills the instance directly: a frozen dataclass's __init__ costs more than all else. `known`: every field of FACT_FIELDS."""
    new = object.__new__(Fact)
    known['region'] = extra.pop('region', known['region'])
    extra.pop('polarity', None)
    known['extra'] = extra
    new.__dict__.update(known)
    return new


def document(record: Mapping[str, Any]) -> Document:
    """A Document of a `cedu read` record."""
    known: dict = {k: record[k] for k in _DOCUMENT_FIELDS if k in record}
    known['authors'] = tuple(record.get('authors') or ())
    known['paragraphs'] = tuple(Paragraph(p['text'], p['start'], p['end'], p.get('heading', 0)) for p in record.get('paragraphs') or ())
    known['findings'] = tuple(Finding(f['class'], f.get('count', 1), f.get('start'), f.get('end'), f.get('before'), f.get('after'),
                                      f.get('confidence')) for f in record.get('findings') or ())
    return Document(**known, extra={k: v for k, v in record.items() if k not in _DOCUMENT_FIELDS and k not in ('v', 'error')})


def _shown(f: Fact) -> str:
    if f.as_written:
        return f.as_written
    return '' if f.value is None else '%g%s' % (f.value, f.unit or '')


_NUMPY = {'text': 'object', 'number': 'float64', 'whole': 'int64', 'flag': 'bool'}
_CTYPES = {'text': 'uint32_t *', 'number': 'double *', 'whole': 'int64_t *', 'flag': 'bool *'}


class Page:
    """One page's facts as they left the engine: columns, and as lines of JSON what they do not hold. Both are the C library's memory."""
    __slots__ = ('lines', 'columns')

    def __init__(self, lines: Any, columns: Any):
        if columns == ffi.NULL:
            raise MemoryError
        self.lines, self.columns = lines, ffi.gc(columns, lib.cedu_py_free)

    def __len__(self) -> int:
        return self.columns.rows

    def objects(self) -> Tuple[Document, List[Fact]]:
        record, *details = json.loads(b'[' + bytes(self.lines).strip().replace(b'\n', b',') + b']')  # one object a line
        texts = _columns.texts(_address(self.columns))
        columns: List[list] = []
        for (_, t), column in zip(_columns.FIELDS, self.columns.column):
            values: list = ffi.unpack(ffi.cast(_CTYPES[t], column), len(self))
            columns.append([texts[v] for v in values] if t == 'text' else [None if v != v else v for v in values] if t == 'number' else values)
        facts = [fact(dict(zip(FACT_FIELDS, row)), extra) for row, extra in zip(zip(*columns), details)]
        return document(dict(record, sha256=record['doc'])), facts


class _Columns:
    """Joined columns for whoever speaks Arrow's C stream."""
    __slots__ = ('_joined',)

    def __init__(self, joined: Any):
        self._joined = joined

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        return _columns.stream(_address(self._joined))


def _address(cdata: Any) -> int:
    return int(ffi.cast('uintptr_t', cdata))


class Facts(Sequence):
    """A sequence of Fact. `documents` are the pages they were read from, `errors` what could not be read: {name: sentence}.

    Objects are made when one is first looked at; to_pandas() and to_polars() need none."""

    def __init__(self, items: Iterable[Fact] = (), documents: Iterable[Document] = (), errors: Optional[Mapping[str, str]] = None,
                 pages: Optional[List[Page]] = None):
        self._pages: Optional[List[Page]] = pages
        self._items: Optional[List[Fact]] = None if pages is not None else list(items)
        self._documents: Optional[List[Document]] = None if pages is not None else list(documents)
        self.errors = dict(errors or {})

    def _made(self) -> List[Fact]:
        if self._items is None:
            items: List[Fact] = []
            documents: List[Document] = []
            for p in self._pages or []:
                page, facts = p.objects()
                documents.append(page)
                items.extend(facts)
            self._items, self._documents = items, documents
        return self._items

    @property
    def documents(self) -> List[Document]:
        self._made()
        return self._documents or []

    def __len__(self) -> int:
        return len(self._items) if self._items is not None else sum(map(len, self._pages or []))

    @overload
    def __getitem__(self, i: int) -> Fact: ...
    @overload
    def __getitem__(self, i: slice) -> 'Facts': ...
    def __getitem__(self, i: Union[int, slice]) -> Union[Fact, 'Facts']:
        return Facts(self._made()[i]) if isinstance(i, slice) else self._made()[i]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._made())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Facts, list)) and self._made() == list(other)

    def __repr__(self) -> str:
        return '<%d facts of %d pages, %d errors>' % (len(self), len(self._pages) if self._pages is not None else len(self.documents), len(self.errors))

    def records(self) -> list:
        """Flat dictionaries, a column each field; joint regions joined by 、; what one kind alone has stays in `extra`."""
        rows = []
        for f in self:
            row = {k: getattr(f, k) for k in FACT_FIELDS}
            if isinstance(row['region'], list):
                row['region'] = '、'.join(row['region'])
            rows.append(row)
        return rows

    def _joined(self) -> Any:
        """The columns of all pages (columns.h), owned."""
        pages = [p.columns for p in self._pages or []]
        all_ = lib.cedu_py_join(pages, len(pages))
        if all_ == ffi.NULL:
            raise MemoryError
        return ffi.gc(all_, lib.cedu_py_free)

    def to_arrow(self) -> Any:
        """Columns that Polars, pyarrow, DuckDB and others take without a copy (Arrow PyCapsule interface): pyarrow.table(facts.to_arrow()).
        Facts that were not read but put together are made into a table of pyarrow, which then must be installed."""
        if self._pages is not None:
            return _Columns(self._joined())
        import pyarrow
        types = {'text': pyarrow.string(), 'number': pyarrow.float64(), 'whole': pyarrow.int64(), 'flag': pyarrow.bool_()}
        return pyarrow.Table.from_pylist(self.records(), pyarrow.schema([(k, types[t]) for k, t in _columns.FIELDS]))

    def to_pandas(self) -> 'pandas.DataFrame':
        """A pandas DataFrame (pandas must be installed); equal texts are one object. Parquet: .to_pandas().to_parquet(path)."""
        import numpy
        import pandas
        if self._pages is None:
            rows = self.records()
            given: dict = {k: numpy.array([r[k] for r in rows], dtype=_NUMPY[t]) for k, t in _columns.FIELDS}
        else:
            columns, given = self._joined(), {}
            texts = numpy.array(_columns.texts(_address(columns)), dtype=object)
            for (name, t), column in zip(_columns.FIELDS, columns.column):
                kind = numpy.dtype('uint32' if t == 'text' else _NUMPY[t])
                values = numpy.frombuffer(ffi.buffer(column, columns.rows * kind.itemsize), kind)
                given[name] = texts[values] if t == 'text' else values.copy()
        # Texts stay the objects they are: pandas would look for a narrower type in every column, unless a Series says which it has.
        return pandas.DataFrame({k: pandas.Series(v, dtype=v.dtype, copy=False) for k, v in given.items()}, copy=False)

    def to_polars(self) -> 'polars.DataFrame':
        """A Polars DataFrame (polars must be installed); equal texts share their bytes."""
        import polars
        if self._pages is not None:
            return polars.DataFrame(self.to_arrow())
        types = {'text': polars.String, 'number': polars.Float64, 'whole': polars.Int64, 'flag': polars.Boolean}
        return polars.DataFrame(self.records(), schema={k: types[t] for k, t in _columns.FIELDS})

    def to_parquet(self, path: Any) -> None:
        """One row a fact, as to_pandas(); needs pandas and pyarrow."""
        self.to_pandas().to_parquet(path, index=False)

    def _repr_html_(self) -> str:
        """A table for notebooks: every value beside the sentence it stands in."""
        head = ('类型', '地区', '指标', '时间', '数值', '来源', '原文摘录')
        body = []
        for f in self._made()[:200]:
            region = '、'.join(f.region) if isinstance(f.region, list) else f.region or ''
            quote = html.escape(f.clean_quote or f.quote)
            if f.as_written:
                quote = quote.replace(html.escape(f.as_written), '<mark>%s</mark>' % html.escape(f.as_written), 1)
            cells = [f.kind, region, f.subject or '', f.period or '', _shown(f), f.source or '']
            body.append('<tr>%s<td style="text-align:left">%s</td></tr>' % (''.join('<td>%s</td>' % html.escape(str(c)) for c in cells), quote))
        more = '<p>… %d</p>' % (len(self) - 200) if len(self) > 200 else ''
        return '<table><thead><tr>%s</tr></thead><tbody>%s</tbody></table>%s' % (''.join('<th>%s</th>' % h for h in head), ''.join(body), more)
