// Names of kinds, stances, findings … in both languages, and small formatting. Wording: the design language.
import { en, t } from './state'
import type { Fact } from './api.d'

type Two = [string, string]
const tables: Record<string, Record<string, Two>> = {
  kind: {
    observation: ['现状', 'observation'], target: ['目标', 'target'], forecast: ['预测', 'forecast'], growth: ['增长', 'growth'], share: ['占比', 'share'],
    rank: ['位次', 'rank'], ratio: ['倍比', 'ratio'], policy: ['政策', 'policy'], event: ['事件', 'event'], instrument: ['政策工具', 'instrument'],
    focus: ['重点', 'focus'], project: ['项目', 'project'], organisation: ['机构', 'organisation'], person: ['人物', 'person'], statement: ['言论', 'statement'],
    problem: ['问题', 'problem'], task: ['任务', 'task'], safeguard: ['保障', 'safeguard'], recommendation: ['建议', 'recommendation'], registry: ['名录', 'registry'],
  },
  stance: {
    asserted: ['陈述', 'stated'], reported: ['转述', 'retold'], narrator: ['叙述', 'narrated'], estimated: ['测算', 'estimated'], forecast: ['预测', 'forecast'],
    planned: ['目标', 'target'], advised: ['建议', 'advised'], risk: ['风险', 'risk'], derived: ['推算', 'derived'],
  },
  finding: {
    pinyin_annotation: ['拼音注', 'Pinyin annotation'], gbk_shift: ['字节移位', 'Byte shift'], traditional_script: ['繁体', 'Traditional script'],
    wrong_wording: ['误词', 'Wrong word'], invalid_bytes: ['无效字节', 'Invalid bytes'], encoding_conflict: ['编码声明不符', 'Declared encoding differs'],
    masked_number: ['掩码', 'Masked number'], damaged_number: ['缺字', 'Damaged number'], metadata_conflict: ['元数据不一致', 'Metadata disagree'],
    empty: ['空文件', 'Empty file'], no_article: ['没有正文', 'No article'], limit_reached: ['达到上限', 'Limit reached'],
    mojibake: ['乱码', 'Mojibake'], lost_characters: ['失字', 'Lost characters'], inserted_text: ['插入文字', 'Inserted text'], markup_residue: ['标记残留', 'Markup residue'],
    damaged_container: ['容器损坏', 'Damaged container'], recognised_text: ['识别文字', 'Recognised text'],
    page_layout: ['页码', 'Page layout'], broken_line: ['断行', 'Broken line'],
  },
  conflict: {
    scope: ['口径差异', 'Different scope'], time: ['时间差异', 'Different time'], retelling: ['转述偏差', 'Distorted in retelling'], real: ['真冲突', 'True conflict'],
    coexist: ['并存', 'Side by side'],
  },
  state: {
    met: ['已达成', 'Met'], on_track: ['推进中', 'Under way'], behind: ['落后', 'Behind'], overdue: ['逾期未见证据', 'Overdue, no evidence'],
    no_later: ['无后续数据', 'No later data'], qualitative: ['定性目标', 'Qualitative'],
  },
  scope: {
    baseline: ['基期', 'baseline'], denominator: ['分母', 'of'], rank_scope: ['排名范围', 'among'], reference_region: ['参照', 'against'], precision: ['精度', 'precision'],
    rank_list: ['榜单', 'list'], scope: ['口径', 'scope'],
  },
  doc: {
    policy: ['政策文件', 'policy'], draft: ['征求意见稿', 'draft'], interpretation: ['解读', 'interpretation'], news: ['新闻', 'news'], speech: ['讲话', 'speech'],
    encyclopedia: ['百科', 'encyclopedia'], table: ['表格', 'table'], other: ['其他', 'other'],
  },
  tier: { government: ['政府', 'government'], official_media: ['官方媒体', 'official media'], trade_media: ['行业媒体', 'trade media'], media: ['媒体', 'media'], institute: ['研究机构', 'institute'], aggregator: ['聚合转载', 'aggregator'], hijacked: ['疑似被挪用的站', 'hijacked site'], unknown: ['不明', 'unknown'] },
  link: { carries_out: ['依据或落实', 'carries out'], replaces: ['废止旧文', 'replaces'], final_of: ['草案的定稿', 'final text of'], under: ['上级同类（提示）', 'under (a hint)'] },
  force: { unknown: ['未写明', 'not said'], draft: ['征求意见', 'draft'], later: ['尚未施行', 'not yet'], in_force: ['有效', 'in force'], expired: ['已过有效期', 'expired'], repealed: ['已废止', 'repealed'] },
  status: { draft: ['征求意见', 'consultation'], in_force: ['有效', 'in force'], repealed: ['已废止', 'repealed'], expired: ['已失效', 'expired'], planned: ['拟定', 'planned'] },
}
export const word = (table: string, key: string | null | undefined): string => {
  if (!key) return ''
  const two = tables[table]?.[key]
  return two ? two[en.value ? 1 : 0] : key
}
export const keys = (table: string) => Object.keys(tables[table])
export const SEALS: Record<string, [string, string]> = { scope: ['径', 'scope'], time: ['时', 'time'], retelling: ['述', 'retold'], real: ['冲', 'clash'], coexist: ['并', 'scope'], agree: ['证', 'agree'] }

