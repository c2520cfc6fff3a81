// The JSON API with its generated types. A view holds one `load()`: loading after 150 ms, an error in words, the last answer wins.
import { reactive, ref, shallowRef, watch, type Ref } from 'vue'
import type { Routes } from './api.d'

export class ApiError extends Error {
  constructor(public code: string, public zh: string, public en: string) { super(zh) }
}
type Query = Record<string, string | number | boolean | string[] | null | undefined>

export function apiUrl(path: string, query: Query = {}): string {
  const q = new URLSearchParams()
  for (const [k, v] of Object.entries(query)) {
    if (v === null || v === undefined || v === '' || v === false) continue
    for (const x of Array.isArray(v) ? v : [v === true ? '1' : String(v)]) q.append(k, x)
  }
  const s = q.toString()
  return path + (s ? '?' + s : '')
}
/* <html data-busy> while an answer is awaited: who waits for a view (tests, scripts, printing) waits for its absence. It goes a moment after the
   last answer, so that what the answer leads to (a view drawn, the next request) has begun before. */
let open = 0
function awaited(by: 1 | -1) {
  open += by
  document.documentElement.toggleAttribute('data-busy', open > 0)
}
export async function waiting<T>(p: Promise<T>): Promise<T> {
  awaited(1)
  try { return await p } finally { setTimeout(() => awaited(-1)) }
}
let token: string | null = null, refused = () => {}
/** Of the session in a team: every change carries it (session.ts). */
export const setToken = (t: string | null) => { token = t }
export const onRefused = (f: () => void) => { refused = f }
async function answer(r: Response) {
  const body = await r.json().catch(() => null)
  if (r.status === 401) refused()
  if (!r.ok) throw new ApiError(body?.error?.code ?? 'HTTP', body?.error?.zh ?? `HTTP ${r.status}`, body?.error?.en ?? `HTTP ${r.status}`)
  return body
}
/** Of what the page shows: since when the base has moved on (a kept answer of a large base), and whether only the latest facts were looked at. */
export const bounds = reactive({ asOf: '', partial: false })
export const unbound = () => { bounds.asOf = ''; bounds.partial = false }
async function noted(r: Response) {
  const body = await answer(r), at = r.headers.get('Cedu-As-Of') ?? ''
  if (at && (!bounds.asOf || at < bounds.asOf)) bounds.asOf = at
  if (body?.partial === true) bounds.partial = true
  return body
}
const offline = () => new ApiError('OFFLINE', '暂时连不上：本机服务没有应答', 'Not connected: the server on this machine does not answer')
async function send(path: string, query: Query, body?: Blob | object): Promise<Response> {
  const headers: Record<string, string> = { 'X-Cedu': '1' }
  if (token) headers['X-Cedu-Token'] = token
  try { return await fetch(apiUrl(path, query), { method: 'POST', headers, body: !body || body instanceof Blob ? body : JSON.stringify(body) }) } catch { throw offline() }
}
/** What changes something: the header shows the server that the request is from its own pages. A plain object goes as JSON. */
export async function post<K extends keyof Routes>(route: K, fill: string | null, query: Query = {}, body?: Blob | object): Promise<Routes[K]> {
  return waiting(send(fill === null ? route : route.replace(/\{\w+\}/, encodeURIComponent(fill)), query, body).then(answer))
}
/** A file as an answer: an Excel workbook of rows that a view shows. */
export async function postForFile(route: string, body: object): Promise<Blob> {
  return waiting(send(route, {}, body).then(async (r) => { if (!r.ok) await answer(r); return r.blob() }))
}
export async function get<K extends keyof Routes>(route: K, fill: string | null, query: Query = {}, signal?: AbortSignal): Promise<Routes[K]> {
  const path = fill === null ? route : route.replace(/\{\w+\}/, encodeURIComponent(fill))
  const no = (e: Error) => { throw e.name === 'AbortError' ? e : offline() }
  return waiting(fetch(apiUrl(path, query), { signal }).catch(no).then(noted))
}
export const sleep = (ms: number) => new Promise((ok) => setTimeout(ok, ms))
export interface Loaded<T> { data: Ref<T | null>; error: Ref<ApiError | null>; slow: Ref<boolean>; again: () => void }

/** Loads when what `ask` reads changes. Returning null asks for nothing. What was shown stays until the answer is there. */
export function load<T>(ask: () => ((signal: AbortSignal) => Promise<T>) | null): Loaded<T> {
  const data = shallowRef<T | null>(null), error = shallowRef<ApiError | null>(null), slow = ref(false), turn = ref(0)
  let stop: AbortController | null = null
  watch([() => ask(), turn], async ([run]) => {
    stop?.abort()
    const mine = (stop = new AbortController())
    if (!run) { data.value = null; return }
    const timer = setTimeout(() => { slow.value = true }, 150)
    try {
      const got = await run(mine.signal)
      if (mine === stop) { data.value = got; error.value = null }
    } catch (e) {
      if (mine === stop && e instanceof ApiError && e.code === 'DB_LOCKED') void waiting(sleep(5000)).then(() => { if (mine === stop) turn.value++ }) // being counted, or busy: asked again
      if (mine === stop && (e as Error).name !== 'AbortError')
        error.value = e instanceof ApiError ? e : new ApiError('PAGE', '这个视图出错了：' + (e as Error).message, 'This view failed: ' + (e as Error).message)
    } finally {
      clearTimeout(timer)
      if (mine === stop) slow.value = false
    }
  }, { immediate: true })
  return { data, error, slow, again: () => { turn.value++ } }
}
