"""The desk (docs/desk.md) as dataclasses: drafts examined, scenarios matched, programmes tried, tables of the user's own. Made of the JSON that
the C library writes; money in yuan; None is unknown. `state` is 'yes', 'no' or 'unknown', and unknown never counts as met."""
from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Mapping, Optional, Tuple, Type, TypeVar

T = TypeVar('T')


@dataclass(frozen=True)
class Evidence:
    """A fact of the base that a point rests on."""
    fact: str
    kind: str
    subject: Optional[str]
    period: Optional[str]
    value: Optional[float]
    unit: Optional[str]
    quote: Optional[str]
    doc: str
    title: Optional[str]
    published: Optional[str]
    region: Any = None  # a name, or several


@dataclass(frozen=True)
class Place:
    """Another sentence of the draft that a point is about."""
    sentence: str
    start: int
    end: int
    byte_start: int
    byte_end: int


@dataclass(frozen=True)
class Point:
    """What was found in a draft: a hint to its author, no verdict. `kind` is the class (docs/desk.md), `sentence` the payload's own characters at
    [byte_start, byte_end); `severity` is error, warning or hint."""
    kind: str
    label: str
    severity: str
    sentence: str
    clean_sentence: str
    start: int
    end: int
    byte_start: int
    byte_end: int
    found: str
    found_en: str
    advice: str
    advice_en: str
    evidence: Tuple[Evidence, ...] = ()
    also: Tuple[Place, ...] = ()
    document: Optional[Mapping[str, Any]] = None  # of a copied passage: doc, title, quote


@dataclass(frozen=True)
class Assessment:
    """A draft held against the base and against itself. `region` None: not recognised, say it with region=."""
    doc: str
    title: Optional[str]
    region: Optional[str]
    plan: bool
    facts: int
    targets: int
    base_facts: int
    points: Tuple[Point, ...] = ()


@dataclass(frozen=True)
class Score:
    """Points of one criterion: `share` (0 to 1) of `weight`."""
    criterion: str
    weight: int
    share: float


@dataclass(frozen=True)
class Candidate:
    """A supplier held against a scenario: what is not met, what nobody said (`unknown`), what pages say (shown, never counted)."""
    supplier: str
    state: str
    score: float
    points: Tuple[Score, ...]
    not_met: Tuple[str, ...]
    unknown: Tuple[str, ...]
    said: Tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Assigned:
    """A scenario and who serves it; `supplier` None: nobody, the candidates say why. met, open, refused count all suppliers."""
    id: str
    name: Optional[str]
    supplier: Optional[str]
    price: Optional[float]
    met: int
    open: int
    refused: int
    candidates: Tuple[Candidate, ...]


@dataclass(frozen=True)
class Match:
    """The best assignment. `gap` 0: proved to be the best; else another has at most so many points more."""
    scenarios: int
    assigned: int
    score: float
    cost: float
    gap: float
    rows: Tuple[Assigned, ...]


@dataclass(frozen=True)
class Note:
    """What a check says of a line of the rules."""
    line: int
    error: bool
    zh: str
    en: str


@dataclass(frozen=True)
class Programme:
    """Rules, checked: what they mean, sentence by sentence. Not `valid`: see the notes."""
    valid: bool
    name: Optional[str]
    region: Optional[str]
    budget: Optional[float]
    sentences: Tuple[str, ...]
    notes: Tuple[Note, ...]


@dataclass(frozen=True)
class Goal:
    """A target of the rules; `moved`: against the rules as they are (None: these have no such target)."""
    name: str
    value: float
    reached: float
    moved: Optional[float]


@dataclass(frozen=True)
class Grant:
    """What an application is entitled to and gets, with the arithmetic, or the reasons why not."""
    id: str
    firm: Optional[str]
    date: Optional[str]
    state: str
    entitled: float
    granted: float
    formula: Optional[str]
    why: Optional[str]
    reasons: Tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """A programme over its applications. `runs_out`: the day from which the budget would not do as they came; None: it does."""
    name: str
    sentences: Tuple[str, ...]
    notes: Tuple[str, ...]
    budget: float
    demand: float
    granted: float
    left: float
    met: int
    open: int
    refused: int
    firms: int
    runs_out: Optional[str]
    targets: Tuple[Goal, ...]
    grants: Tuple[Grant, ...]


