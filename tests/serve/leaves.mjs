// What leaves a view: every workbook and every CSV of every page, charts, links that reopen the same state, citations; and a correction in
// 校核 that is still there when the page has been read again. Called by browser.mjs.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

/** The files of a zip archive, by its directory. */
function unzip(b) {
  const out = {}
  for (let at = b.readUInt32LE(b.length - 22 + 16), n = b.readUInt16LE(b.length - 22 + 10); n--;) {
    const [how, size, name, extra, note, from] = [b.readUInt16LE(at + 10), b.readUInt32LE(at + 20), b.readUInt16LE(at + 28), b.readUInt16LE(at + 30), b.readUInt16LE(at + 32), b.readUInt32LE(at + 42)]
    const start = from + 30 + b.readUInt16LE(from + 26) + b.readUInt16LE(from + 28), raw = b.subarray(start, start + size)
    out[b.subarray(at + 46, at + 46 + name).toString()] = (how ? inflateRawSync(raw) : raw).toString()
    at += 46 + name + extra + note
  }
  return out
}
/** Rows of a CSV as it is written here: CRLF, doubled quotes. */
function parse(text) {
  const rows = [[]]
  for (const m of text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|$)/g)) {
    rows.at(-1).push(m[1].startsWith('"') ? m[1].slice(1, -1).replaceAll('""', '"') : m[1])
    if (m[2] === '\r\n') rows.push([])
    if (!m[2]) break
  }
  return rows.filter((r) => r.length > 1 || r[0])
}
const save = async (page, button) => { const [f] = await Promise.all([page.waitForEvent('download'), button.click()]); return { name: f.suggestedFilename(), bytes: readFileSync(await f.path()) } }

export async function everyTable({ open, settle, must, base, views }) {
  const { context, page, wrong } = await open(1280, 'light', { acceptDownloads: true })
  let books = 0, numbers = 0, sourced = 0
  for (const [name, url] of views) {
    await page.goto(base + url)
    await settle(page)
    const sheets = page.locator('.acts button:visible', { hasText: /^XLSX$/ }), tables = page.locator('.acts button:visible', { hasText: /^CSV$/ })
    must((await sheets.count()) === (await tables.count()), name + ': a table leaves in one form only')
    for (let i = 0; i < (await sheets.count()); i++) {
      const csv = await save(page, tables.nth(i)), book = await save(page, sheets.nth(i)), at = `${name}, ${book.name}`
      must(csv.name.endsWith('.csv') && csv.bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])), at + ': no byte order mark')
      const [heads, ...rows] = parse(csv.bytes.subarray(3).toString())
      must(rows.every((r) => r.length === heads.length), at + ': ragged')
      must(rows.flat().every((c) => !/^[=+@\t]/.test(c) && !/^-[^\d]/.test(c)), at + ': a formula')
      const parts = unzip(book.bytes), sheet = parts['xl/worksheets/sheet1.xml'], words = (parts['xl/sharedStrings.xml'] ?? '') + sheet
      const plain = (s) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      for (const h of heads) must(words.includes(plain(h)), `${at}: the workbook lacks the column ${h}`)
      must((sheet.match(/<row /g) ?? []).length >= Math.min(rows.length, 10000), `${at}: ${(sheet.match(/<row /g) ?? []).length} rows, the CSV has ${rows.length}`)
      const column = heads.findIndex((h) => ['数值', '目标', '事实', '事实数', '字节'].includes(h) && rows.some((r) => /^\d+(\.\d+)?$/.test(r[heads.indexOf(h)])))
      if (column >= 0) { numbers++; must(/<c r="[A-Z]+\d+"(?: s="\d+")?><v>-?\d/.test(sheet), `${at}: ${heads[column]} is not numeric`) }
      if (rows.some((r) => r.some((c) => /^[0-9a-f]{32}$/.test(c)))) { sourced++; for (const w of ['来源', '状态']) must(words.includes(w), `${at}: no ${w}`) }
      books++
    }
  }
  must(books >= 20 && numbers >= 4 && sourced >= 6, `${books} workbooks, ${numbers} with numbers, ${sourced} with facts: the test tests nothing`)
  must(!wrong.filter((w) => !/status of 404/.test(w)).length, wrong.join(' | '))
  await context.close()
}

