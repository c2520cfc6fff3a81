"""The desk of a knowledge base against the command line: the same C, so the same answers. Environment as test_cedu.py."""
import json
import os
import pathlib
import shutil
import subprocess
import threading

import pytest

import cedu

BINARY, EXAMPLES, DB = (os.environ[k] for k in ('CEDU_BINARY', 'CEDU_EXAMPLES', 'CEDU_DB'))
DESK = pathlib.Path(EXAMPLES).parent / 'desk'
RULES, APPLICATIONS = DESK / 'programme.toml', DESK / 'applications.csv'
NEEDS = '编号,名称,领域,预算,期限\nS1,园区巡检,机器视觉,300000,2025-12-31\nS2,病历质控,医疗,200000,2025-10-31\n'
FIRMS = '企业名称,领域,报价,可交付日期,承接能力\n甲眼,机器视觉,250000,2025-09-01,1\n乙医,医疗,260000,2025-09-01,2\n丙医,医疗,,2025-09-01,1\n'


@pytest.fixture
def base(tmp_path):
    shutil.copy(DB, tmp_path / 'cedu.db')
    with cedu.open(tmp_path / 'cedu.db') as b:
        yield b


def command(*args):
    r = subprocess.run([BINARY, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return [json.loads(line) for line in r.stdout.splitlines()]


def test_a_draft_gives_the_points_of_the_command(base):
    seen, draft = base.assess(DESK / 'draft.docx', region='成都'), (DESK / 'draft.docx').read_bytes()
    records = command('assess', '-d', base.path, '--format', 'json', '--region', '成都', DESK / 'draft.docx')
    assert isinstance(seen, cedu.Assessment) and seen.region == '成都市' and seen.plan
    points = [r for r in records if r['type'] == 'point']
    assert [(p.kind, p.start, p.found, p.advice) for p in seen.points] == [(r['class'], r['start'], r['found'], r['advice']) for r in points] != []
    assert [[e.fact for e in p.evidence] for p in seen.points] == [[e['fact'] for e in r['evidence']] for r in points]
    assert base.assess(draft, region='成都', name='draft.docx').points == seen.points
    text = '成都市人工智能产业行动方案\n一、主要目标\n人工智能企业数量超过3000家。\n'.encode()
    assert all(text[p.byte_start:p.byte_end].decode() == p.sentence for p in base.assess(text, name='x.txt').points)
    with pytest.raises(cedu.Error) as e:
        base.assess(text, region='没有这个市')
    assert '没有这个市' in e.value.zh


def test_a_draft_as_pdf(base):
    if not shutil.which('pdftotext'):
        pytest.skip('no pdftotext')
    lines = ('Action Plan 2025', 'Chapter 1', 'Goals.')
    text = b'BT /F1 12 Tf 72 720 Td 14 TL ' + b' '.join(b'(%s) Tj T*' % x.encode() for x in lines) + b' ET'
    parts, out, at = [b'<< /Type /Catalog /Pages 2 0 R >>', b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
                      b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
                      b'<< /Length %d >>\nstream\n%s\nendstream' % (len(text), text), b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'], b'%PDF-1.4\n', []
    for i, part in enumerate(parts):
        at.append(len(out))
        out += b'%d 0 obj\n%s\nendobj\n' % (i + 1, part)
    table = b''.join(b'%010d 00000 n \n' % x for x in at)
    out += b'xref\n0 6\n0000000000 65535 f \n' + table + b'trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % len(out)
    seen = base.assess(out, name='plan.pdf', region='成都')
    assert seen.region == '成都市' and seen.base_facts > 0
    with pytest.raises(cedu.Error):
        base.assess(out[:60], name='plan.pdf')


def test_a_match_is_that_of_the_command(base, tmp_path):
    (tmp_path / 'needs.csv').write_text(NEEDS, encoding='utf-8')
    (tmp_path / 'firms.csv').write_text(FIRMS, encoding='utf-8')
    rows = [r for r in command('match', tmp_path / 'needs.csv', tmp_path / 'firms.csv', '--format', 'json') if 'scenario' in r]
    seen = base.match(tmp_path / 'needs.csv', tmp_path / 'firms.csv')
    assert [(r.id, r.supplier, r.price) for r in seen.rows] == [(r['scenario'], r.get('supplier'), r.get('price')) for r in rows] != []


def test_a_match_has_reasons(base):
    m = base.match(NEEDS.encode(), FIRMS.encode())
    assert (m.scenarios, m.assigned, m.gap) == (2, 1, 0) and m.cost == 250000
    vision, care = m.rows
    assert vision.supplier == '甲眼' and vision.candidates[0].state == 'yes' and vision.candidates[0].points
    best = vision.candidates[0]
    assert best.score - sum(p.weight * p.share for p in best.points) == pytest.approx(100), 'the rest is for being served at all'
    by_name = {c.supplier: c for c in care.candidates}
    assert care.supplier is None and care.open == 1
    assert by_name['乙医'].state == 'no' and '预算' in by_name['乙医'].not_met
    assert by_name['丙医'].state == 'unknown' and '预算' in by_name['丙医'].unknown
    assert base.match(NEEDS.encode(), FIRMS.encode(), budget=1000).assigned == 0
    for bad in (dict(scenarios=NEEDS.encode()), dict(budget=-1, scenarios=NEEDS.encode(), suppliers=FIRMS.encode()),
                dict(scenarios=b'\xff\xfe\x00', suppliers=FIRMS.encode()), dict(scenarios=NEEDS.encode(), suppliers=FIRMS.encode(), weights=b'near = "x"')):
        with pytest.raises(cedu.Error) as e:
            base.match(**bad)
        assert e.value.zh and e.value.en


def test_a_programme_checked_and_simulated(base):
    p = base.check(RULES)
    assert p.valid and p.name == '演示算力券' and p.budget == 1_000_000 and len(p.sentences) == 2
    bad = base.check('budget = 1\nnosuchkey = 2\n'.encode())
    assert not bad.valid and any(n.error and n.line and n.zh and n.en for n in bad.notes)
    seen = base.simulate(RULES, APPLICATIONS)
    rows = command('programme', 'simulate', RULES, '--applications', APPLICATIONS, '--format', 'json')
    rows = [r for r in rows if 'granted' in r]
    assert [(g.id, g.state, g.entitled, g.granted, g.formula) for g in seen.grants] == [
        (r['id'], r['state'], r['entitled'], r['granted'], r.get('formula')) for r in rows] != []
    assert round(sum(g.granted for g in seen.grants), 2) == seen.granted and seen.granted + seen.left == seen.budget
    assert all(g.reasons or g.why for g in seen.grants if g.granted == 0)


def test_what_if(base):
    first, more = base.whatif(RULES, APPLICATIONS, ['rate=40, cap=600000'])
    assert first == base.simulate(RULES, APPLICATIONS) and more.name == 'rate=40, cap=600000'
    assert more.demand > first.demand and more.targets[0].moved == more.targets[0].reached - first.targets[0].reached
    for variant in ('没有存过', 'fact:ffffffff', 'nosuchkey=1'):
        with pytest.raises(cedu.Error):
            base.whatif(RULES, APPLICATIONS, [variant])


def test_a_statement_balances(base):
    rules = RULES.read_text(encoding='utf-8')
    for op in (dict(request='r1', op='open', actor='发改', rules=rules), dict(request='r2', op='apply', actor='甲', id='A1', firm='甲云算', 是='中小企业', 不是='失信企业', 地区='成都市', 合同金额='1000000'),
               dict(request='r3', op='approve', actor='发改', id='A1')):
        given = dict(op, programme='演示算力券', at='2025-03-03')
        assert command('programme', 'run', '-d', base.path, *['%s=%s' % kv for kv in given.items()])
    s = base.statement('演示算力券')
    assert s.source == 1_000_000 == s.left + s.approved + s.open + s.held + s.payable + s.paid
    assert [c.id for c in s.cases] == ['A1'] and s.cases[0].approved == 300_000 and s.actors['发改'] == 'approve'
    with pytest.raises(cedu.Error):
        base.statement('没有的计划')


def test_a_table_is_looked_at_then_written(base):
    seen = base.import_table(DESK / 'companies.xlsx', 'companies')
    assert seen.rows and not seen.problems and not seen.written and base.user_data() == []
    assert any(c.field == 'name' or c.heading for c in seen.mapping)
    done = seen.confirm()
    assert done.written and done.added == seen.rows and base.user_data('companies')
    again = seen.confirm()
    assert not again.written and again.added == again.changed == 0
    heading = next(c.heading for c in seen.mapping if c.field and not next(f for f in seen.fields if f['id'] == c.field)['required'])
    assert next(c for c in base.import_table(DESK / 'companies.xlsx', 'companies', {heading: '-'}).mapping if c.heading == heading).field is None
    base.import_table(DESK / 'scenarios.xlsx', 'scenarios').confirm()
    assert base.match().scenarios == len({r['key'] for r in base.user_data('scenarios')})


def test_a_wrong_cell_writes_nothing(base):
    seen = base.import_table('企业,地区\n甲,没有这个地方\n乙,成都市\n'.encode(), 'companies', name='企业.csv')
    assert [(p.line, p.text) for p in seen.problems] == [(2, '没有这个地方')] and seen.problems[0].zh
    with pytest.raises(cedu.Error):
        seen.confirm()
    assert base.user_data() == []
    with pytest.raises(cedu.Error) as e:
        base.import_table(b'a,b\n1,2\n', 'nosuchkind', name='x.csv')
    assert 'companies' in e.value.en
    with pytest.raises(cedu.Error):
        base.import_table('企业,地区\n'.encode(), 'companies', name='x.csv').confirm()


def test_threads_share_a_base(base):
    want, seen = base.simulate(RULES, APPLICATIONS), []
    draft = base.assess(DESK / 'draft.docx')

    def run():
        for _ in range(3):
            seen.append(base.simulate(RULES, APPLICATIONS) == want and base.assess(DESK / 'draft.docx') == draft)
    threads = [threading.Thread(target=run) for _ in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert seen == [True] * 12
