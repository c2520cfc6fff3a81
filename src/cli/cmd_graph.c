/* cmd_graph.c - `cedu graph REGION`: what surrounds a region (reason/graph.h), written as json, dot or svg. */
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "cli/cli.h"
#include "reason/graph.h"

/* ------------------------------------------------------------------ writing */
static void write_json(const cedu_graph *g, cedu_buf *b) {
    cedu_json j = {.out = b};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "nodes");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < g->nodes.n; i++) {
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "id"), cedu__json_int(&j, (int64_t)i);
        cedu__json_key(&j, "type"), cedu__json_str(&j, cedu__str(g->nodes.p[i].type));
        cedu__json_key(&j, "name"), cedu__json_str(&j, g->nodes.p[i].name);
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    cedu__json_key(&j, "links");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < g->links.n; i++) {
        const cedu_graph_link *l = &g->links.p[i];
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

static void write_dot(cli *c, const cedu_graph *g, cedu_buf *b) {
    cedu__buf_z(b, "digraph cedu {\n  node [shape=box];\n");
    for (size_t i = 0; i < g->nodes.n; i++) {
        cedu__buf_f(b, "  n%zu [label=\"", i);
        escaped(b, g->nodes.p[i].name, false);
        cedu__buf_f(b, "\", class=\"%s\"];\n", g->nodes.p[i].type);
    }
    for (size_t i = 0; i < g->links.n; i++) {
        const cedu_graph_link *l = &g->links.p[i];
        cedu__buf_f(b, "  n%zu -> n%zu [label=\"%s\", tooltip=\"%.8s\"];\n", l->from, l->to, CLI_T(c, l->zh, l->what), l->fact);
    }
    cedu__buf_z(b, "}\n");
}

/* The region in the middle, its neighbours on rings, by kind. */
static void write_svg(cli *c, const cedu_graph *g, cedu_str title, cedu_buf *b) {
    static const struct {
        const char *type, *colour;
    } colours[] = {{"region", "#b3261e"},     {"policy", "#1a5fb4"},  {"registry", "#8a4b08"},
                   {"sector", "#2f7d32"},     {"target", "#6a1b9a"},  {"organisation", "#37474f"},
                   {"instrument", "#00796b"}, {"project", "#5d4037"}, {"problem", "#9e2a6b"}};
    size_t n = g->nodes.n, per = 24, rings = n > 1 ? (n - 2) / per + 1 : 1;
    double size = 360 + 300.0 * (double)rings, mid = size / 2;
    double *x = CEDU_NEW_N(&c->arena, double, n + 1), *y = CEDU_NEW_N(&c->arena, double, n + 1);
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
        const cedu_graph_link *l = &g->links.p[i];
        cedu__buf_f(b, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"><title>%s %.8s</title></line>\n", x[l->from],
                    y[l->from], x[l->to], y[l->to], CLI_T(c, l->zh, l->what), l->fact);
    }
    cedu__buf_z(b, "</g>\n");
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k + 1 < CEDU_COUNT(colours) && strcmp(g->nodes.p[i].type, colours[k].type)) k++;
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
    cedu_error err;
    cedu_str region;
    cedu_store *s = cli_open_about(c, &opt, &region);
    if (!s) return c->code;
    cedu_graph g;
    cedu_status st = cedu__reason_graph(s, region, &opt, &c->arena, &g, &err);
    if (st != CEDU_OK) cli_fail(c, cli_z(c, region), &err);
    else {
        cedu_buf b = {0};
        if (!strcmp(format, "json")) write_json(&g, &b);
        else if (!strcmp(format, "dot")) write_dot(c, &g, &b);
        else write_svg(c, &g, region, &b);
        cli_put(c, b.p ? b.p : "", b.n);
        cedu__buf_release(&b);
        if (g.left_out) cli_say(c, CLI_T(c, "另有 %zu 处未画出", "%zu more are left out"), g.left_out);
    }
    cedu__store_close(s);
    return c->code;
}
