/* cmd_graph.c - `cedu graph REGION`: what surrounds a region, as nodes and links: json, dot, svg. Every link names the fact behind it.
 *
 * Links come from facts alone: a policy covers a region and is issued by a body, a region is designated, concentrates on a field, plans a
 * target, has an instrument, shares a field with another region. To add a link: a row in `relations`. */
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "cli/cli.h"
#include "reason/reason.h"

#define MAX_NODES 400 /* a picture with more tells nothing; what is left out is said */

typedef struct node {
    cedu_str type, name;
    size_t links;
} node;
typedef struct link {
    size_t from, to;
    const char *what, *zh;
    const char *fact;
} link;
typedef struct graph {
    cli *c;
    CEDU_VEC(node) nodes;
    CEDU_VEC(link) links;
    size_t left_out;
} graph;

static size_t node_of(graph *g, const char *type, cedu_str name) {
    if (!name.n) return SIZE_MAX;
    for (size_t i = 0; i < g->nodes.n; i++)
        if (cedu__eq(g->nodes.p[i].name, name) && cedu__eqz(g->nodes.p[i].type, type)) return i;
    if (g->nodes.n >= MAX_NODES) return g->left_out++, SIZE_MAX;
    return CEDU_PUSH(&g->c->arena, &g->nodes, ((node){cedu__str(type), name, 0})) ? g->nodes.n - 1 : SIZE_MAX;
}

static void connect(graph *g, size_t from, size_t to, const char *what, const char *zh, const char *fact) {
    if (from == SIZE_MAX || to == SIZE_MAX || from == to) return;
    for (size_t i = 0; i < g->links.n; i++)
        if (g->links.p[i].from == from && g->links.p[i].to == to && !strcmp(g->links.p[i].what, what)) return;
    if (CEDU_PUSH(&g->c->arena, &g->links, ((link){from, to, what, zh, fact})))
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

static void add_fact(graph *g, const cedu_store_fact *f) {
    for (size_t k = 0; k < CEDU_COUNT(relations); k++) {
        if (relations[k].kind != f->fact.kind) continue;
        const cedu_field *list = field(&f->fact, CEDU_FIELD_list), *issuers = field(&f->fact, CEDU_FIELD_issuers);
        cedu_str name = cedu__reason_entry_name(f);
        cedu_strs items = relations[k].list && list ? list->strs : (cedu_strs){&name, 1};
        for (size_t i = 0; i < items.n; i++) {
            size_t it = node_of(g, relations[k].type, items.p[i]);
            for (size_t r = 0; r < f->fact.region.n; r++) {
                size_t region = node_of(g, "region", f->fact.region.p[r]);
                connect(g, relations[k].inward ? it : region, relations[k].inward ? region : it, relations[k].what,
                        relations[k].zh, f->fact.id);
            }
            for (size_t m = 0; issuers && f->fact.kind == CEDU_FACT_policy && m < issuers->strs.n; m++)
                connect(g, node_of(g, "organisation", issuers->strs.p[m]), it, "issues", "印发", f->fact.id);
        }
    }
}

/* ------------------------------------------------------------------ writing */
static void write_json(graph *g, cedu_buf *b) {
    cedu_json j = {.out = b};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "nodes");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < g->nodes.n; i++) {
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "id"), cedu__json_int(&j, (int64_t)i);
        cedu__json_key(&j, "type"), cedu__json_str(&j, g->nodes.p[i].type);
        cedu__json_key(&j, "name"), cedu__json_str(&j, g->nodes.p[i].name);
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    cedu__json_key(&j, "links");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < g->links.n; i++) {
        const link *l = &g->links.p[i];
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "from"), cedu__json_int(&j, (int64_t)l->from);
        cedu__json_key(&j, "to"), cedu__json_int(&j, (int64_t)l->to);
        cedu__json_key(&j, "what"), cedu__json_str(&j, cedu__str(l->what));
        cedu__json_key(&j, "fact"), cedu__json_str(&j, cedu__str(l->fact));
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    cedu__json_key(&j, "left_out"), cedu__json_int(&j, (int64_t)g->left_out);
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

static void escaped(cedu_buf *b, cedu_str s, bool xml) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (xml && (c == '<' || c == '>' || c == '&' || c == '"'))
            cedu__buf_z(b, c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : "&quot;");
        else if (!xml && (c == '"' || c == '\\')) cedu__buf_char(b, '\\'), cedu__buf_char(b, c);
        else cedu__buf_char(b, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
    }
}

static void write_dot(graph *g, cedu_buf *b) {
    cedu__buf_z(b, "digraph cedu {\n  node [shape=box];\n");
    for (size_t i = 0; i < g->nodes.n; i++) {
        cedu__buf_f(b, "  n%zu [label=\"", i);
        escaped(b, g->nodes.p[i].name, false);
        cedu__buf_f(b, "\", class=\"%.*s\"];\n", (int)g->nodes.p[i].type.n, g->nodes.p[i].type.p);
    }
    for (size_t i = 0; i < g->links.n; i++) {
        const link *l = &g->links.p[i];
        cedu__buf_f(b, "  n%zu -> n%zu [label=\"%s\", tooltip=\"%.8s\"];\n", l->from, l->to, CLI_T(g->c, l->zh, l->what),
                    l->fact);
    }
    cedu__buf_z(b, "}\n");
}

