#!/usr/bin/env python3
"""Writes packs/core/regions.tsv from areacodes.csv (yescallop/areacodes, CC0 1.0).

    tools/make_regions.py areacodes.csv > packs/core/regions.tsv

Every division of county level and above since 1981, in use and former, one row each:
id         the code; where a code had several divisions, the one in use (else the last) has the bare code, the others code-YEAR
name       provinces, prefectures and county-level cities by their own name, other counties and districts after their
           prefecture or municipality (成都市武侯区)
forms      own name, prefecture + name, short names; `~` marks a form that needs context
from, to   years of validity, `to` exclusive and absent while in use; successor: ids

The rules for short names are here, the exceptions in the tables below: to correct a form, change a table and run again.
Rows in use come first, larger divisions before smaller: the first entry with a form is the likeliest one.
"""
import csv
import re
import sys
from collections import Counter, defaultdict

LEVELS = {'省级': 'province', '地级': 'prefecture', '县级': 'county'}
MUNICIPAL = {'北京市', '上海市', '天津市', '重庆市'}

# One-character names of provinces and some cities; all weak.
LETTERS = {'北京市': '京', '天津市': '津', '上海市': '沪|申', '重庆市': '渝', '河北省': '冀', '河南省': '豫', '云南省': '云|滇', '辽宁省': '辽',
           '黑龙江省': '黑', '湖南省': '湘', '安徽省': '皖', '山东省': '鲁', '新疆维吾尔自治区': '新', '江苏省': '苏', '浙江省': '浙',
           '江西省': '赣', '湖北省': '鄂', '广西壮族自治区': '桂', '甘肃省': '甘|陇', '山西省': '晋', '内蒙古自治区': '蒙|内蒙',
           '陕西省': '陕|秦', '吉林省': '吉', '福建省': '闽', '贵州省': '贵|黔', '广东省': '粤', '四川省': '川|蜀', '青海省': '青',
           '西藏自治区': '藏', '海南省': '琼', '宁夏回族自治区': '宁', '香港特别行政区': '港', '澳门特别行政区': '澳', '台湾省': '台',
           '成都市': '蓉|蓉城', '广州市': '穗|羊城', '深圳市': '深|鹏城', '宁波市': '甬', '杭州市': '杭', '武汉市': '汉', '福州市': '榕|榕城',
           '济南市': '泉城', '大连市': '连', '厦门市': '鹭|鹭岛', '合肥市': '庐', '哈尔滨市': '冰城'}
# More full forms.
MORE = {'香港特别行政区': '香港特区', '澳门特别行政区': '澳门特区', '台湾省': '台湾地区', '新疆维吾尔自治区': '新疆自治区',
        '宁夏回族自治区': '宁夏自治区', '广西壮族自治区': '广西自治区', '湘西土家族苗族自治州': '湘西地区'}

# Peoples in the names of autonomous divisions, to be dropped from short names.
PEOPLES = ('蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春|朝鲜|布依|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|布朗|撒拉|毛南|毛难|'
           '仡佬|阿昌|普米|乌孜别克|俄罗斯|德昂|保安|裕固|塔塔尔|独龙|赫哲|门巴|珞巴|基诺|高山').split('|')
SHORT_PEOPLES = list('回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京各')
AUTONOMOUS = re.compile(r'^(.*?)((?:(?:%s)族?|(?:%s)族)*)自治(州|县|旗|区)$' % ('|'.join(PEOPLES), '|'.join(SHORT_PEOPLES)))

# Short names of prefectures that are everyday words, or names of something larger.
WEAK_PREFECTURES = set('朝阳 白银 安康 来宾 兴安 阿里 山南 吉林 海南 海东 海北 海西 黄南 西区 通州'.split())
# Names of districts that are everyday words even in full.
GENERIC = set('城区 郊区 东区 西区 中区 矿区 港区 新区 新城区 市区 市中区 城中区 城东区 城西区 城北区 城南区 城关区 城厢区 老城区 新市区 北市区 南市区 '
              '市北区 市南区 港口区 海港区 东郊区 西郊区 南郊区 北郊区 特区 农垦区 工农区 前进区 东风区 永红区 红旗区 郊县 南岸区 江岸区 湖滨区 '
              '山城区 河口区 东矿区 新矿区 桥东区 桥西区 水上区 向阳区 先锋区 光明区 文化区 中原区 江南区'.split())
