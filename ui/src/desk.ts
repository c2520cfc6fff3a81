// What the pages of the desk share: a file as a JSON body, and the shapes of points (cedu assess --format json).
export interface Point {
  class: string; label: string; severity: 'error' | 'warning' | 'hint'; start: number; end: number
  found: string; found_en: string; advice: string; advice_en: string
  evidence: { fact: string; quote: string; title: string | null }[]
  document?: { doc: string; title: string; quote: string }
}
export interface Examined { assessment: { region: string | null; plan: boolean }; parts: { text: string; heading: boolean; title: boolean; start: number }[]; points: Point[] }
export interface Brought {
  kind: string; sheet: string | null; rows: number; examples: number; written: boolean; added: number; changed: number; same: number; gone: number
  mapping: { column: number; heading: string; field: string | null; unit: string | null; first: string | null }[]
  fields: { id: string; label: string; type: string; required: boolean }[]
  problems: { line: number; column: number; heading: string | null; text: string | null; zh: string; en: string }[]
}
export interface UserRow { kind: string; key: string; cells: { field: string; value: string; as_written: string; where: string }[] }

export async function fileBody(f: File): Promise<{ name: string; base64: string }> {
  const b = new Uint8Array(await f.arrayBuffer())
  let s = ''
  for (let i = 0; i < b.length; i += 0x8000) s += String.fromCharCode(...b.subarray(i, i + 0x8000))
  return { name: f.name, base64: btoa(s) }
}
