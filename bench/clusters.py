#!/usr/bin/env python3
"""Are prints of one text one cluster, and different texts several? Measured over ../shared/corpora with ../shared/tools/damage.py.

    bench/clusters.py CEDU [--shared DIR] [--seeds 0,1,2] [--kinds pinyin,cut60,...] [--few N] [--keep DB]

Prints of every document, by kind:
  pinyin taiwan gbkshift   a mode of damage.py
  cut60 cut40              that share of its letters
  wrapped                  furniture of a site around it, as flattened pages have it: drawn by the seed from a list of our own
  all-three                pinyin, cut to 60 %, wrapped
  taiwan-three             taiwan, cut to 60 %, wrapped
A knowledge base each seed, into which the originals go first. Then documents of one template with other places and numbers. Prints for each
kind the share of prints in their original's cluster over all seeds, the derivations given, and the pairs of different documents that fell
together; exits 0. gbkshift takes most of the time: repairing a whole document's bytes is what it costs.
"""
import argparse
import collections
import glob
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KINDS = ('pinyin', 'taiwan', 'gbkshift', 'cut60', 'cut40', 'wrapped', 'all-three', 'taiwan-three')
# Furniture. A site has one order for it: what is drawn is which lines it has.
BEFORE = ['首页', '新闻中心', '政策法规', '数据开放', '办事服务', '互动交流', '当前位置：首页 > 政策法规 > 正文', '登录 注册', '无障碍阅读 长者模式', '字号：大 中 小',
          '打印本页 关闭窗口', '来源：某某资讯网 发布时间：2023-05-06 09:30 浏览次数：128', '分享到：']
AFTER = ['扫一扫在手机打开当前页', '【打印】 【关闭】', '责任编辑：某编', '相关链接', '某地召开产业座谈会', '关于开展年度申报工作的公告', '专家谈如何用好数据', '上一篇：没有了',
         '下一篇：某地发布季度数据', '热门推荐', '三部门联合部署下半年工作', '本周要闻回顾', '版权所有 某某资讯网', '网站地图 | 联系我们 | 免责声明',
         '本网所载内容仅代表作者观点，如有侵权请联系本站删除。', '京ICP备00000000号-1']
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


def around(text, rnd):
    some = lambda v: [x for x in v if rnd.random() < .6]
    return '\n'.join(some(BEFORE) + [text] + some(AFTER)) + '\n'