/** The mark of a fact: shape says how firm it is. */
export function markOf(f: { stance: string; kind: string }): string {
  if (f.kind === 'target' || f.stance === 'planned') return 'target'
  if (f.kind === 'forecast' || f.stance === 'forecast') return 'forecast'
  return ({ asserted: 'stated', reported: 'reported', narrator: 'narrator', estimated: 'estimate', advised: 'advised', risk: 'risk' } as Record<string, string>)[f.stance] ?? 'stated'
}
export const stanceWord = (f: { stance: string; kind: string }) => (f.kind === 'target' ? t('目标', 'target') : word('stance', f.stance))

const SIGNS: Record<string, string> = { '>': '>', '>=': '≥', '<': '<', '<=': '≤', '~': '≈' }
export interface Digits { mod: string; whole: string; part: string; unit: string; suffix: string }
/** 413.9亿元 in its parts, so that the decimal points of a column line up. */
export function digits(f: Pick<Fact, 'number' | 'number_unit' | 'shown' | 'modifier' | 'kind' | 'value'>): Digits {
  if (f.number === null) return { mod: '', whole: f.shown ?? '', part: '', unit: '', suffix: '' }
  const m = /^([-−+]?[\d,]*)(\.\d+)?$/.exec(f.number)
  let mod = SIGNS[f.modifier ?? ''] ?? ''
  if (f.kind === 'growth' && !mod && (f.value ?? 0) > 0) mod = '+'
  return { mod, whole: (m ? m[1] : f.number).replace('-', '−'), part: m?.[2] ?? '', unit: f.number_unit ?? '', suffix: f.modifier === '余' ? t('余', '+') : '' }
}
/** Years under an axis of so many pixels, never so close that they touch; the last is always there. */
export function yearTicks(from: number, to: number, px: number): number[] {
  const least = ((to - from) * 42) / Math.max(1, px), step = [1, 2, 5, 10, 20, 50, 100].find((k) => k >= least) ?? 200
  const years = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => to - i * step)
  return years.reverse()
}
/** Of labels at these places, those that can stand without touching one before them. */
export function apart<T>(xs: T[], place: (x: T) => { x: number; y: number; n: number }): Set<T> {
  const taken: { x: number; y: number; n: number }[] = [], out = new Set<T>()
  for (const x of xs) {
    const a = place(x)
    if (taken.some((b) => Math.abs(a.x - b.x) < (a.n + b.n) * 3.8 + 4 && Math.abs(a.y - b.y) < 14)) continue
    taken.push(a)
    out.add(x)
  }
  return out
}
export const day = (s: string | null | undefined) => (s ? s.slice(0, 10) : '')
export const count = (n: number) => n.toLocaleString('en-US')
export const names = (r: string | string[] | null | undefined): string[] => (!r ? [] : Array.isArray(r) ? r : [r])
export const joined = (r: string | string[] | null | undefined) => names(r).join(t('、', ', '))
/** 2022/2025 -> 2022—2025; .. is an open end. */
export function period(p: string | null | undefined): string {
  if (!p) return ''
  const [a, b] = p.split('/')
  if (b === undefined) return a
  if (b === '..') return t(`${a}起`, `from ${a}`)
  if (a === '..') return t(`至${b}`, `to ${b}`)
  return `${a}—${b}`
}
export const scope = (s: string | null | undefined) =>
  (s ?? '').split(';').filter(Boolean).map((x) => { const i = x.indexOf('='); return i < 0 ? x : `${word('scope', x.slice(0, i))} ${x.slice(i + 1)}` }).join(t('；', '; '))
