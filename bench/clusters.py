#!/usr/bin/env python3
"""Are prints of one text one cluster, and different texts several? Measured over ../shared/corpora with ../shared/tools/damage.py.

    bench/clusters.py CEDU [--shared DIR] [--keep DB]

Prints of every document: each mode of damage (script, annotations, shifted bytes), 60 % and 40 % of it, boilerplate around it, and all
three at once. Then documents of one template with other places and numbers. Prints shares of prints in their original's cluster
and of pairs of different documents that fell together, the derivations given, and exits 0.
"""
import argparse
import collections
import glob
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BEFORE = ['首页', '新闻中心', '政策法规', '数据开放', '当前位置：首页 > 政策法规', '登录 注册', '字号：大 中 小', '分享到：']
AFTER = ['相关链接', '某地召开产业座谈会', '关于开展年度申报工作的公告', '上一篇：没有了', '下一篇：某地发布季度数据', '版权所有 某某资讯网',
         '网站地图 | 联系我们 | 免责声明', '本网所载内容仅代表作者观点，如有侵权请联系本站删除。']
TEMPLATE = ('{a}关于印发{a}人工智能产业行动计划的通知\n各区县人民政府，市政府各部门：\n现将{a}人工智能产业行动计划印发给你们，请认真组织实施。\n'
            '一、主要目标\n到{y}年，{a}人工智能核心产业规模达到{n1}亿元，企业数量超过{n2}家，建成算力{n3}P，培育应用场景{n4}个。\n'
            '二、重点任务\n（一）夯实算力底座。由{a}工业和信息化局牵头，建设公共算力平台{n5}个，发放算力券{n6}万元，对企业按不超过{n7}%给予补贴。\n'
            '（二）培育产业主体。支持{a}各类企业开展模型研发，对通过备案的模型给予不超过{n8}万元的奖励，每家企业每年累计不超过{n9}万元。\n'
            '（三）拓展应用场景。面向医疗、教育、交通、制造等领域，每年发布场景清单不少于{n10}项，示范项目不少于{n11}个。\n'
            '（四）加强人才引育。支持高校与企业共建学院，每年培养专业人才{n12}人，引进团队{n13}个。\n'
            '三、保障措施\n加强组织领导，健全工作机制，统筹推进各项任务落实。强化资金保障，用好产业基金{n14}亿元。'
            '加强监测评估，定期通报进展情况。\n{a}人民政府\n{y0}年{m}月{d}日\n')


def write(path, text):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def around(text):
    return '\n'.join(BEFORE) + '\n' + text + '\n' + '\n'.join(AFTER) + '\n'


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('--shared', default=os.path.join(TOP, '..', 'shared'))
    p.add_argument('--keep')
    p.add_argument('--few', type=int, default=0, help='only the first N documents')
    p.add_argument('--work', help='folder for the prints, kept and used again')
    a = p.parse_args()
    damage = os.path.join(a.shared, 'tools', 'damage.py')
    if not os.path.exists(damage):
        print('skipped: there is no', damage)
        return 0
    docs = sorted(glob.glob(a.shared + '/corpora/policies/*.txt') + glob.glob(a.shared + '/corpora/govreports/*.txt'))
    docs = docs[:a.few or None]
    rnd = random.Random(7)
    with tempfile.TemporaryDirectory() as tmp:
        made = a.work and os.path.isdir(a.work)
        tmp = a.work or tmp

        def folder(name):
            os.makedirs(os.path.join(tmp, name), exist_ok=True)
            return os.path.join(tmp, name)
        texts = {os.path.basename(d)[:-4]: open(d, encoding='utf-8', errors='replace').read() for d in docs}
        first = folder('0-original')
        for k, t in texts.items():
            write(os.path.join(first, k + '.txt'), t)
        for mode in () if made else ('pinyin', 'taiwan', 'gbkshift'):
            subprocess.run([sys.executable, damage, '--mode', mode, '--out', folder(mode)] +
                           [os.path.join(first, k + '.txt') for k in texts], check=True, stdout=subprocess.DEVNULL)
        cut6, cut4, wrap = folder('cut60'), folder('cut40'), folder('wrapped')
        for k, t in texts.items():
            write(os.path.join(cut6, k + '.txt'), t[:len(t) * 6 // 10])
            write(os.path.join(cut4, k + '.txt'), t[:len(t) * 4 // 10])
            write(os.path.join(wrap, k + '.txt'), around(t))
        both = folder('all-three')
        for k in texts:
            path = os.path.join(tmp, 'pinyin', k + '.txt')
            t = open(path, encoding='utf-8').read()
            write(os.path.join(both, k + '.txt'), around(t[:len(t) * 6 // 10]))
        kin = folder('template')
        for i in range(200):
            names = rnd.sample('青川临江平远安宁长兴南阳北海东明西山新乐广源永泰', 2)
            v = {'n%d' % k: rnd.randint(10, 990) for k in range(1, 15)}
            write(os.path.join(kin, '%03d.txt' % i), TEMPLATE.format(a=''.join(names) + '市', y=rnd.randint(2025, 2030),
                                                                 y0=rnd.randint(2021, 2024), m=rnd.randint(1, 12), d=rnd.randint(1, 28), **v))
        db = a.keep or os.path.join(tmp, 'x.db')
        subprocess.run([a.cedu, 'add', '-q', '-d', db] + [os.path.join(tmp, d) for d in sorted(os.listdir(tmp)) if os.path.isdir(os.path.join(tmp, d))],
                       check=True, stdout=subprocess.DEVNULL)
        rows = sqlite3.connect(db).execute('SELECT p.path, d.cluster_id, d.derivation FROM documents d JOIN document_paths p ON p.document_id = d.id').fetchall()
    where = {tuple(r[0].split(os.sep)[-2:]): r[1:] for r in rows}
    for kind in ('pinyin', 'taiwan', 'gbkshift', 'cut60', 'cut40', 'wrapped', 'all-three'):
        got = [(k, where.get((kind, k + '.txt')), where[('0-original', k + '.txt')]) for k in texts]
        ok = [x for x in got if x[1] and x[1][0] == x[2][0]]
        kinds = collections.Counter(x[1][1] for x in ok)
        print('%-10s %d of %d in one cluster (%.2f %%)  %s  missing: %s' % (kind, len(ok), len(got), 100 * len(ok) / len(got), dict(kinds),
                                                                        ' '.join(x[0] for x in got if x not in ok)[:200]))
    for kind in ('0-original', 'template'):
        ids = [(k[1], v[0]) for k, v in where.items() if k[0] == kind]
        pairs = [(x[0], y[0]) for i, x in enumerate(ids) for y in ids[:i] if x[1] == y[1]]
        n = len(ids) * (len(ids) - 1) // 2
        print('%-10s %d of %d pairs of different documents joined (%.4f %%) %s' % (kind, len(pairs), n, 100 * len(pairs) / max(n, 1), pairs[:6]))
    return 0


if __name__ == '__main__':
    sys.exit(main())