export async function chartsLeave({ open, settle, must, base, regions }) {
  const { context, page } = await open(1280, 'light', { acceptDownloads: true })
  await page.goto(base + '/graph?r=' + encodeURIComponent(regions[0]))
  await page.waitForSelector('.pic button')
  await settle(page)
  const svg = (await save(page, page.locator('.pic button', { hasText: 'SVG' }).first())).bytes.toString()
  must(svg.startsWith('<svg') && /<title>[^<]+<\/title>/.test(svg) && svg.includes('策度 cedu') && !svg.includes('var(--'), 'SVG: ' + svg.slice(0, 200))
  const png = (await save(page, page.locator('.pic button', { hasText: 'PNG' }).first())).bytes
  must(png.subarray(1, 4).toString() === 'PNG' && png.readUInt32BE(16) > 600 && png.length > 5000, 'PNG')
  await context.close()
}

/** A state reached by hand, its address, the same in another window. */
export async function linksReopen({ open, settle, must, until, base, regions }) {
  const states = [
    ['/compare', async (p) => { await p.locator('.chip button').first().click(); await p.locator('.facets button', { hasText: '全部' }).click() }],
    ['/targets', async (p) => { const b = p.locator('#targets .facets button'); if (await b.count()) await b.last().click() }],
    ['/targets', async (p) => { await p.locator('.views button', { hasText: '矛盾' }).click(); await p.waitForSelector('#conflicts') }],
    ['/overlap', async (p) => { const b = p.locator('.heat td button'); if (await b.count()) await b.last().click(); await p.locator('.chip button').first().click() }],
    ['/timeline', async (p) => { await p.locator('#asof').focus(); await p.keyboard.press('Home'); await p.waitForSelector('.tline li.later') }],
    ['/policies', async (p) => { await p.locator('.facets button', { hasText: '日历' }).click(); await p.locator('.cal td button').first().click(); await p.waitForSelector('.colrule li[data-row]') }],
    ['/graph?r=' + encodeURIComponent(regions[0]), async (p) => { await p.waitForSelector('.graph a.gn'); await p.locator('.facets button[aria-pressed=true]').first().click(); await p.waitForSelector('.facets button[aria-pressed=false]') }],
    ['/compute', async (p) => { await p.locator('.facets button').nth(1).click() }],
  ]
  const words = (p) => p.evaluate(() => document.querySelector('main').innerText.replace(/\s+/g, ' '))
  for (const [url, act] of states) {
    const one = await open(1280, 'light'), two = await open(1280, 'light')
    await one.page.goto(base + url)
    await settle(one.page)
    await act(one.page)
    await settle(one.page)
    must(one.page.url() !== base + url, url + ': the state is not in the address')
    await two.page.goto(one.page.url())
    await settle(two.page)
    const want = await words(one.page)
    await until(async () => (await words(two.page)) === want, async () => `${one.page.url()}: ${(await words(two.page)).slice(0, 200)} is not ${want.slice(0, 200)}`)
    await one.context.close()
    await two.context.close()
  }
}