export const shortName = (f: { outlet: string | null; title: string | null; file: string | null }) =>
  cut(f.outlet ?? f.title ?? (f.file ?? '').replace(/^.*\//, ''))
/** What a page is called where it has no title: its file without the folders. */
export const titleOf = (d: { title: string | null; file: string | null }) => d.title ?? (d.file ?? '').replace(/^.*\//, '')
/** Names of sources stand in chips: nine characters, then an ellipsis. */
export const cut = (s: string) => (points(s).length > 10 ? points(s).slice(0, 9).join('') + '…' : s)
export const regionHref = (name: string) => `/region/${encodeURIComponent(name)}`
/** Offsets of the API are code points; JavaScript's are UTF-16. */
export const points = (s: string) => Array.from(s)

/** GB/T 2260, by the first digit: rows of the grid. The order within a row is that of the codes. */
export const PROVINCES: [Two, [string, string, string][]][] = [
  [['华北', 'North'], [['11', '北京', 'Beijing'], ['12', '天津', 'Tianjin'], ['13', '河北', 'Hebei'], ['14', '山西', 'Shanxi'], ['15', '内蒙古', 'Neimenggu']]],
  [['东北', 'N-east'], [['21', '辽宁', 'Liaoning'], ['22', '吉林', 'Jilin'], ['23', '黑龙江', 'Heilongj.']]],
  [['华东', 'East'], [['31', '上海', 'Shanghai'], ['32', '江苏', 'Jiangsu'], ['33', '浙江', 'Zhejiang'], ['34', '安徽', 'Anhui'], ['35', '福建', 'Fujian'], ['36', '江西', 'Jiangxi'], ['37', '山东', 'Shandong']]],
  [['中南', 'South'], [['41', '河南', 'Henan'], ['42', '湖北', 'Hubei'], ['43', '湖南', 'Hunan'], ['44', '广东', 'Guangd.'], ['45', '广西', 'Guangxi'], ['46', '海南', 'Hainan']]],
  [['西南', 'S-west'], [['50', '重庆', 'Chongq.'], ['51', '四川', 'Sichuan'], ['52', '贵州', 'Guizhou'], ['53', '云南', 'Yunnan'], ['54', '西藏', 'Xizang']]],
  [['西北', 'N-west'], [['61', '陕西', 'Shaanxi'], ['62', '甘肃', 'Gansu'], ['63', '青海', 'Qinghai'], ['64', '宁夏', 'Ningxia'], ['65', '新疆', 'Xinjiang']]],
  [['台港澳', 'T·H·M'], [['71', '台湾', 'Taiwan'], ['81', '香港', 'Hong Kong'], ['82', '澳门', 'Macao']]],
]

/** Where a fact stands in the file that its text was extracted from: `where` of a record. */
export interface Where { page?: number; page_to?: number; sheet?: string; cells?: string; paragraph?: number; paragraph_to?: number; table?: number; row?: number; notes?: boolean }
export function placeInFile(w: Where | null | undefined): string {
  const range = (a: number, b: number | undefined, zh: string, e: string) => t(`第${b ? `${a}至${b}` : a}${zh}`, b ? `${e}s ${a} to ${b}` : `${e} ${a}`)
  if (!w) return ''
  if (w.page) return range(w.page, w.page_to, '页', 'page')
  if (w.sheet !== undefined) return t(`工作表“${w.sheet}”${w.cells ?? ''}`, `sheet ${w.sheet} ${w.cells ?? ''}`)
  if (w.table) return t(`表${w.table}第${w.row}行`, `table ${w.table}, row ${w.row}`)
  if (w.paragraph) return range(w.paragraph, w.paragraph_to, '段', 'paragraph')
  return w.notes ? t('注', 'notes') : ''
}
