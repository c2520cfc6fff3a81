// The workbench in headless Chromium: each page's main task, no console error, no request elsewhere, no sideways scrolling, axe-core; and
// screenshots. Called by run.py:  node browser.mjs BASE_URL MODULES SHOTS_DIR   prints one line `ok|FAIL name: why` a check.
import { createRequire } from 'node:module'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [base, modules, shots] = process.argv.slice(2)
const require = createRequire(join(modules, 'x.js'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') // evaluated over the protocol: the CSP forbids it as a script
const path = process.env.CEDU_CHROMIUM || ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
mkdirSync(shots, { recursive: true })
let failed = 0
const say = (ok, name, why = '') => { if (!ok) failed++; console.log(`${ok ? 'ok' : 'FAIL'} ${name}${ok || !why ? '' : ': ' + why}`) }
const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] })

async function open(width, theme, extra = {}) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme: theme, locale: 'zh-CN', ...extra })
  const page = await context.newPage(), wrong = []
  page.on('console', (m) => { if (m.type() === 'error') wrong.push(m.text()) })
  page.on('pageerror', (e) => wrong.push(String(e)))
  page.on('dialog', (d) => { wrong.push('a page ran a script: ' + d.message()); d.dismiss() })
  page.on('request', (r) => { if (!r.url().startsWith(base) && !/^(data|blob):/.test(r.url())) wrong.push('outside: ' + r.url()) })
  return { context, page, wrong }
}
const settle = async (page) => { await page.waitForSelector('h1'); await page.waitForLoadState('networkidle'); await page.evaluate(() => document.fonts.ready) }
async function task(name, run) {
  try { await run(); say(true, name) } catch (e) { say(false, name, String(e.message ?? e).split('\n').slice(0, 3).join(' | ')) }
}
const must = (x, why) => { if (!x) throw new Error(why) }
const api = async (p) => (await fetch(base + p)).json()

// What the pages are visited with: real ids of this base.
const overview = await api('/api/v1/overview')
const facts = await api('/api/v1/facts?numeric=1&limit=200')
const damaged = (await api('/api/v1/documents?limit=200')).rows.sort((a, b) => b.findings - a.findings)[0]
const hostile = (await api('/api/v1/documents?limit=200')).rows.find((d) => d.title?.includes('<script>'))
const region = overview.regions[0].name
const main = facts.rows.find((f) => f.number === '413.9') ?? facts.rows[0]
const VIEWS = [['home', '/'], ['regions', '/regions'], ['region', '/region/' + encodeURIComponent(region)], ['compare', '/compare'], ['indicators', '/indicators'],
  ['indicator', '/indicators?s=' + encodeURIComponent(main.subject_id ?? main.subject)], ['targets', '/targets'], ['policies', '/policies'], ['documents', '/documents'],
  ['document', '/doc/' + damaged.doc], ['fact', '/fact/' + main.id], ['search', '/search?q=' + encodeURIComponent('算力')], ['nothing', '/search?q=zzzqqq'], ['missing', '/no/such/page'], ...(hostile ? [['hostile', '/doc/' + hostile.doc]] : [])]

