"""The package against the command line and against the bytes. Environment: CEDU_BINARY, CEDU_EXAMPLES, CEDU_DB (tests/python/run.py)."""
import json
import os
import pathlib
import subprocess
import threading

import pytest

import cedu

BINARY, EXAMPLES, DB = (os.environ[k] for k in ('CEDU_BINARY', 'CEDU_EXAMPLES', 'CEDU_DB'))


@pytest.fixture(scope='module')
def facts():
    return cedu.facts(EXAMPLES)


def test_the_same_facts_as_the_command_line(facts):
    out = subprocess.run([BINARY, 'facts', EXAMPLES], stdout=subprocess.PIPE, check=True).stdout
    records = [json.loads(l) for l in out.splitlines()]
    assert sorted(f.id for f in facts) == sorted(r['id'] for r in records if r['type'] == 'fact')
    assert {d.sha256 for d in facts.documents} == {r['doc'] for r in records if r['type'] == 'document'}
    by_id = {r['id']: r for r in records if r['type'] == 'fact'}
    for f in facts:
        r = by_id[f.id]
        assert (f.kind, f.region, f.value, f.quote) == (r['kind'], r.get('region'), r.get('value'), r['quote'])


def test_quotations_are_the_bytes(facts):
    payload = {d.sha256: (pathlib.Path(d.file).read_bytes(), d.encoding) for d in facts.documents}
    assert facts
    for f in facts:
        raw, encoding = payload[f.doc]
        assert raw[f.byte_start:f.byte_end].decode(encoding) == f.quote


def test_bytes_files_and_lists(facts):
    one = sorted(pathlib.Path(EXAMPLES).iterdir())[0]
    from_bytes, from_path = cedu.facts(one.read_bytes()), cedu.facts(one)
    assert [f.id for f in from_bytes] == [f.id for f in from_path] != []
    both = cedu.facts([one, one.read_bytes()], threads=2)
    assert len(both) == 2 * len(from_path)


def test_read_gives_the_article():
    page = cedu.read(os.path.join(EXAMPLES, '01-chengdu-2020.html'))
    assert '成都' in page.title and page.published.startswith('2021-02') and page.paragraphs
    assert any(f.kind == 'pinyin_annotation' for f in page.findings)
    assert 'jiàn' not in page.text
    kept = cedu.read(os.path.join(EXAMPLES, '01-chengdu-2020.html'), script='keep')
    assert kept.text != page.text


def test_bad_input_is_an_error_and_the_rest_goes_on(tmp_path):
    (tmp_path / 'a.png').write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(range(256)) * 8)
    (tmp_path / 'b.txt').write_text('2023年，遵义市人工智能产业规模为21.5亿元。', encoding='utf-8')
    out = cedu.facts(tmp_path, date='2024-01-01')
    assert len(out) >= 1 and len(out.errors) == 1 and 'a.png' in next(iter(out.errors))
    with pytest.raises(cedu.Error) as e:
        cedu.read(tmp_path / 'a.png')
    assert e.value.zh and e.value.en and e.value.status != 0
    with pytest.raises(FileNotFoundError):
        cedu.read(tmp_path / 'nothing.html')
    assert cedu.facts(b'') == []


def test_repair():
    assert cedu.repair('監(jiān)管') == '监管'
    assert cedu.repair('') == ''


