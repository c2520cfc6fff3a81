/* compose.c - a paper from the knowledge base, by a template.
 *
 * A template is text: `# ` the title, `## ` and `### ` headings, a line `{name}` alone a part (CEDU_PAPER_PARTS), any other line a
 * paragraph in which {region}, {regions}, {topic}, {since}, {date} stand for what they say and {cited_facts}, {cited_documents},
 * {accepted}, {documents}, {sources}, {facts} for counts. Sentences are made from claims only, each with the note of its fact; what
 * disagrees is said where it stands, what is not known is a part of its own. To add a part: a function and a row in compose.h.
 */
#include "report/compose.h"

/* ------------------------------------------------------------------ templates */
static const struct {
    const char *name;
    void (*write)(composer *c);
} parts[] = {
#define CEDU__X(name, function) {name, cedu__part_##function},
    CEDU_PAPER_PARTS(CEDU__X)
#undef CEDU__X
};

#define COUNTED "引用{cited_documents}篇网页中的{cited_facts}条事实，其中{accepted}条已经人核定，其余为机器阅读所得、待核。\n"
static const char region_template[] =
    "# {region}政策与产业情况报告\n"
    "根据截至{date}收入知识库的网页整理。" COUNTED "## 主要指标\n{indicators}\n{charts}\n{indicator-table}\n"
    "## 目标与进展\n{targets}\n"
    "## 重点领域\n{focus}\n"
    "## 称号与名录\n{registries}\n"
    "## 政策文件\n{policies}\n"
    "## 矛盾与口径\n{conflicts}\n"
    "## 尚不掌握的情况\n{unknown}\n"
    "## 其他数字\n{other-figures}\n"
    "## 说明\n{method}\n";
static const char compare_template[] =
    "# {regions}对比报告\n根据截至{date}收入知识库的网页整理。" COUNTED "## 指标对比\n{charts}\n{comparison}\n"
    "## 各地情况\n{by-region}\n"
    "## 矛盾与口径\n{conflicts}\n"
    "## 其他数字\n{other-figures}\n"
    "## 说明\n{method}\n";
static const char topic_template[] =
    "# {topic}专题报告\n根据截至{date}收入知识库的网页整理。" COUNTED "## 各地情况\n{topic}\n{charts}\n{topic-table}\n"
    "## 矛盾与口径\n{conflicts}\n"
    "## 说明\n{method}\n";
static const char changes_template[] =
    "# {since}以来的变化\n根据截至{date}收入知识库的网页整理。" COUNTED "## 变化\n{changes}\n## 说明\n{method}\n";

#define COUNTED_EN                                                                                                             \
    "From pages in the knowledge base as of {date}. {cited_facts} facts of {cited_documents} pages are cited; {accepted} of "  \
    "them "                                                                                                                    \
    "have been accepted by a person, the others were read by machine and wait for review.\n"
static const char region_en[] =
    "# {region}: policies and industry\n" COUNTED_EN "## Indicators\n{indicators}\n{charts}\n{indicator-table}\n"
    "## Targets and progress\n{targets}\n"
    "## Focus\n{focus}\n"
    "## Designations\n{registries}\n"
    "## Policy documents\n{policies}\n"
    "## Contradictions and scopes\n{conflicts}\n"
    "## What is not known\n{unknown}\n"
    "## Other figures\n{other-figures}\n"
    "## Method\n{method}\n";
static const char compare_en[] = "# {regions} side by side\n" COUNTED_EN "## Indicators\n{charts}\n{comparison}\n"
                                 "## Region by region\n{by-region}\n"
                                 "## Contradictions and scopes\n{conflicts}\n"
                                 "## Other figures\n{other-figures}\n"
                                 "## Method\n{method}\n";
static const char topic_en[] = "# {topic}\n" COUNTED_EN "## Region by region\n{topic}\n{charts}\n{topic-table}\n"
                               "## Contradictions and scopes\n{conflicts}\n"
                               "## Method\n{method}\n";
