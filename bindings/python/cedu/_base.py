"""A knowledge base that `cedu add` made: its documented views (docs/schema.md) as records and frames, and the desk on it (docs/desk.md)."""
from __future__ import annotations

import os
import sqlite3
import urllib.parse
from typing import Any, List, Mapping, Optional, Sequence, Tuple, Union

from . import _desk
from ._engine import Engine, Source, _engine, _load
from ._native import ffi, lib


class Base:
    """Opened read-only. Use as a context manager, or call close(). A connection belongs to the thread that opened it; the desk (assess(),
    match(), check(), simulate(), whatif(), statement(), import_table()) may be called from any thread and lets others run meanwhile. Only
    import_table(…).confirm() writes. What the desk takes as a table or as rules is a path, or bytes in UTF-8. It raises Error, whose sentence
    says what to mend, and OSError. `engine`: None = one with the usual packs."""

    def __init__(self, path: Union[str, os.PathLike], engine: Optional[Engine] = None):
        self._given_engine = engine
        self.path = os.fspath(path)
        if not os.path.isfile(self.path):
            raise FileNotFoundError(self.path)
        self._db = sqlite3.connect('file:%s?mode=ro' % urllib.parse.quote(os.path.abspath(self.path)), uri=True)
        self._db.row_factory = sqlite3.Row
        if not self._db.execute("SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = 'v_facts'").fetchone():
            self._db.close()
            raise ValueError('%s is no knowledge base of this version: open it once with `cedu check`' % self.path)

    def __enter__(self) -> 'Base':
        return self

    def __exit__(self, *exc) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def query(self, sql: str, values: tuple = ()) -> list:
        """Rows of any SELECT as dictionaries; the stable names are the views v_*."""
        return [dict(r) for r in self._db.execute(sql, values)]

    def facts(self, region: Optional[str] = None, subject: Optional[str] = None, kind: Optional[str] = None, limit: int = 100_000) -> list:
        """Facts as dictionaries with quotation, document and address. `region` is a full name; `subject` an id or part of a name."""
        where, values = ['1'], []
        if region:
            where.append('f.fact_id IN (SELECT fact_id FROM v_region_facts WHERE region = ?)')
            values.append(region)
        if subject:
            where.append("(f.subject_id = ? OR instr(f.subject, ?) > 0)")
            values += [subject, subject]
        if kind:
            where.append('f.kind = ?')
            values.append(kind)
        return self.query('SELECT f.* FROM v_facts f WHERE %s ORDER BY f.subject, f.region, f.period LIMIT ?' % ' AND '.join(where),
                          tuple(values) + (limit,))

    def user_data(self, kind: Optional[str] = None) -> list:
        """Cells of the user's own tables (cedu import), as they are now: never among the facts. `origin` is always 用户数据."""
        return self.query('SELECT * FROM v_user_data WHERE current AND (?1 IS NULL OR kind = ?1) ORDER BY kind, key, col', (kind,))

    def frame(self, view: str = 'v_facts', **equal: Any):
        """A view as a pandas DataFrame: base.frame('v_targets', region='成都市')."""
        import pandas
        names = {r['name'] for r in self.query("SELECT name FROM sqlite_master WHERE type = 'view'")}
        if view not in names:
            raise ValueError('no view %s; there are: %s' % (view, ' '.join(sorted(names))))
        columns = {r['name'] for r in self.query('SELECT name FROM pragma_table_info(?)', (view,))}
        for k in equal:
            if k not in columns:
                raise ValueError('%s has no column %s; it has: %s' % (view, k, ' '.join(sorted(columns))))
        where = ' AND '.join('"%s" = ?' % k for k in equal) or '1'
        return pandas.DataFrame.from_records(self.query('SELECT * FROM "%s" WHERE %s' % (view, where), tuple(equal.values())))

    # ------------------------------------------------------------------ the desk
    def _call(self, call: Any, *given: Any) -> list:
        return (self._given_engine or _engine())._records(call, *given)

    def assess(self, draft: Source, *, region: Optional[str] = None, name: Optional[str] = None) -> _desk.Assessment:
        """A draft plan (a path or bytes: DOCX, PDF, HTML, text) against this base and against itself. `region`: whose plan it is, where the draft does
        not say; `name`: what bytes are called, its ending says what they are."""
        return _desk.assessment((self._given_engine or _engine()).assess(draft, self.path, region=region, name=name))

    def match(self, scenarios: Optional[Source] = None, suppliers: Optional[Source] = None, *, weights: Optional[Source] = None,
              budget: Optional[float] = None) -> _desk.Match:
        """Who can supply which scenario: the best assignment, with a reason for every rejection. Two CSV tables, or none: those that were
        imported. `weights`: TOML; `budget`: yuan for all prices together."""
        s, t, w = _Text(scenarios), _Text(suppliers), _Text(weights)
        given = ffi.new('cedu_match_input *', {'scenarios': s.c, 'suppliers': t.c, 'weights': w.c, 'has_budget': budget is not None,
                                               'budget': budget or 0})
        return _desk.made(_desk.Match, self._call(lib.cedu_worker_json_match, self._path(), given)[0])

    def check(self, rules: Source) -> _desk.Programme:
        """The rules of a programme (TOML, docs/desk-programmes.md): what they mean, and what is wrong with them by line."""
        text = _Text(rules)
        return _desk.made(_desk.Programme, self._call(lib.cedu_worker_json_programme, text.c)[0])

    def whatif(self, rules: Source, applications: Source, variants: Sequence[str] = ()) -> List[_desk.Outcome]:
        """The rules over applications (CSV), then each variant: changes ('rate=40, cap=600000'), a published rule of this base ('fact:ID'), or the
        name of a saved one. The first outcome is that of the rules as they are. Nothing is kept."""
        text, table, more = _Text(rules), _Text(applications), [_Text(v.encode()) for v in variants]
        names = ffi.new('cedu_str[]', [v.c for v in more])
        record = self._call(lib.cedu_worker_json_whatif, self._path(), text.c, table.c, names, len(more))[0]
        return [_desk.made(_desk.Outcome, r) for r in record['rows']]

    def simulate(self, rules: Source, applications: Source) -> _desk.Outcome:
        """Who would get what under the rules: whatif() without variants."""
        return self.whatif(rules, applications)[0]

    def statement(self, programme: str) -> _desk.Statement:
        """A programme that is run in this base (`cedu programme run`), as it stands."""
        name = ffi.new('char[]', programme.encode())
        return _desk.statement(self._call(lib.cedu_worker_json_statement, self._path(), name)[0])

    def import_table(self, source: Source, kind: str, mapping: Optional[Mapping[str, str]] = None, *, sheet: Optional[str] = None,
                     name: Optional[str] = None) -> _desk.Table:
        """Looks at a table of your own (XLSX, CSV, JSON): `kind` is companies, scenarios, compute, indicators, talents or funds. Writes nothing
        until .confirm() of what comes back. `mapping`: column (heading, letter or number) -> field, '-' leaves it out; the rest is proposed."""
        payload, label = _load(source, name)
        return self._table(payload, label, kind, tuple('%s=%s' % m for m in (mapping or {}).items()), sheet, False)

    def _table(self, payload: bytes, label: str, kind: str, pairs: Tuple[str, ...], sheet: Optional[str], write: bool) -> _desk.Table:
        data, file, what = _Text(payload), _Text(os.fsencode(label)), _Text(kind.encode())
        where, keep = _Text(sheet.encode() if sheet else None), [_Text(p.encode()) for p in pairs]
        array = ffi.new('cedu_str[]', [p.c for p in keep])
        given = ffi.new('cedu_table_input *', {'kind': what.c, 'file': file.c, 'bytes': data.c, 'sheet': where.c,
                                               'map': {'p': array, 'n': len(keep)}})
        record = self._call(lib.cedu_worker_json_import, self._path() if write else ffi.NULL, given)[0]
        if not write:
            record['_write'] = lambda: self._table(payload, label, kind, pairs, sheet, True)
        return _desk.made(_desk.Table, record)

    def _path(self) -> Any:
        return ffi.new('char[]', os.fsencode(self.path))


class _Text:
    """A path's bytes, or bytes, as a cedu_str that lives as long as this object. None is absent."""

    def __init__(self, source: Optional[Source]):
        self.raw = None if source is None else _load(source, None)[0]
        self.buffer = ffi.from_buffer(self.raw) if self.raw is not None else ffi.NULL
        self.c = {'p': ffi.cast('const char *', self.buffer), 'n': len(self.raw or b'')}


def open(path: Union[str, os.PathLike], engine: Optional[Engine] = None) -> Base:
    """A knowledge base. Raises FileNotFoundError, ValueError."""
    return Base(path, engine)
