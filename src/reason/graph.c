/* graph.c - see graph.h. */
#include "reason/graph.h"

typedef struct maker {
    cedu_graph *g;
    cedu_arena *arena;
} maker;

static size_t node_of(maker *m, const char *type, cedu_str name) {
    cedu_graph *g = m->g;
    if (!name.n) return SIZE_MAX;
    for (size_t i = 0; i < g->nodes.n; i++)
        if (cedu__eq(g->nodes.p[i].name, name) && !strcmp(g->nodes.p[i].type, type)) return i;
    if (g->nodes.n >= CEDU_GRAPH_NODES) return g->left_out++, SIZE_MAX;
    return CEDU_PUSH(m->arena, &g->nodes, ((cedu_graph_node){type, name, 0})) ? g->nodes.n - 1 : SIZE_MAX;
}

static void connect(maker *m, size_t from, size_t to, const char *what, const char *zh, const char *fact) {
    cedu_graph *g = m->g;
    if (from == SIZE_MAX || to == SIZE_MAX || from == to) return;
    for (size_t i = 0; i < g->links.n; i++)
        if (g->links.p[i].from == from && g->links.p[i].to == to && !strcmp(g->links.p[i].what, what)) return;
    if (CEDU_PUSH(m->arena, &g->links, ((cedu_graph_link){from, to, what, zh, fact})))
        g->nodes.p[from].links++, g->nodes.p[to].links++;
}

static const cedu_field *field(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x;
    return NULL;
}

/* kind of fact; type of the node it names; link from the region to it, or (inward) from it to the region; lists name one node an item. */
static const struct {
    cedu_fact_kind kind;
    const char *type, *what, *zh;
    bool inward, list;
} relations[] = {
    {CEDU_FACT_policy, "policy", "covers", "适用于", true, false},
    {CEDU_FACT_registry, "registry", "designated", "入选", false, false},
    {CEDU_FACT_focus, "sector", "focuses_on", "聚焦", false, true},
    {CEDU_FACT_target, "target", "plans", "目标", false, false},
    {CEDU_FACT_instrument, "instrument", "offers", "政策工具", false, false},
    {CEDU_FACT_project, "project", "builds", "建设", false, false},
    {CEDU_FACT_organisation, "organisation", "located_in", "位于", true, false},
    {CEDU_FACT_problem, "problem", "lacks", "自陈问题", false, false},
};

static void add_fact(maker *m, const cedu_store_fact *f) {
    for (size_t k = 0; k < CEDU_COUNT(relations); k++) {
        if (relations[k].kind != f->fact.kind) continue;
        const cedu_field *list = field(&f->fact, CEDU_FIELD_list), *issuers = field(&f->fact, CEDU_FIELD_issuers);
        cedu_str name = cedu__reason_entry_name(f);
        cedu_strs items = relations[k].list && list ? list->strs : (cedu_strs){&name, 1};
        for (size_t i = 0; i < items.n; i++) {
            size_t it = node_of(m, relations[k].type, items.p[i]);
            for (size_t r = 0; r < f->fact.region.n; r++) {
                size_t region = node_of(m, "region", f->fact.region.p[r]);
                connect(m, relations[k].inward ? it : region, relations[k].inward ? region : it, relations[k].what,
                        relations[k].zh, f->fact.id);
            }
            for (size_t who = 0; issuers && f->fact.kind == CEDU_FACT_policy && who < issuers->strs.n; who++)
                connect(m, node_of(m, "organisation", issuers->strs.p[who]), it, "issues", "印发", f->fact.id);
        }
    }
}

cedu_status cedu__reason_graph(cedu_store *s, cedu_str region, const cedu_reason_options *opt, cedu_arena *a, cedu_graph *out,
                               cedu_error *err) {
    cedu_store_fact_filter f = {.regions = {&region, 1}, .recent = opt ? opt->recent : 0};
    cedu_store_facts all;
    cedu_overlaps overlaps = {0};
    maker m = {out, a};
    cedu_hollow hollow = cedu__reason_hollow_words(opt, a);
    *out = (cedu_graph){0};
    cedu_status st = cedu__store_list_facts(s, &f, a, &all, err);
    if (st == CEDU_OK) st = cedu__reason_overlap(s, (cedu_strs){&region, 1}, opt, a, &overlaps, err);
    if (st == CEDU_OK && !all.n)
        st = cedu__fail(err, CEDU_NOT_FOUND, "知识库里没有关于它的事实", "the knowledge base has no fact about it");
    if (st != CEDU_OK) return st;
    node_of(&m, "region", region);
    for (size_t i = 0; i < all.n; i++)
        if (cedu__reason_shown(&all.p[i], opt) && !all.p[i].fact.denied && !cedu__reason_hollow(hollow, &all.p[i]))
            add_fact(&m, &all.p[i]);
    for (size_t i = 0; i < overlaps.n; i++) {
        const cedu_overlap *o = &overlaps.p[i];
        if (strcmp(o->level, "literal")) continue;
        connect(&m, node_of(&m, "region", o->a.region), node_of(&m, "region", o->b.region), "shares_field", "同领域",
                o->b.fact.fact.id);
    }
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