static const char changes_en[] = "# Changes since {since}\n" COUNTED_EN "## Changes\n{changes}\n## Method\n{method}\n";

const char *cedu__paper_template(const cedu_paper_order *o, bool english) {
    if (o->topic.n) return english ? topic_en : topic_template;
    if (o->since.n) return english ? changes_en : changes_template;
    if (o->regions.n == 1) return english ? region_en : region_template;
    return english ? compare_en : compare_template;
}

/* {name} at `at`: what it stands for. Counts of the paper itself are filled in at the end; `rule` says where a number comes from. */
static bool placeholder(composer *c, cedu_str line, size_t at, size_t *end, cedu_str *text, cedu_paper_rule *rule) {
    cedu_strs r = c->o->regions;
    const char *close = line.p[at] == '{' ? memchr(line.p + at, '}', line.n - at) : NULL;
    if (!close) return false;
    cedu_str name = cedu__sub(line, at + 1, (size_t)(close - line.p));
    const struct {
        const char *name;
        cedu_str s;
        cedu_paper_rule rule;
    } words[] = {
        {"region", r.n ? r.p[0] : (cedu_str){0}, CEDU_PAPER_PLAIN},
        {"regions", cedu__say_joined(c, r), CEDU_PAPER_PLAIN},
        {"topic", c->o->topic, CEDU_PAPER_PLAIN},
        {"since", cedu__paper_period(c->p, c->o->since), CEDU_PAPER_PLAIN},
        {"date", cedu__paper_period(c->p, c->p->made_at), CEDU_PAPER_PLAIN},
        {"cited_facts", CEDU_STR("0"), CEDU_PAPER_RULE_cited_facts},
        {"cited_documents", CEDU_STR("0"), CEDU_PAPER_RULE_cited_documents},
        {"accepted", CEDU_STR("0"), CEDU_PAPER_RULE_accepted},
        {"documents", cedu__arena_strf(c->p->arena, "%zu", c->profile.documents), CEDU_PAPER_RULE_base},
        {"sources", cedu__arena_strf(c->p->arena, "%zu", c->profile.sources), CEDU_PAPER_RULE_base},
        {"facts", cedu__arena_strf(c->p->arena, "%zu", c->profile.facts), CEDU_PAPER_RULE_base},
    };
    for (size_t w = 0; w < CEDU_COUNT(words); w++)
        if (cedu__eqz(name, words[w].name)) {
            *text = words[w].s, *rule = words[w].rule, *end = (size_t)(close - line.p) + 1;
            return true;
        }
    return false;
}

/* A line with its {names} replaced, as the runs of a block. A user's own words are marked as such. */
static void fill(composer *c, cedu_paper_block *b, cedu_str line) {
    cedu_paper_rule own = c->o->template_text.n ? CEDU_PAPER_RULE_own : CEDU_PAPER_PLAIN;
    size_t from = 0, at = 0;
    while (at < line.n) {
        cedu_str text;
        cedu_paper_rule rule;
        size_t end;
        if (!placeholder(c, line, at, &end, &text, &rule)) {
            at++;
            continue;
        }
        cedu__paper_computed(c->p, b, cedu__sub(line, from, at), own, 0, 0);
        cedu__paper_computed(c->p, b, text, rule, 0, 0);
        from = at = end;
    }
    cedu__paper_computed(c->p, b, cedu__sub(line, from, at), own, 0, 0);
}

static void count_notes(cedu_paper *p) {
    size_t documents = 0, accepted = 0;
    for (size_t i = 0; i < p->notes.n; i++) {
        bool have = false;
        for (size_t k = 0; k < i && !have; k++) have = !strcmp(p->notes.p[k].fact.doc, p->notes.p[i].fact.doc);
        documents += !have;
        accepted += p->notes.p[i].fact.status == CEDU_STATUS_accepted;
    }
    for (size_t i = 0; i < p->blocks.n; i++)
        for (size_t k = 0; k < p->blocks.p[i].runs.n; k++) {
            cedu_paper_run *r = &p->blocks.p[i].runs.p[k];
            if (r->rule == CEDU_PAPER_RULE_cited_facts) r->text = cedu__arena_strf(p->arena, "%zu", p->notes.n);
            if (r->rule == CEDU_PAPER_RULE_cited_documents) r->text = cedu__arena_strf(p->arena, "%zu", documents);
            if (r->rule == CEDU_PAPER_RULE_accepted) r->text = cedu__arena_strf(p->arena, "%zu", accepted);
        }
}

