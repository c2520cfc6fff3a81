// THE TABLE of operations on a programme: who does one, which fields its form has, when a case or a claim offers it. To add one: a row here; the
// server checks everything again (src/desk/programme_run.c).
import type { Programme } from './api.d'

export type Role = 'apply' | 'approve' | 'settle'
export type Case = Programme['cases'][number]
export type Claim = Programme['claims'][number]
type Words = [string, string]
export const ROLES: Record<Role, Words> = { apply: ['申请', 'apply'], approve: ['审批', 'approve'], settle: ['结算', 'settle'] }
export interface Field { key: string; zh: string; en: string; need?: boolean; money?: boolean; hint?: Words }
const amount = (hint: Words): Field => ({ key: 'amount', zh: '金额（元）', en: 'Amount (元)', money: true, hint })
const seller: Field = { key: 'seller', zh: '供应商', en: 'Seller', need: true }, order: Field = { key: 'order', zh: '订单号', en: 'Order', need: true }
export interface Operation {
  op: string; role: Role; zh: string; en: string; fields: Field[]
  of: 'programme' | 'case' | 'held' | 'payable'
  when?: (p: Programme, c?: Case) => boolean
  even?: boolean // also when the programme is closed
}
export const OPERATIONS: Operation[] = [
  { op: 'apply', role: 'apply', zh: '提交申请', en: 'Apply', of: 'programme', fields: [
    { key: 'id', zh: '编号', en: 'No.', need: true }, { key: 'firm', zh: '企业', en: 'Firm', need: true }, { key: 'date', zh: '日期', en: 'Date', hint: ['2025-03-01', '2025-03-01'] }, { key: '地区', zh: '地区', en: 'Region' },
    { key: '是', zh: '是', en: 'Is', hint: ['中小企业；…', 'kinds'] }, { key: '不是', zh: '肯定不是', en: 'Is not', hint: ['失信企业；…', 'kinds'] }, { key: 'amounts', zh: '金额', en: 'Amounts', hint: ['合同金额=2000000', 'name=yuan'] }] },
  { op: 'approve', role: 'approve', zh: '批准', en: 'Approve', of: 'case', when: (_, c) => c!.state === 'applied', fields: [amount(['空着：应得的全部', 'empty: the entitlement'])] },
  { op: 'reject', role: 'approve', zh: '驳回', en: 'Reject', of: 'case', when: (_, c) => c!.state === 'applied', fields: [{ key: 'note', zh: '理由', en: 'Reason', need: true }] },
  { op: 'issue', role: 'approve', zh: '发券', en: 'Issue', of: 'case', when: (_, c) => c!.state === 'approved', fields: [] },
  { op: 'reserve', role: 'apply', zh: '预留', en: 'Reserve', of: 'case', when: (_, c) => c!.state === 'issued' && c!.open > 0, fields: [order, amount(['空着：可用的全部', 'empty: all that is open'])] },
  { op: 'expire', role: 'approve', zh: '过期收回', en: 'Expire', of: 'case', when: (_, c) => c!.state === 'issued' && c!.open > 0 && !!c!.expires && c!.expires < new Date().toISOString().slice(0, 10), fields: [] },
  { op: 'redeem', role: 'apply', zh: '核销', en: 'Redeem', of: 'held', even: true, fields: [seller, amount(['空着：预留的全部', 'empty: all that is held'])] },
  { op: 'release', role: 'apply', zh: '释放', en: 'Release', of: 'held', even: true, fields: [amount(['空着：预留的全部', 'empty: all that is held'])] },
  { op: 'refund', role: 'apply', zh: '退回', en: 'Refund', of: 'payable', even: true, fields: [amount(['空着：待结算的全部', 'empty: all that is payable'])] },
  { op: 'allocate', role: 'approve', zh: '一次分配', en: 'Allocate', of: 'programme', when: (p) => p.cases.some((c) => c.state === 'applied'), fields: [{ key: 'policy', zh: '方式', en: 'Policy', hint: ['空着：按规则；pro-rata priority max-min', 'empty: as the rules say'] }] },
  { op: 'settle', role: 'settle', zh: '结算', en: 'Settle', of: 'programme', even: true, when: (p) => p.payable > 0, fields: [{ ...seller, need: false, hint: ['空着：全部供应商', 'empty: all sellers'] }] },
  { op: 'close', role: 'approve', zh: '关闭计划', en: 'Close', of: 'programme', fields: [] },
]
export const offered = (p: Programme, role: Role, of: Operation['of'], c?: Case) => OPERATIONS.filter((o) => o.of === of && o.role === role && (!p.closed || o.even) && (!o.when || o.when(p, c)))

/** The id of a request: made once when its form opens and sent again until there is an answer, so that nothing is done twice. */
export function requestId(): string {
  const b = crypto.getRandomValues(new Uint8Array(12))
  return 'ui-' + [...b].map((x) => x.toString(16).padStart(2, '0')).join('')
}
/** The same row of a table has the same id: submitted again, it changes nothing. */
export async function rowId(row: object): Promise<string> {
  let h = 0xcbf29ce484222325n
  for (const x of new TextEncoder().encode(JSON.stringify(row))) h = BigInt.asUintN(64, (h ^ BigInt(x)) * 0x100000001b3n)
  return 'row-' + h.toString(16)
}
/** CSV with headings as records; quotes as in RFC 4180. */
export function records(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  let cell = '', quoted = false
  for (const c of text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n') + '\n') {
    if (quoted) { if (c === '"') quoted = false; else cell += c } else if (c === '"') { if (cell) cell += '"'; quoted = true } else if (c === ',' || c === '\n') {
      rows[rows.length - 1].push(cell.trim()); cell = ''
      if (c === '\n') rows.push([])
    } else cell += c
  }
  const [head, ...rest] = rows.filter((r) => r.some((x) => x))
  return rest.map((r) => Object.fromEntries(head.map((h, i) => [h, r[i] ?? '']).filter(([, v]) => v)))
}