export async function citations({ open, settle, must, until, base, fact }) {
  const { context, page } = await open(1280, 'light')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base })
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await page.goto(base + '/targets')
  await settle(page)
  await page.locator('.acts button', { hasText: '引文' }).first().click()
  await until(async () => /目标与矛盾.*\[DB\/OL\].*\[\d{4}-\d\d-\d\d\].*\/targets/.test(await copied()), async () => 'the citation of a view: ' + (await copied()))
  await page.locator('.acts button', { hasText: '复制链接' }).first().click()
  await until(async () => (await copied()) === page.url(), async () => 'the link: ' + (await copied()))
  await page.goto(base + '/fact/' + fact.id)
  await page.waitForSelector('.edition .raw .q')
  await settle(page)
  await page.locator('button', { hasText: '复制引用' }).click()
  await until(async () => /\[EB\/OL\]/.test(await copied()), async () => 'the citation of a page: ' + (await copied()))
  await page.locator('button', { hasText: '复制原文' }).click()
  await until(async () => (await copied()).includes(fact.clean_quote), async () => 'the quotation: ' + (await copied()))
  await context.close()
}

/** An analyst's round: dispute, correct, bulk, history; the page is read again, the correction stands; undone, it is gone. */
export async function reviewRound({ open, settle, must, until, base, binary, db }) {
  const { context, page, wrong } = await open(1280, 'light')
  const id = () => page.evaluate(() => new URLSearchParams(location.search).get('at'))
  const gone = (n) => page.waitForFunction((k) => document.querySelectorAll('.queue li.gone').length === k, n)
  await page.goto(base + '/review')
  await page.waitForSelector('.review .kv')
  await settle(page)
  await page.keyboard.press('j')
  await until(id, 'no place in the address')
  const mine = await id(), was = (await (await fetch(`${base}/api/v1/fact/${mine}`)).json()).fact
  await page.keyboard.press('d')
  await gone(1)
  await page.keyboard.press('k')
  await until(async () => (await id()) !== null, 'k')
  await page.locator('.queue li.gone button').click()
  await until(async () => (await id()) === mine, 'the disputed one is not reached')
  await settle(page)
  await page.keyboard.press('e')
  await page.fill('#set-period', '2019')
  await page.fill('#set-note', '按标题的年份')
  await page.locator('.review form button[type=submit]').click()
  await until(async () => (await (await fetch(`${base}/api/v1/fact/${mine}`)).json()).fact.period === '2019', 'not corrected')
  execFileSync(binary, ['reread', '-q', '-d', db, was.doc])
  await page.goto(`${base}/fact/${mine}`)
  await page.waitForSelector('.verdict .seal.ok')
  await settle(page)
  const after = (await (await fetch(`${base}/api/v1/fact/${mine}`)).json()).fact
  must(after.period === '2019' && after.corrected && after.quote === was.quote && after.status === 'accepted', 'the correction did not survive: ' + JSON.stringify(after).slice(0, 300))
  must(/按标题的年份/.test(await page.locator('.verdict').innerText()), 'the history lacks the comment')
  await page.locator('.verdict button', { hasText: '撤销' }).click()
  await page.waitForSelector('.verdict .seal.doubt')
  await page.locator('.verdict button', { hasText: '撤销' }).click()
  await page.waitForSelector('.verdict .seal.wait')
  must((await (await fetch(`${base}/api/v1/fact/${mine}`)).json()).fact.period === was.period, 'undone, and still corrected')
  /* three keys faster than the server answers: each acts on the fact that was next, none is lost */
  await page.goto(base + '/review')
  await page.waitForSelector('.review .kv')
  await settle(page)
  await page.route('**/verdict?**', async (r) => { await new Promise((ok) => setTimeout(ok, 200)); await r.continue() })
  for (const k of ['a', 'd', 'r']) await page.keyboard.press(k)
  await gone(3)
  await page.unroute('**/verdict?**')
  const caps = (await page.locator('.queue li.gone .cap').allInnerTexts()).slice(0, 3)
  must(caps.join() === '已核,存疑,驳回', 'the keys acted on: ' + caps)
  for (const k of ['u', 'u', 'u']) await page.keyboard.press(k)
  await gone(0)
  must(!wrong.filter((w) => !w.startsWith('outside: ' + base)).length, wrong.join(' | '))
  await context.close()
}