# Two-character short names of counties that are safe alone: well known, no everyday word, no surname, no second place.
SAFE = set('浦东 海淀 昆山 义乌 江阴 宜兴 常熟 太仓 慈溪 余姚 诸暨 晋江 敦煌 仙桃 潜江 萧山 余杭 徐汇 闵行 嘉定 青浦 奉贤 崇明 静安 虹口 杨浦 '
           '黄埔 番禺 花都 从化 越秀 荔湾 罗湖 宝安 坪山 武侯 青羊 成华 温江 双流 郫都 简阳 彭州 邛崃 渝中 渝北 北碚 巴南 江津 合川 '
           '永川 璧山 铜梁 潼南 荣昌 雁塔 碑林 灞桥 汉阳 硚口 江夏 蔡甸 黄陂 岳麓 开福 浏阳 秦淮 建邺 江宁 浦口 溧水 高淳 吴中 姑苏 相城 吴江 虎丘 '
           '海曙 鄞州 北仑 瓯海 崂山 黄岛 即墨 胶州 莱西 历下 历城 槐荫 章丘 昌平 顺义 房山 丰台 平谷 密云 延庆 西青 津南 武清 宝坻 静海 蓟州 闽侯 '
           '瑞金 延安 井冈 韶山 凤凰 曲阜 寿光 邹平 仁怀 三河 涿州 任丘 瓦房店 庄河 海宁 桐乡 平湖 温岭 玉环 乐清 瑞安 石狮 南安 福清 长乐 '
           '丰城 樟树 醴陵 宁乡 长葛 巩义 新郑 荥阳 中牟 都匀 凯里 楚雄 景洪 瑞丽 库尔勒 喀什 伊宁'.split()) - {'凤凰', '南安', '三河', '平湖'}


def clean(name):
    return name.strip()


def short_name(name, level):
    """The name without what it is: 成都市 成都, 延边朝鲜族自治州 延边; '' where nothing useful remains."""
    if name.endswith('特别行政区'):
        return name[:-5]
    m = AUTONOMOUS.match(name)
    if m:
        stem = m[1]
        if len(stem) < 2 and m[2]:  # 东乡族自治县: the people's name is the place's
            stem += re.sub('族$', '', m[2])
        return stem if len(stem) > 1 else ''
    for suffix in ('新区', '矿区', '林区', '特区', '地区', '左旗', '右旗', '群岛', '省', '市', '盟', '区', '县', '旗'):
        if suffix in ('左旗', '右旗') or not name.endswith(suffix):
            continue
        stem = name[:-len(suffix)]
        if suffix == '新区' and len(stem) < 2:
            continue
        return stem if len(stem) > 1 else ''
    return ''


class Row:
    def __init__(self, r):
        self.code, self.province, self.prefecture = r['代码'], r['一级行政区'], r['二级行政区']
        self.own, self.level, self.used = clean(r['名称']), LEVELS[r['级别']], r['状态'] == '在用'
        self.start, self.end = r['启用时间'], '' if r['状态'] == '在用' else r['变更/弃用时间']
        self.next = [] if self.used else [x for x in r['新代码'].split(';') if x]
        self.short = short_name(self.own, self.level)
        self.id = None

    def valid(self, year):
        return self.start <= year and (not self.end or year < self.end)

    @property
    def rank(self):
        return (not self.used, list(LEVELS.values()).index(self.level), self.code, self.start)


def give_ids(rows):
    by_code = defaultdict(list)
    for r in rows:
        by_code[r.code].append(r)
    for code, same in by_code.items():
        same.sort(key=lambda r: (r.used, r.start))
        taken = set()
        for k, r in enumerate(same):
            r.id = code if k == len(same) - 1 else '%s-%s' % (code, r.start)
            while r.id in taken:
                r.id += 'b'
            taken.add(r.id)
    return by_code


