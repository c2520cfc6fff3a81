// What the whole workbench shares: the URL (the state of a view is in it), language, theme, density, the as-of day.
import { computed, reactive, ref, watchEffect } from 'vue'

export interface Place { path: string; query: URLSearchParams }
const here = (): Place => ({ path: decodeURI(location.pathname), query: new URLSearchParams(location.search) })
export const place = ref<Place>(here())
addEventListener('popstate', () => { place.value = here() })

/** Goes to a path of the workbench. What concerns all views (as-of day) is carried over. */
export function go(to: string, replace = false) {
  const url = new URL(to, location.origin)
  const asof = place.value.query.get('asof')
  if (asof && !url.searchParams.has('asof')) url.searchParams.set('asof', asof)
  const moved = url.pathname !== location.pathname
  history[replace ? 'replaceState' : 'pushState'](null, '', url)
  place.value = here()
  if (moved && !replace) scrollTo(0, 0)
}
/** Changes parameters of the present view; null removes one. */
export function setQuery(change: Record<string, string | string[] | null>, replace = false) {
  const q = new URLSearchParams(place.value.query)
  for (const [k, v] of Object.entries(change)) {
    q.delete(k)
    if (v !== null) for (const x of Array.isArray(v) ? v : [v]) q.append(k, x)
  }
  const s = q.toString()
  history[replace ? 'replaceState' : 'pushState'](null, '', location.pathname + (s ? '?' + s : ''))
  place.value = here()
}
/** Plain left clicks on our own links stay in the page. */
export function follow(e: MouseEvent) {
  const a = (e.target as Element | null)?.closest?.('a')
  if (!a || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
  if (a.target || a.hasAttribute('download') || a.origin !== location.origin || a.pathname.startsWith('/api')) return
  e.preventDefault()
  if (a.hash && a.pathname === location.pathname) document.getElementById(a.hash.slice(1))?.focus()
  else go(a.href)
}

/** Rows a screen: on a phone each is a block of lines. */
export const SCREEN = matchMedia('(max-width: 720px)').matches ? 30 : 100

const stored = (() => { try { return JSON.parse(localStorage.getItem('cedu') || '{}') || {} } catch { return {} } })()
const root = document.documentElement
export const prefs = reactive({
  lang: root.lang === 'en' ? 'en' : 'zh',
  theme: root.dataset.theme === 'dark' ? 'dark' : 'light',
  density: root.dataset.density === 'compact' ? 'compact' : 'normal',
})
let first = true
watchEffect(() => {
  root.lang = prefs.lang === 'en' ? 'en' : 'zh-Hans'
  root.dataset.theme = prefs.theme
  if (prefs.density === 'compact') root.dataset.density = 'compact'
  else delete root.dataset.density
  const keep = { ...stored, lang: prefs.lang, theme: prefs.theme, density: prefs.density }
  // A theme that the system chose is not a choice of the user: nothing is kept before one is made.
  if (!first) try { localStorage.setItem('cedu', JSON.stringify(keep)) } catch { /* a private window: not kept */ }
  first = false
})
export const en = computed(() => prefs.lang === 'en')
/** Both languages side by side where the text is used; English falls back to Chinese nowhere. */
export const t = (zh: string, english: string) => (en.value ? english : zh)
export const asof = computed(() => place.value.query.get('asof') || '')
export const title = (s: string) => { document.title = s ? `${s} · 策度` : '策度' }
