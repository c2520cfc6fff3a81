"""drafts.py - a small world made from a seed: pages for a knowledge base and three drafts (good, sloppy, copied) with what is planted in them.

Places, numbers, wordings, indicators, order and layout change with the seed, so that what finds the faults is construction and not a sample.
Every sentence is our own. A fault is (classes that name it, a piece of the draft's sentence). Points of severity hint are no alarms.
"""
import random

CITIES = [('四川省', ['绵阳市', '宜宾市', '泸州市', '德阳市', '南充市']), ('湖北省', ['宜昌市', '襄阳市', '荆州市', '黄石市']),
          ('河南省', ['洛阳市', '南阳市', '新乡市', '许昌市']), ('江西省', ['赣州市', '九江市', '上饶市']),
          ('山东省', ['烟台市', '潍坊市', '临沂市', '济宁市']), ('广西壮族自治区', ['柳州市', '桂林市', '玉林市']),
          ('湖南省', ['株洲市', '衡阳市', '岳阳市', '湘潭市']), ('安徽省', ['芜湖市', '蚌埠市', '滁州市'])]
FIELDS = ['智慧航运', '智能农机', '文旅数字人', '智能矿山', '核医学影像', '智能纺织', '智慧冷链', '智能酿造', '轴承智能检测', '智能陶瓷',
          '空气动力仿真', '竹材智能加工', '智慧港口', '智能钻探', '茶叶智能分拣', '电力巡检机器人']
COMMON = ['智能制造', '智慧医疗', '智慧城市']
SCENES = [('轴承质量检测', '矿山无人装备调度', '文物数字化保护'), ('烟叶智能分级', '船闸联合调度', '古镇客流疏导'),
          ('稀土萃取控制', '脐橙分选', '红色文物导览'), ('糖料蔗测产', '内河船舶识别', '喀斯特地质预警')]
OFFICES = ['市经济和信息化局', '市科学技术局', '市发展和改革委员会', '市数据局', '市人力资源和社会保障局', '市财政局']
LEADS = ['', '经过多年培育，', '近年来，', '总体看，']