def at_time(candidates, year):
    """Of the divisions that had a code, the one in that year; else the next later one, else the last."""
    for r in candidates:
        if r.valid(year):
            return r
    later = [r for r in candidates if r.start >= year]
    return min(later, key=lambda r: r.start) if later else candidates[-1]


def parent_of(r, by_code, provinces):
    if r.level == 'province':
        return None
    if r.level == 'county' and r.prefecture not in ('直辖', ''):
        found = [p for p in by_code.get(r.code[:4] + '00', []) if p.own == r.prefecture and p is not r]
        if found:
            return at_time(found, r.start)
    return provinces[r.province]


def forms_of(r, parent, shorts):
    """(name, [forms]): the name first; weak forms carry ~."""
    own, forms = r.own, []
    up = parent.own if parent else ''
    if r.level != 'county':
        name = own
        forms += MORE.get(own, '').split('|')
        if own.endswith('自治州') and r.short:
            forms.append(r.short + '州')
        weak = not r.used or (r.level == 'prefecture' and r.short in WEAK_PREFECTURES)
        if r.short:
            forms.append(('~' if weak else '') + r.short)
        if r.used:
            forms += ['~' + x for x in LETTERS.get(own, '').split('|') if x]
        return name, forms
    # A prefecture's or municipality's counties; those directly under a province that is none stand after the province.
    city = own.endswith('市')
    name = own if city else up + own
    generic = own in GENERIC
    if not city:  # 示范县 is not 范县: two characters are no name alone
        forms.append(('~' if generic or not r.used or len(own) < 3 else '') + own)
    if not r.used:
        return name, forms
    if city:
        forms.append(up + own)
    if parent.short and parent.level != 'county':
        forms.append(parent.short + own)
    if own.endswith('自治县') and r.short and r.short + '县' != own:
        forms.append(('~' if len(r.short) < 3 and shorts[r.short + '县'] else '') + r.short + '县')
    if r.short and not generic:
        safe = shorts[r.short] == 1 and (len(r.short) > 2 or r.short in SAFE)
        forms.append(('' if safe else '~') + r.short)
        if parent.short and parent.short != r.short and parent.level != 'province' or up in MUNICIPAL:
            forms.append(parent.short + r.short)
    return name, forms


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding='utf-8-sig') as f:
        rows = [Row(r) for r in csv.DictReader(f)]
    by_code = give_ids(rows)
    provinces = {r.own: r for r in rows if r.level == 'province'}
    shorts = Counter(r.short for r in rows if r.used and r.short) + Counter(r.own for r in rows if r.used)
    out = sys.stdout
    out.write('# regions.tsv - divisions of county level and above since 1981. Made by tools/make_regions.py from yescallop/areacodes\n'
              '# (CC0 1.0); do not edit: change the tables of the script. Groups, zones and 全国 are in zones.tsv.\n'
              '#lexicon\tregion\nid\tname\tforms\tcode\tlevel\tparent\tfrom\tto\tsuccessor\n')
    for r in sorted(rows, key=lambda r: r.rank):
        parent = parent_of(r, by_code, provinces)
        name, forms = forms_of(r, parent, shorts)
        seen, kept = {name}, []
        for f in forms:
            bare = f.lstrip('~')
            if f and bare not in seen:
                seen.add(bare)
                kept.append(f)
        successors = []
        for x in r.next:
            code, year = re.fullmatch(r'(\d{6})(?:\[(\d+)\])?', x).groups()
            if code in by_code:
                s = at_time(by_code[code], year or r.end)
                if s is not r and s.id not in successors:
                    successors.append(s.id)
        out.write('\t'.join([r.id, name, '|'.join(kept), r.code, r.level, parent.id if parent else 'CN', r.start, r.end,
                             '|'.join(successors)]).rstrip('\t') + '\n')


if __name__ == '__main__':
    main()