for (const [width, theme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
  const { context, page, wrong } = await open(width, theme)
  for (const [name, url] of width === 390 && theme === 'dark' ? VIEWS.filter(([n]) => /^(home|region|fact|compare)$/.test(n)) : VIEWS)
    await task(`${name} ${width} ${theme}`, async () => {
      wrong.length = 0
      await page.goto(base + url)
      await settle(page)
      await page.screenshot({ path: join(shots, `${name}-${width}-${theme}.png`), fullPage: true })
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      must(over <= 0, `scrolls sideways by ${over} px`)
      await page.evaluate(axe)
      const bad = await page.evaluate(async () => (window.axe ? (await window.axe.run(document, { resultTypes: ['violations'] })).violations.filter((v) => /serious|critical/.test(v.impact)).map((v) => `${v.id} ${v.nodes[0].target} ${v.nodes[0].failureSummary?.split('\n')[1] ?? ''}`) : ['axe did not load']))
      must(!bad.length, 'axe: ' + bad.slice(0, 3).join('; '))
      const errors = wrong.filter((w) => !/status of 404/.test(w))
      must(!errors.length, errors.join(' | ').slice(0, 300))
    })
  await context.close()
}

const { page, context } = await open(1280, 'light')
await task('from the overview to the bytes in two clicks', async () => {
  await page.goto(base + '/')
  await settle(page)
  await page.locator('.leads a.cite').first().click()
  await page.waitForSelector('.edition .raw .q')
  await page.waitForSelector('.edition .fixed .q')
  await page.locator('.path button.bytes').click()
  must(await page.locator('.byte-run > span, .bytes-box .bytes').count(), 'no bytes')
})
await task('the quotation lights in both texts and equals the fact', async () => {
  await page.goto(base + '/fact/' + main.id)
  await page.waitForSelector('.edition .raw .q')
  const raw = (await page.locator('.edition .raw .q').allTextContents()).join(''), clean = (await page.locator('.edition .fixed .q').allTextContents()).join('')
  must(raw === main.quote, `as found: ${raw} is not ${main.quote}`)
  must(clean === main.clean_quote, `restored: ${clean} is not ${main.clean_quote}`)
})
await task('search by the keyboard', async () => {
  await page.goto(base + '/')
  await settle(page)
  await page.keyboard.press('/')
  await page.keyboard.type('算力')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.hits mark')
  must(page.url().includes('/search?q='), page.url())
})
await task('keys go to pages, rows and back', async () => {
  await page.goto(base + '/')
  await settle(page)
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL('**/regions')
  await page.waitForSelector('tr[data-row]')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/region/**')
  await page.goBack()
  await page.waitForURL('**/regions')
})
await task('English, dark and compact are kept', async () => {
  await page.goto(base + '/')
  await settle(page)
  await page.locator('.bar .tool', { hasText: 'EN' }).click()
  await page.waitForSelector('h1:has-text("Overview")')
  await page.keyboard.press('t')
  await page.keyboard.press('.')
  await page.reload()
  await settle(page)
  const now = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme, document.documentElement.dataset.density].join())
  must(now === 'en,dark,compact', now)
  await page.screenshot({ path: join(shots, 'home-english-dark.png'), fullPage: true })
})
await context.close()
await task('the as-of day travels with the links and hides what came later', async () => {
  const { context, page } = await open(1280, 'light')
  await page.goto(base + '/targets?asof=2019-01-01')
  await settle(page)
  await page.locator('.nav a[href="/compare"]').click()
  await page.waitForURL('**asof=2019-01-01**')
  await context.close()
})
await task('comparison: adding and removing regions is in the address', async () => {
  const { context, page } = await open(1280, 'light')
  await page.goto(base + '/compare?r=' + overview.regions.slice(0, 2).map((r) => encodeURIComponent(r.name)).join('&r='))
  await page.waitForSelector('.cmp')
  await page.locator('.chips select').selectOption({ index: 1 })
  await page.waitForFunction(() => new URLSearchParams(location.search).getAll('r').length === 3)
  await page.locator('.chip button').first().click()
  await page.waitForFunction(() => new URLSearchParams(location.search).getAll('r').length === 2)
  await context.close()
})
await task('phone: the menu opens and leads somewhere', async () => {
  const { context, page } = await open(390, 'light')
  await page.goto(base + '/')
  await settle(page)
  await page.locator('.menu-btn').click()
  await page.locator('.nav a[href="/targets"]').click()
  await page.waitForURL('**/targets')
  await context.close()
})
await task('no answer from the server is said, not hidden', async () => {
  const { context, page } = await open(1280, 'light')
  await page.route('**/api/v1/policies**', (r) => r.abort())
  await page.goto(base + '/policies')
  await page.waitForSelector('.state.err')
  await page.screenshot({ path: join(shots, 'error-1280-light.png') })
  await context.close()
})
await browser.close()
process.exit(failed ? 1 : 0)