def prints(texts, tmp, kinds, seed, damage):
    """Writes the prints of one seed, a folder a kind; the folders' names."""
    folder = lambda name: os.makedirs(os.path.join(tmp, name), exist_ok=True) or os.path.join(tmp, name)
    read = lambda kind, k: open(os.path.join(tmp, kind, k + '.txt'), encoding='utf-8').read()
    first = folder('0-original')
    for k, t in texts.items():
        write(os.path.join(first, k + '.txt'), t)
    modes = {'all-three': 'pinyin', 'taiwan-three': 'taiwan'}
    for mode in sorted({modes.get(k, k) for k in kinds} & {'pinyin', 'taiwan', 'gbkshift'}):
        subprocess.run([sys.executable, damage, '--mode', mode, '--seed', str(seed), '--out', folder(mode)] +
                       [os.path.join(first, k + '.txt') for k in texts], check=True, stdout=subprocess.DEVNULL)
    for kind in set(kinds) - {'pinyin', 'taiwan', 'gbkshift'}:
        out = folder(kind)
        for k, t in texts.items():
            t = read(modes[kind], k) if kind in modes else t
            t = t[:len(t) * (4 if kind == 'cut40' else 10 if kind == 'wrapped' else 6) // 10]
            write(os.path.join(out, k + '.txt'), t if kind.startswith('cut') else around(t, random.Random('%s %d %s' % (k, seed, kind))))


def template(tmp):
    rnd = random.Random(7)
    os.makedirs(os.path.join(tmp, 'template'), exist_ok=True)
    for i in range(200):
        names = rnd.sample('青川临江平远安宁长兴南阳北海东明西山新乐广源永泰', 2)
        v = {'n%d' % k: rnd.randint(10, 990) for k in range(1, 15)}
        write(os.path.join(tmp, 'template', '%03d.txt' % i), TEMPLATE.format(a=''.join(names) + '市', y=rnd.randint(2025, 2030),
                                                                         y0=rnd.randint(2021, 2024), m=rnd.randint(1, 12), d=rnd.randint(1, 28), **v))


def added(cedu, tmp, kinds, db):
    """(kind, document) -> (cluster, derivation)"""
    subprocess.run([cedu, 'add', '-q', '-d', db] + [os.path.join(tmp, d) for d in ('0-original',) + kinds + ('template',)], check=True,
                   stdout=subprocess.DEVNULL)
    rows = sqlite3.connect(db).execute('SELECT p.path, d.cluster_id, d.derivation FROM documents d JOIN document_paths p ON p.document_id = d.id')
    return {tuple(r[0][:-4].split(os.sep)[-2:]): r[1:] for r in rows}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('cedu')
    p.add_argument('--shared', default=os.path.join(TOP, '..', 'shared'))
    p.add_argument('--seeds', default='0')
    p.add_argument('--kinds', default=','.join(KINDS))
    p.add_argument('--few', type=int, default=0, help='only the N shortest documents')
    p.add_argument('--keep', help='the knowledge base and the prints of the last seed stay in this folder')
    a = p.parse_args()
    damage, cedu = os.path.join(a.shared, 'tools', 'damage.py'), os.path.abspath(a.cedu)
    if not os.path.exists(damage):
        print('skipped: there is no', damage)
        return 0
    docs = sorted(glob.glob(a.shared + '/corpora/policies/*.txt') + glob.glob(a.shared + '/corpora/govreports/*.txt'))
    if a.few:
        docs = sorted(docs, key=os.path.getsize)[:a.few]
    texts = {os.path.basename(d)[:-4]: open(d, encoding='utf-8', errors='replace').read() for d in docs}
    kinds = tuple(k for k in KINDS if k in a.kinds.split(','))
    ok, missing, called, joined, pairs = collections.Counter(), collections.defaultdict(list), collections.defaultdict(collections.Counter), {}, {}
    originals = 0
    seeds = [int(x) for x in a.seeds.split(',')]
    for seed in seeds:
        with tempfile.TemporaryDirectory() as tmp:
            if a.keep:
                tmp = a.keep
                shutil.rmtree(tmp, ignore_errors=True)
                os.makedirs(tmp)
            prints(texts, tmp, kinds, seed, damage)
            template(tmp)
            where = added(cedu, tmp, kinds, os.path.join(tmp, 'x.db'))
        for kind in kinds:
            for k in texts:
                mine, first = where.get((kind, k)), where[('0-original', k)]
                if mine and mine[0] == first[0]:
                    ok[kind] += 1
                    called[kind][mine[1]] += 1
                else:
                    missing[kind].append('%s/%d' % (k, seed))
        originals += sum(where[('0-original', k)][1] == 'original' for k in texts)
        for kind in ('0-original', 'template'):
            ids = [(k[1], v[0]) for k, v in where.items() if k[0] == kind]
            joined.setdefault(kind, set()).update((x[0], y[0]) for i, x in enumerate(ids) for y in ids[:i] if x[1] == y[1])
            pairs[kind] = len(ids) * (len(ids) - 1) // 2
    for kind in kinds:
        n = len(texts) * len(seeds)
        print('%-12s %4d of %4d in their original\'s cluster (%.2f %%)  %s  missing: %s' % (
            kind, ok[kind], n, 100 * ok[kind] / n, dict(called[kind]), ' '.join(missing[kind][:12])))
    print('the undamaged whole is the original of its group: %d of %d' % (originals, len(texts) * len(seeds)))
    for kind, n in pairs.items():
        print('%-12s %d of %d pairs of different documents joined (%.4f %%) %s' % (kind, len(joined[kind]), n, 100 * len(joined[kind]) / max(n, 1),
                                                                                sorted(joined[kind])[:6]))
    return 0


if __name__ == '__main__':
    sys.exit(main())
