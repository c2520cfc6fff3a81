"""What comes back: plain dataclasses made of the records of CONTRACT, and a list of facts that knows tables and notebooks."""
from __future__ import annotations

import array
import dataclasses
import html
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Iterable, Iterator, List, Mapping, Optional, Tuple, Union, overload

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


_FACT_DEFAULTS = {f.name: f.default for f in dataclasses.fields(Fact) if f.default is not dataclasses.MISSING}
_FACT_NAMES = frozenset(FACT_FIELDS)


def fact(record: dict) -> Fact:
    """A Fact of a `fact` record, which is used up. Fills the instance directly: a frozen dataclass's __init__ costs more than the JSON."""
    extra = {k: record.pop(k) for k in record.keys() - _FACT_NAMES}
    extra.pop('v', None)
    extra.pop('type', None)
    for k in ('value', 'value_max'):
        if record.get(k) is not None:
            record[k] = float(record[k])
    new = object.__new__(Fact)
    new.__dict__.update(_FACT_DEFAULTS)
    new.__dict__.update(record)
    new.__dict__['extra'] = extra
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


# What columns.c writes, in its order.
NUMBER_COLUMNS = ('value', 'value_max', 'confidence', 'review', 'start', 'end', 'byte_start', 'byte_end')
TEXT_COLUMNS = ('id', 'doc', 'kind', 'region', 'region_code', 'subject', 'subject_id', 'period', 'unit', 'modifier', 'as_written', 'source',
                'stance', 'polarity', 'rule', 'quote', 'clean_quote')


class Page:
    """One page's facts as they left the engine: the lines of CONTRACT, and the same as columns (None: only the lines)."""
    __slots__ = ('lines', 'columns', 'count')

    def __init__(self, lines: bytes, columns: Optional[bytes]):
        self.lines, self.columns = lines, columns
        self.count: int = struct.unpack_from('=Q', columns)[0] if columns else lines.count(b'\n') - 1

    def records(self) -> list:
        return json.loads(b'[' + self.lines.strip().replace(b'\n', b',') + b']')  # one object a line


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
                records = p.records()
                documents.append(document(dict(records[0], sha256=records[0].get('doc', records[0].get('sha256')))))
                items.extend(map(fact, records[1:]))
            self._items, self._documents = items, documents
        return self._items

    @property
    def documents(self) -> List[Document]:
        self._made()
        return self._documents or []

    def __len__(self) -> int:
        return len(self._items) if self._items is not None else sum(p.count for p in self._pages or [])

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

    def _columns(self, raw: bool = False) -> dict:
        """Every field as a list, in the order of FACT_FIELDS; raw: numbers and flags as arrays of doubles."""
        if self._pages is None or not all(p.columns for p in self._pages):
            rows = self.records()
            return {k: [r[k] for r in rows] for k in FACT_FIELDS}
        numbers = array.array('d')
        texts: List[List[bytes]] = [[] for _ in TEXT_COLUMNS]
        for p in self._pages:
            end = 8 + p.count * len(NUMBER_COLUMNS) * 8
            numbers.frombytes(p.columns[8:end])  # type: ignore[index]
            for column, text in zip(texts, p.columns[end:].split(b'\x1e')):  # type: ignore[index]
                column.append(text)
        out: dict = {}
        for name, parts in zip(TEXT_COLUMNS, texts):
            whole = b''.join(parts).decode('utf-8', 'replace')
            values = whole.split('\0')
            values.pop()
            out[name] = [None if v == '\1' else v for v in values] if '\1' in whole else values
        for i, name in enumerate(NUMBER_COLUMNS):
            given = numbers[i::len(NUMBER_COLUMNS)]
            out[name] = given if raw or i < 3 else list(map(bool if name == 'review' else int, given))
        return {k: out[k] for k in FACT_FIELDS}

    def to_pandas(self) -> 'pandas.DataFrame':
        """A pandas DataFrame (pandas must be installed). Parquet: .to_pandas().to_parquet(path)."""
        import numpy
        import pandas
        kinds = dict.fromkeys(('value', 'value_max', 'confidence'), 'float64')
        kinds.update(dict.fromkeys(('start', 'end', 'byte_start', 'byte_end'), 'int64'), review='bool')
        # Texts stay the objects they are: pandas would look for a narrower type in every column, unless a Series says which it has.
        made = {}
        for k, c in self._columns(raw=True).items():
            t = kinds.get(k, 'object')
            values = numpy.asarray(c).astype(t) if isinstance(c, array.array) else numpy.array(c, dtype=t)
            made[k] = pandas.Series(values, dtype=t, copy=False)
        return pandas.DataFrame(made, copy=False)

    def to_polars(self) -> 'polars.DataFrame':
        """A Polars DataFrame (polars must be installed)."""
        import polars
        numbers = {'value', 'value_max', 'confidence'}
        whole = {'start', 'end', 'byte_start', 'byte_end'}
        kind: dict = {k: polars.Float64 if k in numbers else polars.Int64 if k in whole else polars.Boolean if k == 'review' else polars.String
                      for k in FACT_FIELDS}
        columns = {k: [None if v is None or v != v else v for v in c] if k in numbers else c for k, c in self._columns().items()}
        return polars.DataFrame(columns, schema=kind)

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
