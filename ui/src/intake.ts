// Files on their way into the base: the queue of this page, the upload, and what the server tells while it reads. One for all views, so
// that going to another page interrupts nothing.
import { computed, reactive, ref } from 'vue'
import { ApiError, get, post, sleep } from './api'
import { session } from './session'
import type { Intake, IntakePage } from './api.d'

export interface Item { file: File; name: string }
export const intake = reactive({
  state: null as Omit<Intake, 'rows'> | null,
  pages: [] as IntakePage[], // newest first
  queue: [] as Item[], sent: 0, total: 0,
  failed: [] as { name: string; zh: string; en: string }[],
  writable: true, lost: false,
})
/** Goes up when the server has finished a round: views load again. */
export const round = ref(0)
export const busy = computed(() => intake.queue.length > 0 || intake.sent < intake.total || !!intake.state?.running || (intake.state?.files_done ?? 0) < (intake.state?.files ?? 0))
const KEPT = 200
let source: EventSource | null = null, since = 0, running = false

export function listen() {
  if (source) return
  source = new EventSource('/api/v1/intake/events')
  source.onopen = () => { intake.lost = false }
  source.onerror = () => { intake.lost = true; if (source?.readyState === EventSource.CLOSED) { source = null; intake.writable = false } }
  source.addEventListener('page', (e) => {
    const seq = Number((e as MessageEvent).lastEventId)
    if (seq <= since) return
    since = seq
    intake.pages = [JSON.parse((e as MessageEvent).data), ...intake.pages].slice(0, KEPT)
  })
  source.addEventListener('state', (e) => {
    const now = JSON.parse((e as MessageEvent).data) as Intake
    intake.state = now
    if (running && !now.running) round.value++
    running = now.running
  })
}

/** Folders are walked; names keep the way inside the folder. */
export async function dropped(list: DataTransferItemList): Promise<Item[]> {
  const out: Item[] = []
  const walk = async (entry: FileSystemEntry, at: string): Promise<void> => {
    if (entry.name.startsWith('.')) return
    if (entry.isFile) {
      const file = await new Promise<File>((ok, no) => (entry as FileSystemFileEntry).file(ok, no)).catch(() => null)
      if (file) out.push({ file, name: at + entry.name })
      return
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader()
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no)).catch(() => [])
      if (!some.length) return
      for (const e of some) await walk(e, `${at}${entry.name}/`)
    }
  }
  const entries = [...list].map((i) => i.webkitGetAsEntry?.()).filter((e): e is FileSystemEntry => !!e) // all at once: the list dies with the event
  for (const e of entries) await walk(e, '')
  return out
}
export const chosen = (files: FileList | null): Item[] => [...(files ?? [])].filter((f) => !f.name.startsWith('.')).map((file) => ({ file, name: file.webkitRelativePath || file.name }))

let sending = 0, mine = 0 // the round: what is dropped while a drop is being read belongs to it
async function sender() {
  sending++
  for (let item = intake.queue.shift(); item; item = intake.queue.shift()) {
    for (let tries = 0; ; tries++) {
      try { await post('/api/v1/upload', null, { file: [...item.name].slice(-120).join(''), round: mine }, item.file); break } catch (e) {
        const err = e as ApiError
        if (err.code === 'DB_LOCKED' && tries < 600) { await sleep(500); continue } // the server is still reading what came before
        intake.failed.unshift({ name: item.name, zh: err.zh ?? String(e), en: err.en ?? String(e) })
        break
      }
    }
    if (!intake.queue.length) await get('/api/v1/intake', null).then((s) => { intake.state = s }, () => {}) // the event may come later than the answer
    intake.sent++
  }
  if (--sending) return
  while (intake.state?.running && !intake.queue.length) { // an event that was lost must not leave the page reading for ever
    await sleep(2000)
    await get('/api/v1/intake', null).then((s) => { intake.state = s }, () => {})
  }
}
export function add(items: Item[]) {
  if (!items.length) return
  if (!busy.value) { intake.sent = intake.total = 0; intake.failed = []; mine = 1 + Math.floor(Math.random() * 1e8) }
  listen()
  intake.queue.push(...items)
  intake.total += items.length
  while (sending < 2 && intake.queue.length) void sender() // a sender takes its first file at once
}
/** Whether files are taken here at all. */
export async function ask() {
  if (session.known && session.team && !session.writable) { intake.writable = false; return }
  try { await get('/api/v1/intake', null); intake.writable = true; listen() } catch (e) { intake.writable = (e as ApiError).code === 'OFFLINE' }
}
