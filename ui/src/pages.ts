// THE TABLE of pages: a row gives a page its path, its place in the rail and its key. To add one: a file in pages/ and a row here.
import { defineAsyncComponent, type Component } from 'vue'
import { waiting } from './api'
import type { Overview } from './api.d'
import Compare from './pages/Compare.vue'
import Documents from './pages/Documents.vue'
import Evidence from './pages/Evidence.vue'
import Home from './pages/Home.vue'
import Indicators from './pages/Indicators.vue'
import Policies from './pages/Policies.vue'
import Region from './pages/Region.vue'
import Regions from './pages/Regions.vue'
import Search from './pages/Search.vue'
import Targets from './pages/Targets.vue'

export interface Page {
  path: RegExp // its groups are the page's `args`
  page: Component
  nav: string // the entry of the rail that it belongs to
  group?: string; zh?: string; en?: string // in the rail, if it has an entry of its own
  key?: string // after g
  count?: (o: Overview) => number // beside the entry
}
const later = (f: () => Promise<{ default: Component }>) => defineAsyncComponent(() => waiting(f()))
const Ledger = later(() => import('./pages/Ledger.vue'))
const sum = (o: Record<string, number> | undefined) => Object.values(o ?? {}).reduce((a, b) => a + b, 0)
const ledger = (name: string, zh: string, en: string): Page => ({ path: new RegExp(`^/(${name})$`), page: Ledger, nav: '/' + name, group: 'ledgers', zh, en })

export const GROUPS = [
  { id: 'top', zh: '', en: '' }, { id: 'compare', zh: '比较', en: 'Compare' }, { id: 'judge', zh: '判断', en: 'Judge' },
  { id: 'desk', zh: '案头', en: 'Desk' },
  { id: 'ledgers', zh: '台账', en: 'Ledgers' }, { id: 'collate', zh: '校勘', en: 'Collation' },
]
export const pages: Page[] = [
  { path: /^\/$/, page: Home, nav: '/', group: 'top', zh: '要览', en: 'Overview', key: 'h' },
  { path: /^\/search$/, page: Search, nav: '/search', group: 'top', zh: '检索与提问', en: 'Search and ask', key: 's' },
  { path: /^\/timeline$/, page: later(() => import('./pages/Timeline.vue')), nav: '/timeline', group: 'top', zh: '时间轴', en: 'Timeline', key: 'l' },
  { path: /^\/changes$/, page: later(() => import('./pages/Changes.vue')), nav: '/changes', group: 'top', zh: '变化', en: 'Changes', key: 'd' },
  { path: /^\/regions$/, page: Regions, nav: '/regions', group: 'compare', zh: '地区', en: 'Regions', key: 'r', count: (o) => o.totals.regions },
  { path: /^\/region\/([^/]+)$/, page: Region, nav: '/regions' },
  { path: /^\/compare$/, page: Compare, nav: '/compare', group: 'compare', zh: '对比', en: 'Comparison', key: 'c' },
  { path: /^\/indicators$/, page: Indicators, nav: '/indicators', group: 'compare', zh: '指标', en: 'Indicators', key: 'i', count: (o) => o.totals.subjects },
  { path: /^\/graph$/, page: later(() => import('./pages/Graph.vue')), nav: '/graph', group: 'compare', zh: '图谱', en: 'Graph', key: 'n' },
  { path: /^\/targets$/, page: Targets, nav: '/targets', group: 'judge', zh: '目标与矛盾', en: 'Targets, conflicts', key: 't', count: (o) => sum(o.targets_by_state) + sum(o.conflicts_by_class) },
  { path: /^\/overlap$/, page: later(() => import('./pages/Overlap.vue')), nav: '/overlap', group: 'judge', zh: '布局与链条', en: 'Overlap, chain', key: 'o' },
  { path: /^\/assess$/, page: later(() => import('./pages/Assess.vue')), nav: '/assess', group: 'desk', zh: '方案体检', en: 'Examine a draft', key: 'a' },
  { path: /^\/userdata$/, page: later(() => import('./pages/UserData.vue')), nav: '/userdata', group: 'desk', zh: '用户数据', en: 'User data', key: 'u' },
  { path: /^\/policies$/, page: Policies, nav: '/policies', group: 'ledgers', zh: '政策', en: 'Policies', key: 'p', count: (o) => o.policies },
  ledger('compute', '算力', 'Compute'), ledger('money', '资金与补贴', 'Money'), ledger('scene', '场景', 'Scenarios'), ledger('talent', '人才', 'Talent'), ledger('entity', '机构与人物', 'Organisations, people'),
  { path: /^\/money\/calc$/, page: later(() => import('./pages/Subsidy.vue')), nav: '/money' },
  { path: /^\/programme$/, page: later(() => import('./pages/Programme.vue')), nav: '/programme', group: 'ledgers', zh: '算力券', en: 'Vouchers' },
  { path: /^\/match$/, page: later(() => import('./pages/Matching.vue')), nav: '/match', group: 'ledgers', zh: '场景对接', en: 'Matching' },
  { path: /^\/review$/, page: later(() => import('./pages/Review.vue')), nav: '/review', group: 'collate', zh: '校核', en: 'Review', key: 'v', count: (o) => o.totals.review },
  { path: /^\/documents$/, page: Documents, nav: '/documents', group: 'collate', zh: '原页与证据', en: 'Pages, evidence', key: 'e', count: (o) => o.totals.documents },
  { path: /^\/(doc)\/([0-9a-f]{4,64})$/, page: Evidence, nav: '/documents' }, { path: /^\/(fact)\/([0-9a-f]{4,32})$/, page: Evidence, nav: '/documents' },
  { path: /^\/settings$/, page: later(() => import('./pages/About.vue')), nav: '' },
]