@dataclass(frozen=True)
class Case:
    """An application and its voucher, as they stand."""
    id: str
    firm: Optional[str]
    state: str
    entitled: float
    approved: float
    open: float
    held: float
    payable: float
    expires: Optional[str]
    why: Optional[str]


@dataclass(frozen=True)
class Claim:
    """What stands between a voucher and a seller's money: `kind` held (who = the order) or payable (who = the seller)."""
    kind: str
    id: Optional[str]
    who: Optional[str]
    amount: float


@dataclass(frozen=True)
class Statement:
    """A programme as it stands: source = left + approved + open + held + payable + paid."""
    programme: str
    source: float
    left: float
    approved: float
    open: float
    held: float
    payable: float
    paid: float
    rules: str
    closed: Optional[str]
    cases: Tuple[Case, ...]
    claims: Tuple[Claim, ...]
    actors: Mapping[str, str]  # name -> role


@dataclass(frozen=True)
class Column:
    """A column of a table and the field that it is taken for; None: left out."""
    column: int
    heading: Optional[str]
    field: Optional[str]
    unit: Optional[str]
    first: Optional[str]


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be taken as it is; line and column 0: the whole table or row."""
    line: int
    column: int
    heading: Optional[str]
    text: Optional[str]
    zh: str
    en: str


@dataclass(frozen=True)
class Table:
    """A table of the user's own, looked at. Look at `mapping` and `problems`, then confirm() writes it into the base: all or nothing. After that
    `written` says whether anything changed, and added, changed, same, gone count rows."""
    kind: str
    sheet: Optional[str]
    rows: int
    examples: int
    written: bool
    added: int
    changed: int
    same: int
    gone: int
    mapping: Tuple[Column, ...]
    fields: Tuple[Mapping[str, Any], ...]
    problems: Tuple[Problem, ...]
    _write: Optional[Callable[[], 'Table']] = field(default=None, repr=False, compare=False)

    def confirm(self) -> 'Table':
        """Writes what was looked at, the same bytes in the same mapping. Raises Error while there are problems or no rows."""
        return self._write() if self._write else self


_INNER: Dict[Tuple[type, str], type] = {
    (Point, 'evidence'): Evidence, (Point, 'also'): Place, (Match, 'rows'): Assigned, (Assigned, 'candidates'): Candidate,
    (Candidate, 'points'): Score, (Programme, 'notes'): Note, (Outcome, 'targets'): Goal, (Outcome, 'grants'): Grant,
    (Statement, 'cases'): Case, (Statement, 'claims'): Claim, (Table, 'mapping'): Column, (Table, 'problems'): Problem}


def made(cls: Type[T], record: Mapping[str, Any]) -> T:
    """A dataclass of a record of the library; keys that this version of the package does not name are left out."""
    given: Dict[str, Any] = {}
    for f in dataclasses.fields(cls):  # type: ignore[arg-type]
        if f.name not in record:
            continue
        value = record[f.name]
        if isinstance(value, list):
            inner = _INNER.get((cls, f.name))
            value = tuple(made(inner, v) for v in value) if inner else tuple(value)
        given[f.name] = value
    return cls(**given)


def assessment(records: list) -> Assessment:
    """Of the lines of `cedu assess --format json`: the document, the points, the summary."""
    points = tuple(made(Point, dict(r, kind=r['class'])) for r in records if r['type'] == 'point')
    return dataclasses.replace(made(Assessment, {k: v for k, v in records[-1].items() if k != 'points'}), points=points)


def statement(record: Mapping[str, Any]) -> Statement:
    return made(Statement, dict(record, actors={a['name']: a['role'] for a in record['actors']}))
