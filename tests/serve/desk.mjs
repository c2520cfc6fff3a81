// The worked example of docs/desk-tutorial.md, by mouse: a page dropped, tables imported, a draft examined, scenarios matched, talent looked at, a
// programme simulated, opened, applied for, approved, issued, redeemed in parts, refunded, settled, its statement saved. The files are
// examples/desk. Called by browser.mjs; each step leaves a screenshot desk-NN-….png.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export async function workedExample({ open, settle, until, must, drop, base, files, shots }) {
  const { context, page, wrong } = await open(1280, 'light', { acceptDownloads: true })
  const file = (name) => join(files, name)
  const shot = async (name) => { await settle(page); await page.screenshot({ path: join(shots, `desk-${name}.png`), fullPage: true }) }
  /* what is shown may still be on its way: asked until it is there */
  const has = async (where, pattern, why) => {
    let s = ''
    await until(async () => pattern.test((s = await page.locator(where).innerText())), () => `${why}: ${s.replace(/\s+/g, ' ').slice(0, 700)}`)
  }

  /* a page about firms: what it says is evidence, never more */
  await page.goto(base + '/')
  await settle(page)
  await drop(page, [['page.html', readFileSync(file('page.html'), 'utf8')]])
  await page.waitForFunction(() => /读毕/.test(document.querySelector('[role=status]')?.textContent ?? '')).catch(async (e) => { await page.screenshot({ path: join(shots, 'desk-fail.png') }); throw e })

  /* tables of one's own: columns are proposed, one is not known and is chosen, then confirmed */
  const bring = async (kind, name, choose) => {
    await page.locator('.nav a[href="/userdata"]').click()
    await page.waitForSelector('#f-kind')
    await page.selectOption('#f-kind', kind)
    await page.locator('input[type=file]').setInputFiles(file(name))
    await page.waitForSelector('button:has-text("确认导入")')
    if (choose) {
      await has('tr:has-text("拿手的活")', /拿手的活/, 'the column without a field')
      must((await page.locator('tr:has-text("拿手的活") select').inputValue()) === '-', 'an unknown heading was guessed')
      await page.locator('tr:has-text("拿手的活") select').selectOption(choose)
      await settle(page)
      await shot('01-import')
    }
    await page.locator('button', { hasText: '确认导入' }).click()
    await page.waitForSelector('.verdict-line:has-text("已导入")')
  }
  await bring('companies', 'companies.xlsx', 'tasks')
  await bring('scenarios', 'scenarios.xlsx')
  await bring('talents', 'talents.xlsx')

  await page.locator('.nav a[href="/assess"]').click()
  await page.waitForSelector('h1:has-text("方案体检")')
  await page.locator('input[type=file]').setInputFiles(file('draft.docx'))
  await page.waitForSelector('.draft, main [role=alert]')
  await has('main', /应改1处/, 'the verdict')
  await has('.draft', /1301亿元/, 'the figure of the page is not held against the draft')
  await shot('02-assess')

  await page.locator('.nav a[href="/match"]').click()
  await page.waitForSelector('h1:has-text("场景对接")')
  await page.locator('.source button', { hasText: '已导入的' }).click()
  await page.locator('form button[type=submit]').click()
  await page.waitForSelector('.verdict-line:has-text("4 个场景对接 3 个")')
  await has('.c8', /丁安睿软件有限公司\s+待确认[\s\S]*预算/, 'a price that the table lacks is not open')
  await has('.c8', /页面的说法，不计入[\s\S]*质量检测和算力租赁服务/, 'what the page says is missing')
  await shot('03-match')

  await page.locator('.nav a[href="/talent"]').click()
  await page.waitForSelector('.talent-board tbody tr')
  await has('.talent-board', /领军人才[\s\S]*严重不足\s+用户数据和页面/, 'the warning or what it rests on')
  await has('.talent-board', /绵阳市[\s\S]*未知/, 'a missing supply is not unknown')
  await shot('04-talent')

  /* simulate, and one variant */
  await page.locator('.nav a[href="/programme"]').click()
  await page.waitForSelector('h1:has-text("算力券与计划")')
  await page.locator('input[aria-label="从文件读规则"]').setInputFiles(file('programme.toml'))
  await page.locator('input[aria-label="从文件读申请表"]').setInputFiles(file('applications.csv'))
  await page.locator('#p-var').fill('rate=40\nbudget=2000000')
  await page.locator('form button:has-text("试算")').click()
  await page.waitForSelector('.grants tbody tr >> nth=4')
  await has('.grants', /A1[\s\S]*436,363\.64/, 'pro rata')
  await shot('05-simulate')

  /* run it: three roles, three names */
  const desk = page.locator('.programme')
  const role = (r) => desk.locator(`[data-role=${r}]`).click()
  const confirm = async (values = {}) => {
    for (const [k, v] of Object.entries(values)) await desk.locator(`.operation [name=${k}]`).fill(v)
    await desk.locator('.operation button[type=submit]').click()
  }
  const done = (words) => desk.locator(`.done:has-text("${words}")`).waitFor()
  const refused = (words) => desk.locator(`[role=alert]:has-text("${words}")`).waitFor()
  await page.locator('.opening button').click()
  await desk.waitFor()
  await desk.locator('[data-op=apply-all]').click()
  await done('从申请表提交 5 件')
  await desk.locator('[data-op=apply-all]').click()
  await done('提交 0 件，5 件此前已有')
  await shot('06-applied')
  await role('approve')
  await desk.locator('.actor').fill('本机申请岗')
  await desk.locator('[aria-label="批准 A1"]').click()
  await confirm()
  await refused('职责分离')
  await desk.locator('.actor').fill('本机审批岗')
  await desk.locator('[aria-label="批准 A3"]').click()
  await confirm()
  await refused('尚有未知，不能当作符合')
  await desk.locator('[aria-label="驳回 A5"]').click()
  await confirm({ note: '注册地不在成都市' })
  await done('驳回 A5')
  await desk.locator('[data-op=allocate]').click()
  await confirm()
  await done('应得合计 1100000')
  await desk.locator('[aria-label="发券 A1"]').click()
  await confirm()
  await done('发券 436363.64')
  await shot('07-issued')
  await role('apply')
  await desk.locator('[aria-label="预留 A1"]').click()
  await confirm({ order: 'D-1', amount: '300000' })
  await done('预留 300000')
  /* the server does it and the answer is lost: sent again, nothing is done twice */
  let lost = false
  await page.route('**/api/v1/operation', async (r) => { if (lost) return r.continue(); lost = true; await r.fetch(); return r.abort() })
  await desk.locator('[aria-label="核销 A1 D-1"]').click()
  await confirm({ seller: '演示算力中心', amount: '200000' })
  await refused('暂时连不上')
  await desk.locator('.operation button[type=submit]').click()
  await done('核销 200000')
  await page.unroute('**/api/v1/operation')
  await desk.locator('[aria-label="退回 A1 演示算力中心"]').click()
  await confirm({ amount: '50000' })
  await done('退回 50000')
  await shot('08-redeemed')
  await role('settle')
  await desk.locator('[data-op=settle]').click()
  await confirm()
  await done('合计 150000')
  await has('.programme', /来源 1,000,000 = 余 0 \+ 已批 563,636\.36 \+ 可用 186,363\.64 \+ 预留 100,000 \+ 待结算 0 \+ 已结算 150,000/, 'the sum')
  await has('.programme', /13 条记录，0 处不符/, 'the audit')
  await desk.locator('summary').click()
  await shot('09-settled')
  const [saved] = await Promise.all([page.waitForEvent('download'), desk.locator('a', { hasText: '对账单 XLSX' }).click()])
  must(readFileSync(await saved.path()).subarray(0, 2).toString() === 'PK', 'no workbook')
  const errors = wrong.filter((w) => !/status of 400|ERR_FAILED/.test(w) && !w.startsWith('outside: ' + base))
  must(!errors.length, errors.join(' | '))
  await context.close()
}
