"""tables.py CEDU: `cedu import` on tables made here: XLSX written by hand (types, dates, percent, merged cells, formulas), CSV in UTF-8 and GBK,
JSON; problems with their places; updates and history; kill -9. Called by run.py."""
import csv
import json
import os
import random
import signal
import sqlite3
import subprocess
import tempfile
import time
import zipfile

checks = [0, 0]


def ok(what, condition, more=''):
    checks[not condition] += 1
    if not condition:
        print('FAILED', what, str(more)[:600])


def xlsx(path, rows, merges=(), sheet='表一', styles=('General', '0.00%', 'yyyy-mm-dd')):
    """rows: {(line, column): value}; a value is text, a number, or (number, style), ('=', text result)."""
    def ref(line, col):
        s = ''
        while col:
            col, r = divmod(col - 1, 26)
            s = chr(65 + r) + s
        return '%s%d' % (s, line)
    out = []
    for line in sorted({k[0] for k in rows}):
        cells = []
        for (_, col), v in sorted((k, v) for k, v in rows.items() if k[0] == line):
            if isinstance(v, tuple) and v[0] == '=':
                cells.append('<c r="%s" t="str"><f>A1</f><v>%s</v></c>' % (ref(line, col), v[1]))
            elif isinstance(v, tuple) and v[0] == '#':
                cells.append('<c r="%s" t="e"><v>%s</v></c>' % (ref(line, col), v[1]))
            elif isinstance(v, tuple):
                cells.append('<c r="%s" s="%d"><v>%r</v></c>' % (ref(line, col), v[1], v[0]))
            elif isinstance(v, (int, float)):
                cells.append('<c r="%s"><v>%r</v></c>' % (ref(line, col), v))
            else:
                cells.append('<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (ref(line, col), v))
        out.append('<row r="%d">%s</row>' % (line, ''.join(cells)))
    merged = '<mergeCells>%s</mergeCells>' % ''.join('<mergeCell ref="%s"/>' % m for m in merges) if merges else ''
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(path, 'w') as z:
        z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        z.writestr('xl/workbook.xml', '<workbook %s xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="%s" sheetId="1" r:id="r1"/></sheets></workbook>' % (ns, sheet))
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        z.writestr('xl/styles.xml', '<styleSheet %s><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy-mm-dd"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs></styleSheet>' % ns)
        z.writestr('xl/worksheets/sheet1.xml', '<worksheet %s><sheetData>%s</sheetData>%s</worksheet>' % (ns, ''.join(out), merged))


def tests(cedu):
    def run(*args, **more):
        return subprocess.run([cedu, *args], capture_output=True, text=True, timeout=60, **more)

    def cells(db, kind):
        r = run('import', '--as', kind, '-d', db, '--format', 'json')
        assert r.returncode == 0, r.stderr
        return {(x['key'], x['field']): x for x in map(json.loads, r.stdout.splitlines())}

    with tempfile.TemporaryDirectory() as top:
        db, page = os.path.join(top, 'k.db'), os.path.join(top, 'p.txt')
        with open(page, 'w', encoding='utf-8') as f:
            f.write('绵阳市2024年人工智能产业情况\n绵阳市经济和信息化局\n2025年2月1日\n2024年，绵阳市人工智能企业数量为186家，但人工智能领军人才严重短缺。\n')
        assert run('add', '-q', '-d', db, page).returncode == 0
        t = os.path.join(top, 'firms.xlsx')
        xlsx(t, {(1, 1): '某市企业情况表', (3, 1): '单位名称', (3, 2): '属地', (3, 3): '营业收入（万元）', (3, 4): '员工人数', (3, 5): '算力规模（PFLOPS）',
                 (3, 6): '成立时间', (3, 7): '资质', (3, 8): '联系人',
                 (4, 1): '甲智能公司', (4, 2): '绵阳', (4, 3): 1250.5, (4, 4): '120', (4, 5): 50, (4, 6): (43252, 2), (4, 7): '高新技术企业；专精特新', (4, 8): '某',
                 (5, 1): '乙算力公司', (5, 3): '1.2亿元', (5, 4): ('=', '60'), (5, 5): '1.5EFLOPS', (5, 6): '2021年9月',
                 (7, 1): '示例公司', (7, 2): '绵阳'}, merges=['B4:B5'])
        r = run('import', t, '--as', 'companies', '-d', db)
        ok('unconfirmed writes nothing', r.returncode == 2 and not cells(db, 'companies'), r.stderr)
        ok('mapping is shown', '营业收入（万元）' in r.stdout and 'revenue' in r.stdout and '不导入' in r.stdout, r.stdout)
        r = run('import', t, '--as', 'companies', '-d', db, '--yes')
        c = cells(db, 'companies')
        ok('import', r.returncode == 0 and len({k[0] for k in c}) == 2, r.stderr + r.stdout)
        ok('heading unit', c[('甲智能公司', 'revenue')]['number'] == 12505000, c.get(('甲智能公司', 'revenue')))
        ok('own unit', c[('乙算力公司', 'revenue')]['number'] == 1.2e8)
        ok('merged cell', c[('乙算力公司', 'region')]['value'] == '绵阳市')
        ok('formula', c[('乙算力公司', 'employees')]['number'] == 60)
        ok('compute', c[('甲智能公司', 'compute')]['number'] == 5e16 and c[('乙算力公司', 'compute')]['number'] == 1.5e18)
        ok('date', c[('甲智能公司', 'founded')]['value'] == '2018-06-01' and c[('乙算力公司', 'founded')]['value'] == '2021-09', c[('甲智能公司', 'founded')])
        ok('list', c[('甲智能公司', 'qualifications')]['value'] == '高新技术企业、专精特新')
        x = c[('甲智能公司', 'revenue')]
        ok('place', (x['sheet'], x['line'], x['column'], x['file'], x['origin'], len(x['sha256'])) == ('表一', 4, 3, 'firms.xlsx', 'user', 64), x)
        r = run('import', t, '--as', 'companies', '-d', db, '--yes')
        ok('again changes nothing', r.returncode == 0 and '没有变化' in r.stderr, r.stderr)
        ok('not among the facts', '甲智能公司' not in run('list', 'facts', '-d', db, '--format', 'json').stdout)
        # updates and history
        xlsx(t, {(1, 1): '企业名称', (1, 2): '营业收入', (2, 1): '甲智能公司', (2, 2): '2000万元', (3, 1): '丙公司', (3, 2): '300万元'})
        r = run('import', t, '--as', 'companies', '-d', db, '--yes')
        c = cells(db, 'companies')
        ok('update', c[('甲智能公司', 'revenue')]['number'] == 2e7 and ('丙公司', 'revenue') in c and ('乙算力公司', 'revenue') not in c, (r.stderr, list(c)))
        ok('fields without a column stay', ('甲智能公司', 'founded') in c)
        with sqlite3.connect(db) as k:
            old = k.execute("SELECT number, current FROM v_user_data WHERE key = '甲智能公司' AND field = 'revenue' ORDER BY imported_at, number").fetchall()
        ok('history', sorted(old) == [(12505000.0, 0), (2e7, 1)], old)
        # problems name their place
        bad = os.path.join(top, 'bad.xlsx')
        xlsx(bad, {(1, 1): '场景编号', (1, 2): '场景名称', (1, 3): '预算', (1, 4): '截止日期', (1, 5): '地区', (1, 6): '算力需求',
                   (2, 1): 'S1', (2, 2): '质检', (2, 3): '约100万元', (2, 4): '2026-13-01', (2, 5): '不存在的市', (2, 6): '300',
                   (3, 1): 'S2', (3, 3): '80万元', (4, 1): 'S1', (4, 2): '重复', (5, 1): 'S4', (5, 2): '坏', (5, 3): ('#', '#N/A')})
        r = run('import', bad, '--as', 'scenarios', '-d', db, '--yes', '--format', 'json')
        p = [json.loads(x) for x in r.stdout.splitlines()]
        p = [(x['line'], x['column']) for x in p if x.get('section') == 'problems']
        ok('every problem, with its place', sorted(p, key=str) == sorted([(2, 3), (2, 4), (2, 5), (2, 6), (3, 2), (4, None), (5, 3)], key=str), p)
        ok('nothing of it is written', r.returncode == 1 and not cells(db, 'scenarios'))
        # CSV in GBK, --map, percent
        g = os.path.join(top, 'list.csv')
        with open(g, 'wb') as f:
            f.write('智算中心甲,绵阳市,"1,200",65%,2024/3/1\n'.join(['算力中心,所在地,规模（P）,利用率,何时用\n', '智算中心乙,绵阳市,300,0.65,2024.5\n']).encode('gb18030'))
        r = run('import', g, '--as', 'compute', '-d', db, '--yes', '--map', '何时用=date', '--map', 'C=scale')
        ok('a bare 0.65 is refused', r.returncode == 1 and '65%' in r.stdout, r.stdout + r.stderr)
        with open(g, 'wb') as f:
            f.write('算力中心,所在地,规模（P）,利用率,何时用\n智算中心甲,绵阳市,"1,200",65%,2024/3/1\n'.encode('gb18030'))
        r = run('import', g, '--as', 'compute', '-d', db, '--yes', '--map', '何时用=date')
        c = cells(db, 'compute')
        ok('GBK CSV', r.returncode == 0 and c[('智算中心甲', 'scale')]['number'] == 1.2e18 and c[('智算中心甲', 'used')]['number'] == 65 and
           c[('智算中心甲', 'date')]['value'] == '2024-03-01', (r.stderr, r.stdout, c))
        # JSON, talents, trend
        j = os.path.join(top, 't.json')
        with open(j, 'w', encoding='utf-8') as f:
            json.dump([{'地区': '绵阳市', '层次': '领军人才', '岗位': '算法', '年份': y, '需求人数': 100, '供给人数': s} for y, s in ((2023, 60), (2024, 45))], f, ensure_ascii=False)
        r = run('import', j, '--as', 'talents', '-d', db, '--yes')
        ok('JSON', r.returncode == 0, r.stderr + r.stdout)
        r = run('talent', '-d', db, '--format', 'json')
        rows = [json.loads(x) for x in r.stdout.splitlines()]
        mine = [x for x in rows if x['section'] == 'talent']
        said = [x for x in rows if x['section'] == 'said']
        ok('talent', len(mine) == 1 and mine[0]['gap'] == 55 and mine[0]['state'] == 'severe' and mine[0]['trend'] == 'worsening', mine)
        ok('talent: text apart', len(said) >= 1, r.stdout + r.stderr)
        # templates: made, read back, examples left out
        for kind in ('companies', 'scenarios', 'compute', 'indicators', 'talents', 'funds'):
            out = os.path.join(top, kind + '-t.xlsx')
            r = run('import', '--template', kind, out)
            ok('template ' + kind, r.returncode == 0 and os.path.getsize(out) > 2000, r.stderr)
            r = run('import', out, '--as', kind, '-d', db, '--yes')
            ok('its examples are left out: ' + kind, r.returncode == 1 and '2 行示例' in r.stderr and '没有数据行' in r.stderr, r.stderr + r.stdout)
        # bad files
        for name, data in (('empty.csv', b''), ('x.xlsx', b'PK\x03\x04nonsense'), ('x.json', b'[{"a": {"b": 1}}]'), ('y.json', b'[1, 2'), ('z.csv', '甲,乙\n1,2\n'.encode()),
                           ('old.xls', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600)):
            with open(os.path.join(top, name), 'wb') as f:
                f.write(data)
            r = run('import', os.path.join(top, name), '--as', 'companies', '-d', db, '--yes')
            ok('bad file ' + name, r.returncode in (1, 2) and r.stderr, (r.returncode, r.stderr))
        ok('no such kind', run('import', t, '--as', 'dogs', '-d', db).returncode == 2)
        ok('check', run('check', '-d', db).returncode == 0)
        # kill -9: all rows or none
        big = os.path.join(top, 'big.csv')
        with open(big, 'w', encoding='utf-8', newline='') as f:
            w = csv.writer(f)
            w.writerow(['基金名称', '总规模'])
            w.writerows(['基金%05d' % i, '%d万元' % (i + 1)] for i in range(6000))
        rnd = random.Random(5)
        for turn in range(8):
            p = subprocess.Popen([cedu, 'import', big, '--as', 'funds', '-d', db, '--yes'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rnd.uniform(.02, .5))
            p.send_signal(signal.SIGKILL)
            p.wait()
            with sqlite3.connect(db) as k:
                n = k.execute("SELECT count(*) FROM user_rows WHERE kind = 'funds'").fetchone()[0]
            ok('kill %d' % turn, n in (0, 6000), n)
        ok('then whole', run('import', big, '--as', 'funds', '-d', db, '--yes').returncode == 0 and len(cells(db, 'funds')) == 12000)
    return checks