/* {name} alone on a line; false = it is not one. */
static bool directive(composer *c, cedu_str line, int no) {
    if (line.n < 3 || line.p[0] != '{' || line.p[line.n - 1] != '}') return false;
    cedu_str name = cedu__sub(line, 1, line.n - 1), text;
    cedu_paper_rule rule;
    size_t end;
    if (memchr(name.p, '{', name.n)) return false;
    for (size_t i = 0; i < CEDU_COUNT(parts); i++)
        if (cedu__eqz(name, parts[i].name)) return parts[i].write(c), true;
    if (placeholder(c, line, 0, &end, &text, &rule)) return false;
    c->status = cedu__fail(c->err, CEDU_USAGE, "模板第 %d 行：没有“%.*s”这一部分", "template, line %d: there is no part '%.*s'",
                           no, (int)name.n, name.p);
    return true;
}

static void heading(composer *c, cedu_str line) {
    int level = 0;
    while ((size_t)level < line.n && line.p[level] == '#') level++;
    cedu_paper_block scratch = {0}, *b = level == 1 ? &scratch : cedu__paper_block(c->p, CEDU_PAPER_heading, level - 1);
    fill(c, b, cedu__trim(cedu__sub(line, (size_t)level, line.n)));
    if (level != 1) return;
    cedu_buf t = {0};
    for (size_t i = 0; i < scratch.runs.n; i++) cedu__buf_str(&t, scratch.runs.p[i].text);
    c->p->title = cedu__arena_str(c->p->arena, cedu__buf_view(&t));
    cedu__buf_release(&t);
}

static cedu_status gather(composer *c) {
    const cedu_paper_order *o = c->o;
    const cedu_reason_options *r = &o->reason;
    cedu_store_fact_filter f = {.regions = o->regions, .subject = o->topic, .no_review = !o->reason.review};
    if (o->topic.n) return cedu__reason_claims(c->s, &f, r, c->p->arena, &c->topic, c->err);
    if (o->since.n) return cedu__reason_changes(c->s, o->since, o->regions, r, c->p->arena, &c->changes, c->err);
    if (o->regions.n == 1) return cedu__reason_profile(c->s, o->regions.p[0], r, c->p->arena, &c->profile, c->err);
    cedu_compare_options k = {.latest = false};
    return cedu__reason_compare(c->s, o->regions, &k, r, c->p->arena, &c->table, c->err);
}

cedu_status cedu__paper_compose(cedu_store *s, const cedu_paper_order *o, cedu_paper *p, cedu_error *err) {
    composer c = {.s = s, .o = o, .p = p, .err = err};
    cedu_str text = o->template_text.n ? o->template_text : cedu__str(cedu__paper_template(o, p->english));
    if ((c.status = gather(&c)) != CEDU_OK) return c.status;
    int no = 0;
    p->since = o->since;
    for (size_t at = 0; at < text.n && c.status == CEDU_OK; no++) {
        const char *nl = memchr(text.p + at, '\n', text.n - at);
        size_t end = nl ? (size_t)(nl - text.p) : text.n;
        cedu_str line = cedu__trim(cedu__sub(text, at, end));
        at = end + 1;
        if (!line.n) continue;
        if (line.p[0] == '#') heading(&c, line);
        else if (!directive(&c, line, no + 1)) fill(&c, cedu__paper_block(p, CEDU_PAPER_paragraph, 0), line);
    }
    count_notes(p);
    return c.status == CEDU_OK && p->arena->failed ? cedu__fail_nomem(err) : c.status;
}