class World:
    def __init__(self, seed):
        r = self.r = random.Random(seed)
        provinces = r.sample(CITIES, 4)
        self.province, own = provinces[0]
        self.own = r.choice(own)
        self.short = self.own[:-1]
        self.peers = [r.choice(p[1]) for p in provinces[1:]]
        self.year = r.choice([2023, 2024, 2025])     # of the draft
        self.now, self.end = self.year - 1, self.year + r.choice([2, 3])
        g = r.uniform(.09, .17)
        self.size = {self.now: round(r.uniform(90, 420), 1)}
        for y in range(self.now - 1, self.now - 4, -1):
            self.size[y] = round(self.size[y + 1] / (1 + g), 1)
        self.firms = {self.now: r.randint(90, 400)}
        for y in (self.now - 1, self.now - 2):
            self.firms[y] = int(self.firms[y + 1] / (1 + g))
        self.compute = r.randint(3, 19) * 50
        self.staff = r.randint(3, 30) * 1000
        self.patents = r.randint(300, 2000)
        self.nation = (r.choice([2, 3]) + self.year, round(r.uniform(1.0, 2.9), 1))
        self.prefix = r.choice(['先导区', '试验区'])
        self.zone = '国家人工智能%s%s' % (r.choice(['产业创新应用', '融合创新发展', '场景创新']), self.prefix)
        self.title_text = '国务院关于%s人工智能产业%s的%s' % (r.choice(['深入推进', '加快促进']), r.choice(['创新发展', '高质量发展']), r.choice(['实施意见', '指导意见']))
        self.number = '国发〔%d〕%d号' % (self.year - 1, r.randint(2, 40))
        f = r.sample(FIELDS, 9)
        self.fields = {self.peers[0]: f[0:2], self.peers[1]: f[2:4], self.peers[2]: f[4:6], self.own: f[6:9]}
        self.scenes = r.choice(SCENES)
        self.dept = self.own + r.choice(['经济和信息化局', '工业和信息化局', '数据局'])
        self.rate, self.cap = r.choice([20, 25, 30, 40]), r.choice([50, 80, 100, 200])
        self.passage = [
            '围绕%s、%s和%s三条主线，每年遴选不少于二十个标杆场景，向社会公开发布需求清单，由场景业主单位与解决方案企业签订共建协议，形成可复制的工程样板。' % self.scenes,
            '建立由首席工程师牵线的驻厂诊断机制，对流水线停机原因逐台建档，把老师傅的判断经验转写成可以检验的规则，再交由模型团队反复比对修正。',
            '依托旧厂房改造的中试车间，向小微团队按小时出租设备和工位，试错费用由园区运营公司先行垫付，待产品定型后从订单收入中分期扣回。',
        ]
        self.copied_from = self.peers[2]

    def pick(self, *v):
        return self.r.choice(v)

    # ------------------------------------------------------------ the base
    def base(self):
        r, out = self.r, {}
        o, n = self.own, self.now
        lines = ['%s%d年人工智能产业发展情况' % (o, n), '来源：%s' % self.dept, '%d-02-%02d' % (self.year, r.randint(10, 27)),
                 '据%s统计，%d年，%s人工智能企业数量达到%d家，人工智能产业规模为%s亿元。' % (self.dept, n, o, self.firms[n], self.size[n])]
        for y in (n - 1, n - 2):
            lines.append('%d年，%s人工智能企业数量为%d家，人工智能产业规模为%s亿元。' % (y, o, self.firms[y], self.size[y]))
        lines.append('截至%d年底，%s智能算力规模为%dPFLOPS，人工智能从业人员数量为%d人，人工智能专利数量为%d件。' % (n, o, self.compute, self.staff, self.patents))
        out['own.txt'] = lines
        for i, p in enumerate(self.peers):
            s = r.uniform(100, 300)
            g = r.uniform(.08, .15)
            kind = ['人工智能产业发展规划（%d—%d年）' % (self.year - 1, self.end), '促进人工智能产业高质量发展若干措施', '推动人工智能场景创新行动方案（%d—%d年）' % (self.year - 1, self.end)][i]
            lines = [p + kind, p + '人民政府', '%s政发〔%d〕%d号' % (p[0], self.year - 1, r.randint(3, 60)), '%d年%d月%d日' % (self.year - 1, r.randint(3, 11), r.randint(2, 27)),
                     '%d年，%s人工智能产业规模为%.1f亿元，%d年为%.1f亿元。' % (n - 1, p, s, n - 3, s / (1 + g) ** 2),
                     '到%d年，%s人工智能产业规模达到%.0f亿元，人工智能企业数量超过%d家。' % (self.end, p, s * (1 + g) ** (self.end - n + 1), r.randint(150, 400)),
                     '重点发展%s、%s、%s等领域。' % (r.choice(COMMON), *self.fields[p])]
            if i == 0:
                lines.append('对租用本市公共算力的中小企业，按实际支出的%d%%给予算力券补贴，单个企业每年最高不超过%d万元。' % (self.rate, self.cap))
            if i == 1:
                lines.append('鼓励企业发放数据券，按数据采购合同额的20%%给予补助，最高%d万元。对引进的领军人才，给予一次性奖励%d万元。' % (self.cap, self.cap))
            if i == 2:
                lines += self.passage
            out['peer%d.txt' % i] = lines
        out['nation.txt'] = [self.title_text, self.number, '%d年3月%d日' % (self.year - 1, r.randint(2, 27)),
                             '到%d年，全国人工智能核心产业规模超过%s万亿元，重点行业应用普及率达到70%%。' % self.nation,
                             '到%d年，建成%s20个。' % (self.nation[0], self.zone), '各地要加快智能制造、智慧医疗、智慧城市等重点领域应用。']
        return {k: '\n'.join(v) + '\n' for k, v in out.items()}

    # ------------------------------------------------------------ pieces of drafts
    def head(self, what):
        return ['%s%s（%d—%d年）%s' % (self.own, what, self.year, self.end, self.pick('', '（征求意见稿）')), self.dept, '%d年%d月%d日' % (self.year, self.r.randint(3, 11), self.r.randint(2, 27))]

    def title(self, k, text):
        style = getattr(self, 'style', None) or self.pick('one', 'chapter')
        self.style = style
        return ('一二三四五六'[k] + '、' if style == 'one' else '第%s章 ' % '一二三四五六'[k]) + text

    def goal_value(self, y, base, g):
        return round(base * (1 + g) ** (y - self.now))

    def good(self):
        o, n, e, r = self.own, self.now, self.end, self.r
        a, b, c = self.fields[o]
        g = .12
        v = (n, self.firms[n], e, o, self.goal_value(e, self.firms[n], g))
        goals = [
            self.pick('以%d年%s亿元为基数，到%d年，%s人工智能产业规模达到%d亿元以上，由市经济和信息化局牵头。', '在%d年%s亿元的基础上，到%d年，%s人工智能产业规模提升到%d亿元以上，由市经济和信息化局负责。')
            % (n, self.size[n], e, o, self.goal_value(e, self.size[n], g)),
            self.pick('以{0}年{1}家为基数，到{2}年，{3}人工智能企业数量达到{4}家以上，由市科学技术局负责。',
                      '到{2}年，{3}人工智能企业数量由{0}年的{1}家增加到{4}家以上，由市科学技术局牵头。').format(*v)]
        r.shuffle(goals)
        tasks = ['强化算力供给。到%d年，%s智能算力规模在%d年%dPFLOPS的基础上提升到%dPFLOPS以上。' % (e, o, n, self.compute, self.compute * 2 - self.compute // 2),
                 self.pick('推进算法创新。支持高校院所围绕%s开展行业大模型和专用算法攻关。' % a, '突破核心算法。围绕%s组建联合攻关团队，研制专用模型和算法工具。' % a),
                 self.pick('完善数据要素供给。建设行业高质量数据集，分级开放公共数据。', '用好数据资源。按行业归集数据，建设可信数据空间。'),
                 self.pick('集聚专业人才。实施人工智能人才引育计划，建设实训基地。', '壮大人才队伍。支持院校开设微专业，培养复合型人才。'),
                 self.pick('拓展特色场景。重点发展%s、%s、%s等特色领域。', '开放应用场景。聚焦%s、%s、%s等领域。') % (a, b, c)]
        units = ['市数据局', '市科学技术局', '市数据局', '市人力资源和社会保障局', '市发展和改革委员会']
        r.shuffle(tasks)
        body = self.head('人工智能产业发展行动方案') + [self.title(0, self.pick('发展基础', '发展现状')),
            self.pick('据%s统计，%d年，%s人工智能产业规模为%s亿元，人工智能企业数量达到%d家，智能算力规模为%dPFLOPS。', '%s统计显示，%d年，%s人工智能产业规模为%s亿元，人工智能企业数量为%d家，智能算力规模达到%dPFLOPS。')
            % (self.dept, n, o, self.size[n], self.firms[n], self.compute),
            '《%s》（%s）提出，到%d年，全国人工智能核心产业规模超过%s万亿元。' % (self.title_text, self.number, *self.nation),
            self.title(1, self.pick('主要目标', '发展目标'))] + goals + [self.title(2, '重点任务')]
        for i, t in enumerate(tasks):
            body.append('（%s）%s（责任单位：%s）' % ('一二三四五'[i], t, units[i]))
        return '\n'.join(body) + '\n', []

    def sloppy(self):
        o, n, e, r = self.own, self.now, self.end, self.r
        p = self.peers
        wrong = round(self.size[n] * r.choice([1.22, 1.35, .78]), 1)
        huge = round(self.size[n] * r.choice([4, 5, 6]))
        g = r.choice([15, 18, 20])
        f1, f2 = self.goal_value(e, self.firms[n], .12), self.goal_value(e, self.firms[n], .2)
        bad_zone = self.zone.replace('国家', '国家级', 1).replace('创新', '协同', 1)
        faults = []

        def say(text, *wrongs):
            for classes, piece in wrongs:
                faults.append((classes.split('|'), piece or text))
            return text
        body = self.head(self.pick('人工智能产业发展行动方案', '人工智能产业高质量发展实施方案'))
        body += [self.title(0, self.pick('发展基础', '基本情况')),
                 say(self.pick('%d年，%s人工智能产业规模为%s亿元。', '%d年，%s人工智能产业规模达到%s亿元。') % (n, o, wrong), ('base_conflict', ''), ('no_source', '')),
                 say(self.pick('%d年，全市人工智能专利数量为%d件，居全省第%d位。', '%d年，全市人工智能专利数量达%d件，位居全省第%d。') % (n, self.patents + 137, r.randint(2, 5)), ('base_conflict', ''), ('no_source', '')),
                 say('%d年，%s人工智能从业人员数量为%d人。' % (n, o, self.staff * 2), ('base_conflict', ''), ('no_source', ''))]
        body += [self.title(1, self.pick('主要目标', '发展目标')),
                 say('到%d年，%s人工智能产业规模达到%d亿元，年均增长%d%%。' % (e, o, huge, g), ('self_conflict', ''), ('growth', '')),
                 say('到%d年，%s人工智能企业数量达到%d家。' % (e, o, f1), ('no_baseline', '')),
                 say(self.pick('力争人工智能企业数量达到%d家。', '确保人工智能企业数量超过%d家。') % f2, ('self_conflict', ''), ('no_deadline', ''), ('no_baseline', '')),
                 say('到%d年，智能算力规模%dPFLOPS。' % (e, self.compute * 2), ('no_operator', ''), ('no_baseline', '')),
                 say(self.pick('人工智能产业生态显著优化，创新能力明显增强。', '产业竞争力大幅提升，人工智能生态不断完善。'), ('no_quantity', '')),
                 say(self.pick('数字基础设施水平进一步提升。', '公共服务能力持续增强。'), ('no_quantity', '')),
                 say('到%d年，全国人工智能核心产业规模超过%s万亿元。' % (self.nation[0], round(self.nation[1] + .6, 1)), ('fixed_wording', ''))]
        body += [self.title(2, '重点任务'),
                 say(self.pick('重点发展%s、%s等领域。', '聚焦%s、%s等方向。') % (self.fields[p[0]][0], self.fields[p[1]][0]),
                     ('overlap', ''), ('overlap', '')),
                 say(self.pick('争创%s。', '力争到' + str(e) + '年建成%s。', '支持申报%s。') % bad_zone, ('fixed_wording', '')),
                 say('落实《%s》（国发〔%d〕%d号）要求。' % (self.title_text, self.year - 1, int(self.number.split('〕')[1][:-1]) + 3), ('fixed_wording', '')),
                 say(self.pick('尽快建成公共算力调度平台。', '适时启动智算中心二期建设。'), ('no_deadline', '')),
                 say(self.pick('对租用算力的企业给予补贴。', '对使用公共算力的中小企业予以补助。'), ('instrument_hint|no_quantity', '')),
                 say(self.pick('条件成熟时组建产业联盟。', '择机举办产业大会。'), ('no_deadline', '')),
                 say(self.pick('支持企业研制行业大模型。', '鼓励开发面向中小企业的模型工具。')),
                 ]
        faults.append((['no_unit'], None))
        faults.append((['factor_gap'], '“数据”'))
        faults.append((['factor_gap'], '“人才”'))
        return '\n'.join(x for x in body if x) + '\n', faults

    def copied(self):
        o, n, e, r = self.own, self.now, self.end, self.r
        src = self.copied_from
        swap = [x.replace(src, o) for x in self.passage]
        faults = []
        a, b, c = self.fields[o]

        def say(text, *wrongs):
            for classes, piece in wrongs:
                faults.append((classes.split('|'), piece or text))
            return text
        s0, s1, s2 = swap
        if r.random() < .5:
            s0 = s0.replace('不少于二十个', '不少于三十个')
        body = self.head('人工智能场景创新行动方案') + [
            self.title(0, '总体要求'),
            '据%s统计，%d年，%s人工智能产业规模为%s亿元，人工智能企业数量为%d家。' % (self.dept, n, o, self.size[n], self.firms[n]),
            '以%d年%s亿元为基数，到%d年，%s人工智能产业规模达到%d亿元以上，由市经济和信息化局负责。' % (n, self.size[n], e, o, self.goal_value(e, self.size[n], .11)),
            self.title(1, '重点任务'),
            say('（一）场景遴选。' + s0 + '（责任单位：市数据局）', ('copied', s0[:20])),
            '（二）推进算法创新。围绕%s研制专用模型，突破关键算法。（责任单位：市科学技术局）' % a,
            say('（三）技改诊断。' + s1 + '（责任单位：市经济和信息化局）', ('copied', s1[:20])),
            '（四）完善算力供给和数据要素流通，建设行业数据集。（责任单位：市数据局）',
            say('（五）共享车间。' + s2 + '（责任单位：市科学技术局）', ('copied', s2[:20])),
            '（六）实施人工智能人才引育计划。（责任单位：市人力资源和社会保障局）',
            say(self.pick('（七）加快%s特色产业园建设，做强龙头企业。（责任单位：市经济和信息化局）', '（七）全面提高%s企业的数字化水平。（责任单位：市经济和信息化局）') % src, ('leftover_place', src)),
            say('（八）把%s打造成区域性的场景创新策源地。（责任单位：市数据局）' % src, ('leftover_place', '打造成区域性')),
            say('（九）重点发展%s、%s等领域。（责任单位：市经济和信息化局）' % tuple(self.fields[src]), ('overlap', self.fields[src][0]), ('overlap', self.fields[src][1])),
            self.title(2, '保障措施'),
            say(self.pick('%s各区县要压实责任，按季调度。', '建立%s统筹、部门联动的工作机制。') % src, ('leftover_place', src)),
            say('对开展场景建设并租用算力的企业给予支持。', ('instrument_hint|no_quantity', '租用算力')),
        ]
        return '\n'.join(body) + '\n', faults


def world(seed):
    return World(seed)