def test_threads_agree(facts):
    seen, engine = [], cedu.Engine()
    run = lambda: seen.append(sorted(f.id for f in engine.facts(EXAMPLES, threads=1)))
    threads = [threading.Thread(target=run) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert len(seen) == 4 and all(s == sorted(f.id for f in facts) for s in seen)


def test_an_engine_of_own_packs(tmp_path):
    with pytest.raises(cedu.Error):
        cedu.Engine([tmp_path / 'no-such-pack'])


def test_frames(facts, tmp_path):
    pandas = pytest.importorskip('pandas')
    frame = facts.to_pandas()
    assert len(frame) == len(facts) and frame.value.dtype.kind == 'f' and len(cedu.facts([]).to_pandas()) == 0
    assert not frame[frame.value.notna()].as_written.isna().any()
    pytest.importorskip('pyarrow')
    frame.to_parquet(tmp_path / 'f.parquet')
    assert len(pandas.read_parquet(tmp_path / 'f.parquet')) == len(facts)


def as_lists(frame):
    return {k: [None if v != v else v for v in frame[k].tolist()] for k in frame}


def test_frames_are_the_records(facts):
    pytest.importorskip('pandas')
    fresh = cedu.facts(EXAMPLES)
    frame = fresh.to_pandas()
    assert fresh._items is None, 'frames make no objects'
    rows, columns = facts.records(), as_lists(frame)
    assert list(columns) == list(rows[0]) and all(c == [r[k] for r in rows] for k, c in columns.items())
    by_hand = cedu.Facts(list(facts)).to_pandas()
    assert as_lists(by_hand) == columns and list(by_hand.dtypes) == list(frame.dtypes)
    assert len({id(v) for v in frame.kind}) == frame.kind.nunique(), 'a text said again is one object'


def test_every_field_is_that_of_the_command_line(facts):
    out = subprocess.run([BINARY, 'facts', EXAMPLES], stdout=subprocess.PIPE, check=True).stdout
    by_id = {(r['doc'], r['id']): r for r in map(json.loads, out.splitlines()) if r['type'] == 'fact'}
    for f in facts:
        record = dict(by_id[f.doc, f.id], v=None, type=None)
        for name in f.__dataclass_fields__:
            if name != 'extra':
                assert getattr(f, name) == record.pop(name, False if name == 'review' else None), (f.id, name)
        assert dict(f.extra, v=None, type=None) == record


def test_arrow(facts):
    pyarrow = pytest.importorskip('pyarrow')
    fresh = cedu.facts(EXAMPLES)
    columns = fresh.to_arrow()
    del fresh  # the columns stand on their own
    table = pyarrow.table(columns)
    table.validate(full=True)
    rows = table.to_pylist()
    assert rows == pyarrow.table(columns).to_pylist() == facts.records() == cedu.Facts(list(facts)).to_arrow().to_pylist()
    columns.__arrow_c_stream__()  # a stream that nobody takes
    assert pyarrow.table(cedu.facts([]).to_arrow()).num_rows == 0
    del table, columns
    assert rows[0]['quote'] == facts[0].quote


def test_odd_bytes_do_not_shift_columns(tmp_path):
    pytest.importorskip('pandas')
    (tmp_path / 'a.txt').write_bytes('2023年，遵义市人工智能\x1e产业规模为21.5亿元，\x01企业有\x0030家。'.encode())
    (tmp_path / 'b.txt').write_bytes('2022年，遵义市人工智能产业规模为'.encode('gbk') + b'\xff\x81' + '19.5亿元，企业有28家。\ud83d'.encode('utf-8', 'surrogatepass'))
    (tmp_path / 'c.txt').write_bytes(b'')
    out = cedu.facts(tmp_path, date='2024-01-01')
    frame = out.to_pandas()
    assert len(out) and frame.quote.tolist() == [f.quote for f in out] and len(frame.id) == len(out)


def test_a_sequence(facts):
    assert facts[0] == list(facts)[0] and len(facts[1:3]) == 2 and facts[:2] == [facts[0], facts[1]]
    assert 'facts' in repr(facts) and facts[0] in facts


def test_polars(facts):
    pytest.importorskip('polars')
    assert facts.to_polars().height == len(facts)
    assert cedu.Facts().to_polars().height == 0 and cedu.facts([]).to_polars().height == 0
    assert facts.to_polars().to_dicts() == facts.records() == cedu.Facts(list(facts)).to_polars().to_dicts()
    assert facts.to_polars().schema == cedu.Facts(list(facts)).to_polars().schema


def test_notebook_display_escapes():
    f = cedu.Fact(id='x', doc='y', kind='observation', subject='<script>', as_written='<b>', clean_quote='a <b> & c')
    shown = cedu.Facts([f])._repr_html_()
    assert '<script>' not in shown and '<mark>&lt;b&gt;</mark> &amp; c' in shown


def test_a_knowledge_base():
    with cedu.open(DB) as base:
        rows = base.facts(region='成都市', kind='observation')
        assert rows and all(r['clean_quote'] and r['doc'] for r in rows)
        assert base.query('SELECT count(*) AS n FROM v_facts')[0]['n'] > len(rows)
        with pytest.raises(Exception):
            base.query('DELETE FROM facts')
        pytest.importorskip('pandas')
        assert len(base.frame('v_facts', kind='target')) == base.query("SELECT count(*) AS n FROM v_facts WHERE kind = 'target'")[0]['n']
        with pytest.raises(ValueError):
            base.frame('no_such_view')
        with pytest.raises(ValueError):
            base.frame('v_facts', **{'kind" = 1 --': 1})
    with pytest.raises(FileNotFoundError):
        cedu.open('/nonexistent.db')


def test_a_draft_and_tables_of_the_user():
    draft = '成都市人工智能产业行动方案（2025—2027年）\n成都市经济和信息化局\n2025年3月4日\n一、主要目标\n人工智能企业数量超过3000家。\n产业生态显著优化。\n'
    records = cedu.Engine().assess(draft.encode(), DB, name='draft.txt')
    assert records[0]['type'] == 'document' and records[-1]['type'] == 'assessment'
    points = records[1:-1]
    assert {'no_deadline', 'no_quantity', 'no_unit'} <= {p['class'] for p in points}
    assert all(draft.encode()[p['byte_start']:p['byte_end']].decode() == p['sentence'] for p in points)
    with pytest.raises(cedu.Error):
        cedu.Engine().assess(b'x', '/nonexistent.db')
    with cedu.open(DB) as base:
        assert base.user_data() == []
