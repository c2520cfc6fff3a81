// client.mjs - the worked examples asked by the public MCP client: client.mjs SDK-FOLDER BINARY DB
// Each answer must carry its citation: the quotation, the document, the id. Ends with `N passed, N failed`.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [sdk, binary, db] = process.argv.slice(2);
const require = createRequire(join(sdk, 'node_modules', 'x.js'));
const load = async (name) => import(pathToFileURL(require.resolve('@modelcontextprotocol/sdk/' + name)));
const { Client } = await load('client/index.js');
const { StdioClientTransport } = await load('client/stdio.js');

let passed = 0, failed = 0;
function check(name, ok, seen) {
  if (ok) passed++;
  else { failed++; console.log('FAILED', name, JSON.stringify(seen)?.slice(0, 400)); }
}

const client = new Client({ name: 'cedu-test', version: '1' });
await client.connect(new StdioClientTransport({ command: binary, args: ['mcp', '-d', db], env: process.env }));
const call = async (name, args) => (await client.callTool({ name, arguments: args }, undefined, { timeout: 600000 })); // ends a hang; a loaded machine takes its time
const rows = async (name, args) => (await call(name, args)).structuredContent?.rows ?? [];
const cited = (f) => f && f.clean_quote && /^[0-9a-f]{64}$/.test(f.doc) && /^[0-9a-f]{32}$/.test(f.id);

const { tools } = await client.listTools();
check('tools', ['search', 'facts', 'compare', 'targets', 'conflicts', 'evidence', 'read_page'].every((t) => tools.some((x) => x.name === t)), tools.map((t) => t.name));
check('schemas', tools.every((t) => t.inputSchema.type === 'object' && t.annotations.readOnlyHint), tools);

const size = (await rows('facts', { region: ['成都'], subject: '人工智能产业规模', kind: ['observation'], from: '2021', to: '2021' })).find((f) => f.as_written === '413.9亿元');
check('413.9亿元, cited', cited(size) && size.clean_quote.includes('413.9'), size);
const evidence = (await call('evidence', { id: size?.id ?? '0000' })).structuredContent;
check('evidence of it', JSON.stringify(evidence ?? {}).includes('413.9'), evidence);
const page = (await call('read_page', { sha: size?.doc ?? '0000' })).structuredContent;
check('its page', JSON.stringify(page ?? {}).includes('413.9'), page);
const derived = await rows('derive', { region: ['成都'] });
check('413.9/(1+107%) = 199.95', derived.some((d) => /413\.9.*107%.*199\.95/.test(d.formula)), derived.map((d) => d.formula));
const targets = await rows('targets', { region: ['成都'], asof: '2026-01-01' });
check('82.8 % of the target', targets.some((t) => t.progress === 82.8 && t.needed === 20.8), targets.map((t) => [t.subject, t.progress]));
const conflicts = await rows('conflicts', { region: ['成都'] });
check('the planted contradiction', conflicts.some((c) => c.class === 'real'), conflicts.map((c) => c.class));
const both = (await call('compare', { region: ['成都', '杭州'] })).structuredContent;
check('compare', JSON.stringify(both ?? {}).includes('杭州市'), both);
const hits = await rows('search', { q: '算力券' });
check('search', hits.length > 0 || (await call('search', { q: '算力券' })).structuredContent !== undefined, hits);
const wrong = await call('facts', { region: ['没有这个地方'] });
check('an unknown region is an error, not an empty answer', wrong.isError === true, wrong);

await client.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