/* The region in the middle, its neighbours on rings, by kind. */
static void write_svg(graph *g, cedu_str title, cedu_buf *b) {
    static const struct {
        const char *type, *colour;
    } colours[] = {{"region", "#b3261e"},     {"policy", "#1a5fb4"},  {"registry", "#8a4b08"},
                   {"sector", "#2f7d32"},     {"target", "#6a1b9a"},  {"organisation", "#37474f"},
                   {"instrument", "#00796b"}, {"project", "#5d4037"}, {"problem", "#9e2a6b"}};
    size_t n = g->nodes.n, per = 24, rings = n > 1 ? (n - 2) / per + 1 : 1;
    double size = 360 + 300.0 * (double)rings, mid = size / 2;
    double *x = CEDU_NEW_N(&g->c->arena, double, n + 1), *y = CEDU_NEW_N(&g->c->arena, double, n + 1);
    if (!x || !y) return;
    for (size_t i = 0; i < n; i++) {
        size_t ring = i ? (i - 1) / per : 0, at = i ? (i - 1) % per : 0,
               here = i ? (ring + 1 < rings ? per : (n - 1) - ring * per) : 1;
        double angle = 2 * 3.14159265358979 * ((double)at + (ring % 2) * 0.5) / (double)here,
               r = i ? 150.0 * (double)(ring + 1) : 0;
        x[i] = mid + r * cos(angle), y[i] = mid + r * sin(angle);
    }
    cedu__buf_f(b,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" font-family=\"sans-serif\" "
                "font-size=\"11\">\n<title>",
                size, size);
    escaped(b, title, true);
    cedu__buf_z(b, "</title>\n<g stroke=\"#bbb\">\n");
    for (size_t i = 0; i < g->links.n; i++) {
        const link *l = &g->links.p[i];
        cedu__buf_f(b, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"><title>%s %.8s</title></line>\n", x[l->from],
                    y[l->from], x[l->to], y[l->to], CLI_T(g->c, l->zh, l->what), l->fact);
    }
    cedu__buf_z(b, "</g>\n");
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k + 1 < CEDU_COUNT(colours) && !cedu__eqz(g->nodes.p[i].type, colours[k].type)) k++;
        cedu__buf_f(b,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill=\"%s\"/><text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">",
                    x[i], y[i], i ? 5 : 9, colours[k].colour, x[i], y[i] - 9);
        escaped(b, g->nodes.p[i].name, true);
        cedu__buf_z(b, "</text>\n");
    }
    cedu__buf_z(b, "</svg>\n");
}

int cli_run_graph(cli *c) {
    const char *format = c->opt[CLI_format] ? c->opt[CLI_format] : "json";
    if (strcmp(format, "json") && strcmp(format, "dot") && strcmp(format, "svg"))
        return cli_usage(c, CLI_T(c, "graph 的格式是 json、dot 或 svg，不是 %s", "graph writes json, dot or svg, not %s"),
                         format);
    cedu_reason_options opt;
    cedu_store_facts all;
    cedu_error err;
    if (!cli_reason_options(c, &opt)) return c->code;
    cedu_str region = cli_region(c, c->args[0]);
    cedu_store *s = region.p ? cli_open(c, false) : NULL;
    if (!s) return c->code;
    graph g = {.c = c};
    cedu_overlaps overlaps = {0};
    cedu_store_fact_filter f = {.regions = {&region, 1}};
    cedu_status st = cedu__store_list_facts(s, &f, &c->arena, &all, &err);
    if (st == CEDU_OK) st = cedu__reason_overlap(s, (cedu_strs){&region, 1}, &opt, &c->arena, &overlaps, &err);
    if (st == CEDU_OK && !all.n)
        st = cedu__fail(&err, CEDU_NOT_FOUND, "知识库里没有关于它的事实", "the knowledge base has no fact about it");
    if (st != CEDU_OK) cli_fail(c, cli_z(c, region), &err);
    else {
        node_of(&g, "region", region);
        for (size_t i = 0; i < all.n; i++)
            if (cedu__reason_shown(&all.p[i], &opt) && !all.p[i].fact.denied) add_fact(&g, &all.p[i]);
        for (size_t i = 0; i < overlaps.n; i++) {
            const cedu_overlap *o = &overlaps.p[i];
            if (strcmp(o->level, "literal")) continue;
            connect(&g, node_of(&g, "region", o->a.region), node_of(&g, "region", o->b.region), "shares_field", "同领域",
                    o->b.fact.fact.id);
        }
        cedu_buf b = {0};
        if (!strcmp(format, "json")) write_json(&g, &b);
        else if (!strcmp(format, "dot")) write_dot(&g, &b);
        else write_svg(&g, region, &b);
        cli_put(c, b.p ? b.p : "", b.n);
        cedu__buf_release(&b);
        if (g.left_out) cli_say(c, CLI_T(c, "另有 %zu 处未画出", "%zu more are left out"), g.left_out);
    }
    cedu__store_close(s);
    return c->code;
}
