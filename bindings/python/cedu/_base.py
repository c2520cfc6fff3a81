"""A knowledge base that `cedu add` made, for reading: its documented views (docs/schema.md) as records and frames."""
from __future__ import annotations

import os
import sqlite3
import urllib.parse
from typing import Any, Optional, Union


class Base:
    """Opened read-only. Use as a context manager, or call close(). A connection belongs to the thread that opened it."""

    def __init__(self, path: Union[str, os.PathLike]):
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


def open(path: Union[str, os.PathLike]) -> Base:
    """A knowledge base for reading. Raises FileNotFoundError, ValueError."""
    return Base(path)
