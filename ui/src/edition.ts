// The critical edition: paragraphs cut into runs, so that quotations, findings and annotations show in both texts.
import type { Evidence, Fact, Finding, Paragraph } from './api.d'
import { points } from './words'

export interface Run { text: string; cls: string[]; f: string | null; ref: number | null }
interface Mark { from: number; to: number; cls: string; f: string | null; rank: number; ref?: number }
export interface Note { n: number; finding: Finding; id: string }
export interface Row { p: Paragraph; raw: Run[]; fixed: Run[]; notes: Note[]; facts: number[]; pinyin: number; light: boolean }

/** Marks of a text -> runs without overlap; where marks meet, all their classes hold and the innermost fact is the one that answers. */
function runs(text: string, marks: Mark[]): Run[] {
  const cps = points(text), n = cps.length, cuts = new Set([0, n])
  const clipped = marks.map((m) => ({ ...m, from: Math.max(0, m.from), to: Math.min(n, m.to) })).filter((m) => m.from < m.to)
  for (const m of clipped) { cuts.add(m.from); cuts.add(m.to) }
  const at = [...cuts].sort((a, b) => a - b), out: Run[] = []
  for (let i = 0; i + 1 < at.length; i++) {
    const over = clipped.filter((m) => m.from <= at[i] && m.to >= at[i + 1]).sort((a, b) => a.rank - b.rank || b.to - b.from - (a.to - a.from))
    const owner = [...over].reverse().find((m) => m.f), ref = over.find((m) => m.ref !== undefined && m.to === at[i + 1])
    out.push({ text: cps.slice(at[i], at[i + 1]).join(''), cls: [...new Set(over.map((m) => m.cls).filter(Boolean))], f: owner?.f ?? null, ref: ref?.ref ?? null })
  }
  return out
}
const QUIET = new Set(['pinyin_annotation', 'traditional_script'])
const WORDING = new Set(['wrong_wording', 'inserted_text'])
/* A pinyin annotation and a tag are the page's, but nobody reads them: small and grey. */
const SMALL: [RegExp, string][] = [[/(?<=\p{Script=Han})[(（][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹɡ]{1,7}\s?[)）]\s?/giu, 'py'], [/[(（][a-z]*[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹ][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]*\s?[)）]/giu, 'py'], [/<[^<>]{1,400}>/g, 'tag'], [/[\uE000-\uF8FF]/g, 'pua']]

export function edition(e: Evidence, chosen: Fact | null, contexts: { start: number; end: number }[], words: string): Row[] {
  let ref = 0
  return e.paragraphs.map((p) => {
    const raw: Mark[] = [], fixed: Mark[] = [], notes: Note[] = [], facts: number[] = []
    let pinyin = 0
    const inside = (a: number, b: number) => a < p.end && b > p.start
    e.findings.forEach((f, i) => {
      if (!f.placed || f.start === null || f.end === null || !inside(f.start, Math.max(f.end, f.start + 1))) return
      if (QUIET.has(f.class)) { pinyin++; return }
      const id = 'j' + i, n = ++ref, cls = WORDING.has(f.class) ? 'lex' : 'dmg'
      notes.push({ n, finding: f, id })
      raw.push({ from: f.start - p.start, to: f.end - p.start, cls, f: id, rank: 3, ref: n })
      const s = e.finding_spans[i]
      if (e.aligned && s.clean_start !== null && s.clean_end !== null && f.after !== null && f.after !== f.before)
        fixed.push({ from: s.clean_start - p.clean_start, to: s.clean_end - p.clean_start, cls: WORDING.has(f.class) ? 'wrd' : (f.confidence ?? 1) < 0.5 ? 'fix open' : 'fix', f: id, rank: 3, ref: n })
      else if (e.aligned && s.clean_start !== null && s.clean_end !== null) fixed.push({ from: s.clean_start - p.clean_start, to: s.clean_end - p.clean_start, cls: 'dmg', f: id, rank: 3, ref: n })
    })
    e.facts.forEach((f, i) => {
      if (!inside(f.start, f.end)) return
      facts.push(i)
      const on = f.id === chosen?.id, cls = on ? 'q' : f.value !== null ? 'f' : ''
      if (!cls) return
      raw.push({ from: f.start - p.start, to: f.end - p.start, cls, f: f.id, rank: on ? 2 : 1 })
      if (e.aligned) { const s = e.fact_spans[i]; fixed.push({ from: s.clean_start! - p.clean_start, to: s.clean_end! - p.clean_start, cls, f: f.id, rank: on ? 2 : 1 }) }
    })
    for (const c of contexts) if (inside(c.start, c.end)) raw.push({ from: c.start - p.start, to: c.end - p.start, cls: 'ctx', f: null, rank: 0 })
    for (const [re, cls] of SMALL) for (const m of p.raw.matchAll(re)) { const from = points(p.raw.slice(0, m.index)).length; raw.push({ from, to: from + points(m[0]).length, cls, f: null, rank: 0 }); if (cls === 'py') pinyin++ }
    for (const w of words.split(/\s+/).filter(Boolean)) for (let i = p.clean.indexOf(w); i >= 0; i = p.clean.indexOf(w, i + w.length)) { const from = points(p.clean.slice(0, i)).length; fixed.push({ from, to: from + points(w).length, cls: 'q-mark', f: null, rank: 0 }) }
    return { p, raw: runs(p.raw, raw), fixed: runs(p.clean, fixed), notes, facts, pinyin, light: notes.length > 0 || !!(chosen && inside(chosen.start, chosen.end)) || contexts.some((c) => inside(c.start, c.end)) || (words !== '' && fixed.some((m) => m.cls === 'q-mark')) }
  })
}

/** The bytes of each character of a quotation: how many an encoding takes. null: not known for this encoding. */
export function byteRun(quote: string, hex: string, encoding: string | null): { ch: string; hex: string }[] | null {
  const bytes = hex.match(/../g) ?? [], out: { ch: string; hex: string }[] = []
  let at = 0
  for (const ch of points(quote)) {
    let n: number
    const cp = ch.codePointAt(0)!
    if (encoding === 'UTF-8') n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4
    else if (encoding === 'GB18030') { const b = parseInt(bytes[at] ?? '0', 16), c = parseInt(bytes[at + 1] ?? '0', 16); n = b < 0x80 || cp === 0xfffd ? 1 : c >= 0x30 && c <= 0x39 ? 4 : 2 }
    else if (encoding?.startsWith('UTF-16')) n = cp < 0x10000 ? 2 : 4
    else if (encoding?.startsWith('Big5')) n = cp < 0x80 ? 1 : 2
    else return null
    if (at + n > bytes.length) break
    out.push({ ch: ch === '\n' ? '⏎' : ch, hex: bytes.slice(at, at + n).join(' ').toUpperCase() })
    at += n
  }
  return out
}
