/* Generated from /api/openapi.json by tools/make_api_types.py: do not edit. */
export interface Overview {
  v: number;  // version of the contract
  version: string;  // of the program
  fingerprint: string;  // of the engine and its packs
  totals: Totals;
  newest: Document[];  // the last added first
  regions: Count[];
  coverage: Cover[];  // facts of a region by the year their period begins
  targets_by_state: Record<string, any>;  // state: how many
  conflicts_by_class: Record<string, any>;  // class: how many
  policies: number;
  targets: Target[];  // those that matter most
  conflicts: Conflict[];  // those that matter most
  agreements: Derived[];  // derived values that another page states
  derived: number;  // all derived values
  agreeing: number;  // all that another page states
  judged: boolean;  // false: a large base, targets, conflicts and agreements are not worked out (yet)
}
export interface Totals {
  documents: number;
  clusters: number;  // independent sources
  facts: number;
  findings: number;
  bytes: number;  // of the originals
  regions: number;
  subjects: number;
  review: number;  // facts that wait for review
  facts_by_kind: Record<string, any>;  // kind: how many
  findings_by_class: Record<string, any>;  // class: how many
}
export interface Cover {
  region: string;
  year: number;
  facts: number;
}
export interface Count {
  name: string;
  id: string | null;  // GB/T 2260 code, or id of the indicator
  facts: number;
  documents: number | null;  // null: not counted, of a huge base
  year_from: number | null;
  year_to: number | null;  // 9999: open end
  unit: string | null;  // the commonest base unit; "": most facts have none
  standing: string | null;  // of a subject, the reason of its place: known (of the packs), comparable (a unit, several pages and years), measured (a unit), named (no figures: no indicator)
}
export interface Counts {
  v: number;
  rows: Count[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Document {
  doc: string;  // SHA-256 of the payload
  published: string | null;  // ISO 8601
  title: string | null;
  outlet: string | null;
  site: string | null;
  url: string | null;
  editor: string | null;
  authors: string[];
  doc_type: string | null;
  tier: string | null;  // of the source
  tier_basis: string | null;  // why this tier
  doubts: string | string[] | null;  // classes of findings that speak against the page; null: none
  extracted: string | null;  // how its text was made: docx pdf …
  container: string | null;  // SHA-256 of the archive it came in
  facts: number;  // how many
  findings: number;  // how many
  cluster_size: number;  // documents with the same article, this one included
  stale: boolean;  // read by another engine or other packs
  file: string | null;
  member: string | null;  // inside a container
  encoding: string | null;
  bytes: number;
  added_at: string | null;  // UTC
}
export interface Documents {
  v: number;
  rows: Document[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Fact {
  id: string;
  kind: string;
  region: string | string[] | null;  // several: one assertion about all of them jointly
  region_code: string | null;  // GB/T 2260
  subject: string | null;
  subject_id: string | null;
  period: string | null;  // ISO 8601
  value: number | null;  // in the base unit
  value_max: number | null;  // of a range
  unit: string | null;  // base unit
  modifier: string | null;  // = > >= < <= ~ 余 top_group
  as_written: string | null;  // the page's own words
  shown: string | null;  // the whole value for people
  number: string | null;  // its digits; null for ranges
  number_unit: string | null;  // its unit for people
  stance: string;
  source: string | null;  // who asserts it; null: the page
  denied: boolean;  // the text denies it
  review: boolean;  // waits for review
  status: string;  // pending accepted rejected disputed
  corrected: boolean;  // somebody changed what was read
  confidence: number;  // 0 to 1
  clean_quote: string;  // repaired
  quote: string;  // the input's own characters
  doc: string;  // SHA-256
  published: string | null;  // of the document
  title: string | null;  // of the document
  outlet: string | null;  // of the document
  tier: string | null;  // of the document's source
  doubts: string | string[] | null;  // what speaks against the document; null: nothing
  file: string | null;  // of the document
  start: number;  // code points into the decoded payload
  end: number;
  byte_start: number;  // bytes into the payload
  byte_end: number;
}
export interface Facts {
  v: number;
  rows: Fact[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface FactEvidence {
  v: number;
  fact: Fact;
  record: Record<string, any>;  // the whole fact, as cedu explain --format json
  document: Document;
  bytes_hex: string;  // the quotation's bytes, 512 at most
  bytes_cut: boolean;  // there are more
}
export interface Evidence {
  v: number;
  document: Document;
  readable: boolean;
  aligned: boolean;  // the spans hold in the restored text
  facts: Fact[];
  findings: Finding[];
  fact_spans: Span[];  // parallel to facts
  finding_spans: Span[];  // parallel to findings
  paragraphs: Paragraph[];
  cluster: Document[];  // the others of its cluster
}
export interface Paragraph {
  n: number;
  heading: number;  // 0: text
  raw: string;  // as found, decoded
  start: number;  // code points into the decoded payload
  end: number;
  clean: string;  // restored
  clean_start: number;  // code points into the restored text
  clean_end: number;
}
export interface Finding {
  class: string;
  count: number;
  placed: boolean;
  start: number | null;
  end: number | null;
  byte_start: number | null;
  byte_end: number | null;
  before: string | null;
  after: string | null;
  confidence: number | null;
  note: string | null;
}
export interface Span {
  clean_start: number | null;  // code points into the restored text
  clean_end: number | null;
}
export interface Target {
  region: string | string[] | null;
  subject: string | null;
  target: number | null;  // base unit; null: qualitative
  unit: string | null;
  deadline: number | null;  // year
  state: string;
  latest: number | null;
  latest_period: string | null;
  progress: number | null;  // % of the target
  needed: number | null;  // growth still needed, %
  needed_per_year: number | null;  // %
  planned_per_year: number | null;  // growth a year from the baseline to the deadline, %
  reason: string | null;  // Chinese
  reason_en: string | null;  // English
  fact: string;  // id
  latest_fact: string | null;  // id
  baseline: number | null;  // what was known when the target was stated
  baseline_period: string | null;
  baseline_fact: string | null;  // id
  sources: number;  // independent ones
  independent: boolean;  // the latest figure comes from another source than the target
  statement: Fact;
  baseline_row: Fact | null;
  latest_row: Fact | null;
}
export interface Targets {
  v: number;
  rows: Target[];
  by_state: Record<string, any>;  // all of them, whatever is asked for
  total: number;  // rows there are
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Conflict {
  class: string;  // scope, time, retelling, real, coexist
  kind: string;
  region: string | string[] | null;
  subject: string | null;
  period: string | null;
  a: number | null;
  a_source: string | null;
  b: number | null;
  b_source: string | null;
  reason: string | null;  // Chinese
  reason_en: string | null;  // English
  a_fact: string;  // id
  b_fact: string;  // id
  a_sources: number;  // independent sources on this side
  b_sources: number;
  facts: string[];  // ids of all facts it rests on
  derived: boolean;  // b is computed, not stated
  derivation: Derived | null;  // how b is computed
  a_row: Fact;
  b_row: Fact;
}
export interface Conflicts {
  v: number;
  rows: Conflict[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Derived {
  verdict: string;  // new, consistent, contradicts
  kind: string;
  region: string | null;
  subject: string | null;
  period: string | null;
  value: number | null;
  unit: string | null;
  number: string | null;  // digits for people, four figures
  number_unit: string | null;
  low: number | null;  // what the written precision allows
  high: number | null;
  approx: boolean;
  stated: number | null;
  off: number | null;  // % from what is stated
  rule: string;
  rule_zh: string;
  formula: string | null;
  sources: number;
  relative_to: string | null;  // denominator of a share, base year of a growth
  caution: boolean;  // inputs of different asserters, times or scopes
  planned: boolean;  // of targets
  steps: number;
  is_stated: boolean;
  inputs: string[];  // ids
  stated_fact: string | null;  // id
  input_rows: Fact[];
  stated_row: Fact | null;
}
export interface DerivedList {
  v: number;
  rows: Derived[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Claim {
  kind: string;
  subject: string | null;
  subject_id: string | null;
  period: string | null;
  value: number | null;
  unit: string | null;
  as_written: string | null;
  scope: string | null;  // baseline=2019;denominator=…
  source: string | null;
  sources: number;  // independent ones
  disagree: boolean;  // its facts disagree
  fact: string;  // id of the fact shown
  regions: string | string[] | null;
  facts: number;  // how many
  row: Fact;  // the fact shown
}
export interface ComparisonRow {
  subject: string | null;
  subject_id: string | null;
  kind: string;
  scope: string | null;
  year: number | null;
  unit: string | null;
  cells: (Claim | null)[];  // parallel to regions; null: unknown
}
export interface Comparison {
  v: number;
  rows: ComparisonRow[];
  regions: string[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Policy {
  title: string | null;
  document_number: string | null;
  issuers: string[];
  regions: string[];
  doc_type: string | null;
  status: string | null;
  signed: string | null;
  published: string | null;
  effective: string | null;
  expires: string | null;
  sources: number;
  fact: string | null;  // id
  clean_quote: string | null;
  outlet: string | null;  // of the page that speaks of it
  reported: string | null;  // date of that page
}
export interface Policies {
  v: number;
  rows: Policy[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Focus {
  name: string;
  facts: number;
  sources: number;
  year_from: number | null;
  year_to: number | null;
  evidence: Fact;
}
export interface Profile {
  v: number;
  region: string;
  region_code: string | null;
  facts: number;
  documents: number;
  sources: number;
  review: number;
  conflicts: number;
  facts_by_kind: Record<string, any>;
  partial: boolean;  // there are more facts than were looked at: the latest
  indicators: Claim[];  // of an indicator, kind and scope together, oldest first
  targets: Target[];
  policies: Policy[];
  registries: Fact[];
  focus: Focus[];
  indicators_total: number;  // indicators, each with its kind and scope; the section pages by them
  targets_total: number;
  policies_total: number;
  registries_total: number;
  focus_total: number;
}
export interface Hit {
  doc: string;
  published: string | null;
  title: string | null;
  snippet: string | null;
  before: string | null;
  hit: string | null;  // the words that hit; empty: in the title
  after: string | null;
  outlet: string | null;
  file: string | null;
}
export interface Hits {
  v: number;
  rows: Hit[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
  total: number;  // counted up to 10 000
}
export interface LedgerRow {
  name: string | null;
  word: string | null;  // of the packs, that put it here
  grade: string;  // stated reported estimated planned wished lacking
  facts: number;
  sources: number;  // independent ones
  row: Fact;  // the first that says so
}
export interface Ledger {
  v: number;
  rows: LedgerRow[];
  total: number;
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface ChainCell {
  stage: string | null;
  layer: string | null;
  present: Fact | null;  // all three null: unknown
  gap: Fact | null;
  plan: Fact | null;
}
export interface ChainRow {
  region: string;
  cells: ChainCell[];  // in the order of the packs' stages
}
export interface Chains {
  v: number;
  rows: ChainRow[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Answer {
  v: number;
  rows: Claim[];
  entries: LedgerRow[];  // of a question after a list; without claims
  derived: Derived[];  // what no text says but what follows; without claims
  unused: string[];  // words that nothing was made of
  regions: string[];  // understood
  subjects: string[];  // understood
  level: string | null;
  year_from: number | null;
  year_to: number | null;
  op: string | null;
  limit: number | null;
  limit_unit: string | null;
  order: number;  // 1 the most, -1 the least, 0 not asked
  why: string | null;  // why there is no answer
  why_en: string | null;
  uncertain: number;  // left out because their interval does not decide
  known_years: string[];
  known_regions: string[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Change {
  what: string;  // new_policy changed_target new_target …
  now: Fact;
  before: Fact | null;
}
export interface Changes {
  v: number;
  rows: Change[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Waiting {
  impact: number;  // results that rest on it
  why: string[];  // unsure disputed conflict low_confidence no_source results
  fact: Fact;
}
export interface Queue {
  v: number;
  rows: Waiting[];  // most impact first
  total: number;
  pending: number;  // of the facts looked at (20 000)
  accepted: number;
  rejected: number;
  disputed: number;
  judged: boolean;  // false: of a large base, what rests on a fact is not worked out (yet): every impact is 0
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Verdict {
  status: string;
  changes: string | null;  // JSON object of what was corrected
  note: string | null;
  who: string | null;
  at: string | null;  // UTC
  undone_at: string | null;
}
export interface History {
  v: number;
  fact: Fact;
  verdicts: Verdict[];  // oldest first
  writable: boolean;  // verdicts can be given here
}
export interface Impact {
  v: number;
  derived: Derived[];  // that it goes into, or is held against
  computed: Derived[];  // what other figures compute to, held against what it states
  targets: Target[];
  conflicts: Conflict[];  // that name this fact
  against: Conflict[];  // that name it or another fact that says the same
  elsewhere: Fact[];  // of other documents on the same kind, subject, region, period and unit: those that agree first; the first 40
  agreeing: number;  // of them that say the same
  differing: number;  // of them that say something else
  partial: boolean;  // there are more facts than were looked at: the latest
}
export interface Upload {
  v: number;
  bytes: number;  // arrived; reading goes on by itself
}
export interface IntakePage {
  file: string;
  member: string | null;  // inside a container
  how: string;  // new same alias stale reread failed
  doc: string | null;  // SHA-256
  title: string | null;
  outlet: string | null;
  published: string | null;
  bytes: number;
  facts: number;
  findings: number;
  findings_by_class: Record<string, any>;
  error: string | null;  // Chinese
  error_en: string | null;
}
export interface Intake {
  v: number;
  running: boolean;
  now: string | null;  // the file under way
  files: number;  // of this round
  files_done: number;
  pages: number;
  added: number;
  same: number;  // were there already
  failed: number;
  bytes: number;
  facts: number;
  findings: number;
  facts_by_kind: Record<string, any>;
  findings_by_class: Record<string, any>;
  rows: IntakePage[];  // the last hundred
}
export interface Condition {
  what: string;
  what_zh: string;
  text: string | null;  // of the clause
  value: string | null;  // what is compared
  state: string;  // yes no unknown
}
export interface Offer {
  region: string | null;
  name: string | null;  // what it is for
  state: string;  // yes no unknown; unknown is never counted as met
  amount: number | null;  // 元
  at_most: boolean;  // only the cap is known
  formula: string | null;
  why: string | null;  // why there is no amount
  why_en: string | null;
  conditions: Condition[];
  payer: string | null;
  rate: number | null;  // %
  base: string | null;  // what the rate is taken of
  cap: number | null;  // 元
  year_cap: number | null;  // 元
  from: string | null;
  to: string | null;
  stack: string;  // unknown once adds
  stack_quote: string | null;
  window_quote: string | null;
  exclusion_quote: string | null;
  sources: number;
  row: Fact;  // the clause
}
export interface OfferSum {
  region: string | null;
  sure: number;
  open: number;
  refused: number;
  without_amount: number;
  sum_sure: number | null;  // 元
  sum_open: number | null;  // 元
  sum_most: number | null;  // caps where nothing can be computed: an upper bound
}
export interface Offers {
  v: number;
  rows: Offer[];
  sums: OfferSum[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface LinePolicy {
  title: string | null;
  region: string | null;
  level: string | null;
  date: string | null;
  force: string;  // unknown draft later in_force expired repealed
  cited_only: boolean;  // no page is about it
  fact: string | null;  // id
}
export interface Line {
  what: string;  // carries_out replaces final_of under
  what_zh: string;
  lower: LinePolicy;
  upper: LinePolicy;
  quote: string | null;  // the sentence that says so; null: a hint
  odd: boolean;  // upwards to a narrower region
  fact: string | null;  // id
}
export interface Lineage {
  v: number;
  rows: Line[];
  policies: LinePolicy[];  // widest region first, then by date
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface GraphNode {
  type: string;  // region policy registry sector target organisation instrument project problem
  name: string;
  links: number;  // how many
}
export interface GraphLink {
  from: number;  // index into nodes
  to: number;
  what: string;
  what_zh: string;
  fact: string;  // id
}
export interface Graph {
  v: number;
  nodes: GraphNode[];  // the region first
  links: GraphLink[];
  left_out: number;  // for lack of room
}
export interface Taught {
  name: string;  // of the indicator, as people gave it
  form: string;  // how the page writes it
  unit: string | null;  // base unit
  example: string;  // the sentence that was corrected
  verdicts: number;  // that say so
  fact: string | null;  // id
}
export interface Lexicon {
  v: number;
  rows: Taught[];
  folder: string;  // where the pack would lie
  diff: string;  // unified, for patch -p1 in that folder; empty: nothing is taught
}
export interface Session {
  v: number;
  team: boolean;  // users log in here
  user: string | null;  // null: not logged in, or no team
  role: string | null;  // reader editor admin
  token: string | null;  // for the header X-Cedu-Token of a POST
  writable: boolean;  // files and verdicts are taken from whoever asks
}
export interface Login {
  user: string;
  password: string;
}
export interface Passwords {
  old: string;
  new: string;  // 10 characters at least
}
export interface NewPassword {
  password: string | null;  // null: as it is
}
export interface User {
  name: string;
  role: string;  // reader editor admin
  active: boolean;
  added_at: string;
  seen_at: string | null;  // last login
}
export interface Users {
  v: number;
  rows: User[];
}
export interface LogEntry {
  id: number;
  at: string;  // UTC
  who: string | null;
  address: string | null;
  action: string;
  target: string | null;
  status: number;  // HTTP; 0: from the command line
}
export interface Log {
  v: number;
  rows: LogEntry[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Table {
  name: string;  // of the sheet
  columns: string[];  // their heads
  fact: number | null;  // which column holds ids of facts: their sources and status are added
  rows: Record<string, any>[];  // arrays of strings, numbers and nulls
  url: string | null;  // the view it is of
}
export interface WhatIf {
  rules: string;  // the text of a file of rules
  applications: string;  // CSV
  variants: string[];  // changes: rate=40,cap=600000
}
export interface Goal {
  name: string;
  value: number;  // to be reached
  reached: number;
  moved: number | null;  // against the first variant
}
export interface Grant {
  id: string;
  firm: string;
  date: string;
  state: string;  // yes, unknown, no
  entitled: number;  // yuan
  granted: number;  // yuan
  formula: string | null;  // the arithmetic
  why: string | null;  // why nothing, though all is met
  reasons: string[];  // what is not met or unknown
}
export interface Variant {
  name: string;
  sentences: string[];  // what the rules mean
  notes: string[];  // doubts about the rules
  budget: number;  // yuan
  demand: number;  // yuan
  granted: number;  // yuan
  left: number;  // yuan
  met: number;
  open: number;
  refused: number;
  firms: number;  // that are given something
  runs_out: string | null;  // the day from which the budget would not do
  targets: Goal[];
  grants: Grant[];  // in the same order for all variants
}
export interface Variants {
  v: number;
  rows: Variant[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface ProgrammeCase {
  id: string;
  firm: string | null;
  state: string | null;  // applied, approved, rejected, issued
  entitled: number;  // yuan
  approved: number;  // yuan
  open: number;  // yuan
  held: number;  // yuan
  payable: number;  // yuan
  expires: string | null;
  why: string | null;
}
export interface ProgrammeClaim {
  kind: string;  // held (for an order), payable (to a seller)
  id: string;  // of the application
  who: string;  // the order, or the seller
  amount: number;  // yuan
}
export interface ProgrammeActor {
  name: string;
  role: string;  // apply, approve, settle: no other
}
export interface ProgrammePosting {
  seq: number;
  at: string;
  actor: string;
  role: string;
  op: string;
  request: string;
  answer: string;  // JSON
}
export interface MatchPoint {
  criterion: string;
  weight: number;  // points at most
  share: number;  // 0 to 1 of the weight
}
export interface MatchSaying {
  sentence: string;  // of the restored text
  words: string[];  // of the scenario, that stand in it
  shortened: boolean;  // a short form of the name: perhaps another firm
  stance: string | null;  // of the fact
  title: string | null;
  published: string | null;
  doc: string;  // SHA-256
  fact: string | null;  // id; null: nothing was read from the sentence
}
export interface TalentRow {
  region: string | null;
  tier: string | null;
  field: string | null;
  period: string | null;  // the last one
  period_before: string | null;
  demand: number | null;  // persons
  supply: number | null;  // persons
  gap: number | null;  // demand - supply
  ratio: number | null;  // supply / demand
  ratio_before: number | null;  // of the period before
  state: string;  // unknown severe scarce balanced surplus
  state_zh: string;
  trend: string;  // unknown easing steady worsening
  trend_zh: string;
  evidence: string;  // of a warning: user, text, user+text, none
  said: number;  // facts of pages about talent in the region
  said_lacking: number;  // of these: that say it is lacking
  where: string | null;  // file, sheet, row, column of the number
}
export interface TalentSignal {
  region: string[];
  tag: string | null;
  lack: boolean;  // says that it is lacking
  quote: string | null;
  title: string | null;
  fact: string;  // id
}
export interface TalentThresholds {
  severe: number;  // ratio below which the lack is severe
  short: number;  // ratio below which there is a lack
  surplus: number;  // ratio from which there is a surplus
  trend: number;  // change of the ratio from which there is a trend
}
export interface TalentBoard {
  v: number;
  rows: TalentRow[];  // of the user's table
  signals: TalentSignal[];  // of pages; never added to the table
  thresholds: TalentThresholds;
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Programme {
  programme: string;
  rules: string;  // TOML, as opened
  closed: string | null;  // when; null: it is open
  source: number;  // yuan put in
  left: number;  // yuan
  approved: number;  // yuan, not issued yet
  open: number;  // yuan
  held: number;  // yuan
  payable: number;  // yuan
  paid: number;  // yuan
  postings: number;
  problems: number;  // that the audit finds
  head: string;  // hash of the last posting
  cases: ProgrammeCase[];
  claims: ProgrammeClaim[];  // what is held or payable
  actors: ProgrammeActor[];  // who has acted in which role
  log: ProgrammePosting[];  // the last ones, newest first
}
export interface Programmes {
  v: number;
  rows: Programme[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Operation {
  request: string;  // id of the request, safe to repeat
  op: string;  // open apply approve reject allocate issue reserve release redeem refund expire settle close
  programme: string;
  actor: string;  // in a team: who is logged in
}
export interface Done {
  v: number;
  answer: string;  // JSON, the same again for a request that is repeated
}
export interface MatchTables {
  scenarios: string;  // CSV; empty with suppliers: the imported tables
  suppliers: string;  // CSV
  weights: string;  // TOML; empty: the built-in ones
  budget: number | null;  // yuan for all prices together
}
export interface MatchCandidate {
  supplier: string;
  state: string;  // yes, unknown, no
  score: number;  // points
  points: MatchPoint[];  // of which
  not_met: string[];
  unknown: string[];  // never counted as met
  said: MatchSaying[];  // what pages say: shown, never counted
}
export interface MatchRow {
  id: string;
  name: string;
  supplier: string | null;  // null: nobody
  price: number | null;  // yuan
  met: number;  // suppliers that meet all
  open: number;
  refused: number;
  candidates: MatchCandidate[];  // the best first
}
export interface Matches {
  v: number;
  rows: MatchRow[];
  scenarios: number;
  assigned: number;
  score: number;  // points
  cost: number;  // yuan
  gap: number;  // points by which another might be better; 0 = proved
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Draft {
  name: string;  // of the file
  base64: string;  // its bytes
  region: string | null;  // whose plan it is
}
export interface DraftPart {
  text: string;  // a sentence, a heading, a row
  block: number;  // of which paragraph
  heading: boolean;
  title: boolean;
  start: number;  // code points of the payload
  end: number;
}
export interface Assessment {
  v: number;
  assessment: Record<string, any>;  // the summary, as cedu assess --format json
  parts: DraftPart[];  // the draft
  points: Record<string, any>[];  // as cedu assess --format json
}
export interface UserTable {
  kind: string;  // companies scenarios compute indicators talents funds
  name: string;  // of the file
  base64: string;  // its bytes
  sheet: string | null;  // the sheet; else the one that fits best
  map: string[] | null;  // COLUMN=FIELD; - leaves a column out
  write: boolean | null;  // write it, if there is no problem
}
export interface TableColumn {
  column: number;  // from 1
  heading: string | null;
  field: string | null;  // null: left out
  unit: string | null;  // in the heading
  first: string | null;  // its first value
}
export interface TableField {
  id: string;
  label: string;
  type: string;
  required: boolean;
}
export interface TableProblem {
  line: number;  // 0: the whole table
  column: number;  // 0: the whole row
  heading: string | null;
  text: string | null;  // of the cell
  zh: string;
  en: string;
}
export interface Imported {
  v: number;
  kind: string;
  sheet: string | null;
  rows: number;
  examples: number;  // rows of a template that were left out
  written: boolean;
  added: number;
  changed: number;
  same: number;
  gone: number;  // rows that the file no longer has
  mapping: TableColumn[];
  fields: TableField[];
  problems: TableProblem[];
}
export interface UserCell {
  field: string;
  value: string;
  number: number | null;  // in the base unit
  unit: string | null;
  as_written: string;
  where: string;  // file, sheet, row, column
  sha256: string;  // of the file
  imported_at: string;
}
export interface UserRow {
  kind: string;
  key: string;
  cells: UserCell[];
}
export interface UserRows {
  v: number;
  rows: UserRow[];
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface Pack {
  name: string | null;
  entries: number;
  classes: Record<string, any>;  // entries of each class: region, unit, indicator …
}
export interface Threshold {
  name: string;
  value: number | null;
  zh: string;
  en: string;
}
export interface Settings {
  v: number;
  fingerprint: string;  // of the packs
  packs: Pack[];
  thresholds: Threshold[];
}
export interface OverlapSide {
  region: string;
  item: string | null;  // its own words
  grade: string;
  row: Fact;
}
export interface Overlap {
  level: string;  // literal, kin, vision
  shared: string | null;
  a: OverlapSide;
  b: OverlapSide;
  regions: number;  // how many name it
  mandated: boolean;  // asked for from above: no sign of copying
  weight: number | null;  // 0: everybody names it
}
export interface Similarity {
  a: string;
  b: string;
  shared: number;
  either: number;
  likeness: number | null;  // 0 to 1
  only_a: string[];  // what sets it apart
  only_b: string[];
}
export interface OverlapCount {
  a: string;
  b: string;
  literal: number;  // same words
  kin: number;  // of one family or vision
}
export interface Overlaps {
  v: number;
  rows: Overlap[];
  pairs: Similarity[];  // most alike first, `limit` of them
  most: string[];  // the regions that share most, 14 of them at most
  counts: OverlapCount[];  // of two of these, all the fields they share; pairs that share none are left out
  regions: number;  // that name anything
  total: number;  // rows there are
  cut: boolean;  // there are more than 20 000 rows or pairs: these are the first; counts are complete
  offset: number;
  more: boolean;
  partial: boolean;  // not all facts were looked at: the latest
}
export interface ErrorBody {
  code: string;  // name of a status
  zh: string;
  en: string;
}
export interface Error {
  error: ErrorBody;
}
export interface Routes {
  "/api/v1/overview": Overview;
  "/api/v1/regions": Counts;
  "/api/v1/region/{name}": Profile;
  "/api/v1/subjects": Counts;
  "/api/v1/documents": Documents;
  "/api/v1/document/{sha}": Evidence;
  "/api/v1/facts": Facts;
  "/api/v1/fact/{id}": FactEvidence;
  "/api/v1/compare": Comparison;
  "/api/v1/targets": Targets;
  "/api/v1/conflicts": Conflicts;
  "/api/v1/derive": DerivedList;
  "/api/v1/search": Hits;
  "/api/v1/policies": Policies;
  "/api/v1/ledger/{ledger}": Ledger;
  "/api/v1/overlap": Overlaps;
  "/api/v1/chain": Chains;
  "/api/v1/ask": Answer;
  "/api/v1/changes": Changes;
  "/api/v1/subsidy": Offers;
  "/api/v1/lineage": Lineage;
  "/api/v1/graph/{name}": Graph;
  "/api/v1/lexicon": Lexicon;
  "/api/v1/review": Queue;
  "/api/v1/fact/{id}/history": History;
  "/api/v1/fact/{id}/impact": Impact;
  "/api/v1/fact/{id}/verdict": History;
  "/api/v1/intake": Intake;
  "/api/v1/upload": Upload;
  "/api/v1/whatif": Variants;
  "/api/v1/programmes": Programmes;
  "/api/v1/operation": Done;
  "/api/v1/match": Matches;
  "/api/v1/talent": TalentBoard;
  "/api/v1/assess": Assessment;
  "/api/v1/import": Imported;
  "/api/v1/userdata": UserRows;
  "/api/v1/settings": Settings;
  "/api/v1/session": Session;
  "/api/v1/login": Session;
  "/api/v1/logout": Session;
  "/api/v1/password": Session;
  "/api/v1/users": Users;
  "/api/v1/user/{user}": Users;
  "/api/v1/log": Log;
}
