/* chart.c - a chart as SVG: bars, a line over the years, or a matrix of dots. No axis has numbers of its own: each point carries its source's words and
 * the number of its note, so that a picture says nothing that a claim does not. One blue, one dashed orange (Okabe and Ito's, told
 * apart by everybody, and by the dashes without colours). Heights are proportional to values from zero on. */
#include <math.h>

#include "report/paper.h"

#define WIDTH     CEDU_CHART_WIDTH
#define TOP       44
#define BAR       26  /* height of a bar's row */
#define LABELS    210 /* width of the bars' labels */
#define PLOT      200 /* height of a line chart's plot */
#define ROW       24  /* of a matrix */
#define HEAD      64  /* the names of its columns, aslant */
#define BLUE      "#0072B2"
#define ORANGE    "#D55E00"
#define MAX_LABEL 14 /* characters */

static size_t place(cedu_strs names, cedu_str name) {
    size_t k = 0;
    while (k < names.n && !cedu__eq(names.p[k], name)) k++;
    return k;
}

/* Points of a matrix stand row by row. */
static bool row_begins(const cedu_chart *c, size_t i) {
    return !i || !cedu__eq(c->points.p[i].label, c->points.p[i - 1].label);
}

int cedu__chart_height(const cedu_chart *c) {
    int rows = 0;
    for (size_t i = 0; i < c->points.n; i++) rows += row_begins(c, i);
    switch (c->shape) {
    case CEDU_CHART_lines: return TOP + PLOT + 60;
    case CEDU_CHART_matrix: return TOP + HEAD + rows * ROW + 12;
    default: return TOP + (int)c->points.n * BAR + 12;
    }
}

static void words(cedu_buf *out, double x, double y, const char *anchor, cedu_str s, const char *after) {
    cedu__buf_f(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
    cedu__paper_escape(out, s);
    cedu__buf_z(out, after);
}

static void note(cedu_buf *out, const cedu_chart_point *p, const int *shown, bool links) {
    int no = shown ? shown[p->note] : p->note;
    if (p->disputed) cedu__buf_z(out, "＊");
    if (links) cedu__buf_f(out, "<a href=\"#n%d\">", p->note);
    cedu__buf_f(out, "<tspan class=\"note\" font-size=\"10\" dy=\"-4\" fill=\"" BLUE "\">[%d]</tspan>", no);
    if (links) cedu__buf_z(out, "</a>");
    cedu__buf_z(out, "</text>");
}

/* The group of one point: its note is what its numbers come from. */
static void open_point(cedu_buf *out, const cedu_chart_point *p) {
    cedu__buf_f(out, "<g class=\"pt\" data-note=\"%d\">", p->note);
}

static cedu_str shortened(cedu_str s) {
    size_t at = 0, n = 0, len;
    for (; at < s.n && n < MAX_LABEL; at += len, n++) (void)cedu__u8_at(s, at, &len);
    return cedu__sub(s, 0, at);
}

static double largest(const cedu_chart *c) {
    double m = 0;
    for (size_t i = 0; i < c->points.n; i++) m = fmax(m, c->points.p[i].value);
    return m > 0 ? m : 1;
}

static void bars(const cedu_chart *c, const int *shown, bool links, cedu_buf *out) {
    double most = largest(c), room = WIDTH - LABELS - 150;
    for (size_t i = 0; i < c->points.n; i++) {
        const cedu_chart_point *p = &c->points.p[i];
        double y = TOP + (double)i * BAR, w = fmax(1, room * p->value / most);
        open_point(out, p);
        cedu__buf_f(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">", LABELS - 8, y + 15);
        cedu__paper_escape(out, shortened(p->series));
        cedu__buf_z(out, " ");
        cedu__paper_escape(out, p->label);
        cedu__buf_z(out, "</text>");
        if (p->planned)
            cedu__buf_f(out,
                        "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"16\" fill=\"none\" stroke=\"" ORANGE
                        "\" stroke-width=\"2\" stroke-dasharray=\"5 3\"/>",
                        LABELS, y + 2, w);
        else cedu__buf_f(out, "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"16\" fill=\"" BLUE "\"/>", LABELS, y + 2, w);
        words(out, LABELS + w + 8, y + 15, "start", p->text, "");
        note(out, p, shown, links);
        cedu__buf_z(out, "</g>\n");
    }
}

/* Indices of the points by year, observations before plans of the same year. */
static void in_order(const cedu_chart *c, size_t *order) {
    for (size_t i = 0; i < c->points.n; i++) {
        size_t at = i;
        for (; at > 0; at--) {
            const cedu_chart_point *a = &c->points.p[order[at - 1]], *b = &c->points.p[i];
            if (a->year < b->year || (a->year == b->year && a->planned <= b->planned)) break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}

#define MAX_POINTS 24
static void lines(const cedu_chart *c, const int *shown, bool links, cedu_buf *out) {
    size_t order[MAX_POINTS], n = c->points.n;
    double most = largest(c), x[MAX_POINTS], y[MAX_POINTS];
    in_order(c, order);
    int first = c->points.p[order[0]].year, years = c->points.p[order[n - 1]].year - first;
    for (size_t i = 0; i < n; i++) {
        const cedu_chart_point *p = &c->points.p[order[i]];
        x[i] = 80 + (WIDTH - 160) * (years ? (double)(p->year - first) / years : 0.5);
        y[i] = TOP + 20 + (PLOT - 20) * (1 - p->value / most);
    }
    cedu__buf_f(out, "<path d=\"M40 %d H%d\" stroke=\"#888\" fill=\"none\"/>\n", TOP + PLOT, WIDTH - 40);
    for (size_t i = 1; i < n; i++) {
        bool planned = c->points.p[order[i]].planned;
        size_t from = i - 1;
        while (from > 0 && c->points.p[order[from]].planned && !planned) from--; /* plans hang on what was observed */
        if (!planned && c->points.p[order[from]].planned) continue;
        cedu__buf_f(out, "<path d=\"M%.1f %.1f L%.1f %.1f\" fill=\"none\" stroke-width=\"2\" stroke=\"%s\"%s/>\n", x[from],
                    y[from], x[i], y[i], planned ? ORANGE : BLUE, planned ? " stroke-dasharray=\"6 4\"" : "");
    }
    for (size_t i = 0; i < n; i++) {
        const cedu_chart_point *p = &c->points.p[order[i]];
        open_point(out, p);
        cedu__buf_f(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" stroke-width=\"2\" stroke=\"%s\" fill=\"%s\"%s/>", x[i], y[i],
                    p->planned ? ORANGE : BLUE, p->planned ? "#fff" : BLUE, p->planned ? " stroke-dasharray=\"3 2\"" : "");
        words(out, x[i], y[i] - 10, "middle", p->text, "");
        note(out, p, shown, links);
        bool again = i && c->points.p[order[i - 1]].year == p->year;
        if (!again) words(out, x[i], TOP + PLOT + 18, "middle", p->label, "</text>");
        cedu__buf_z(out, "</g>\n");
    }
}

static void matrix(const cedu_chart *c, const int *shown, bool links, cedu_buf *out) {
    double step = (WIDTH - LABELS - 40) / (double)(c->columns.n ? c->columns.n : 1), y = TOP + HEAD - ROW / 2.0;
    for (size_t k = 0; k < c->columns.n; k++) {
        cedu__buf_f(out, "<text transform=\"translate(%.1f %d) rotate(-35)\">", LABELS + step * ((double)k + 0.5),
                    TOP + HEAD - 8);
        cedu__paper_escape(out, shortened(c->columns.p[k]));
        cedu__buf_z(out, "</text>\n");
    }
    for (size_t i = 0; i < c->points.n; i++) {
        const cedu_chart_point *p = &c->points.p[i];
        double x = LABELS + step * ((double)place(c->columns, p->series) + 0.5);
        if (row_begins(c, i)) {
            y += ROW;
            cedu__buf_f(out, "<path d=\"M%d %.1f H%d\" stroke=\"#ddd\"/>\n", LABELS - 4, y, WIDTH - 40);
        }
        open_point(out, p);
        if (row_begins(c, i)) words(out, LABELS - 12, y + 5, "end", shortened(p->label), "</text>");
        cedu__buf_f(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"" BLUE "\"/>", x, y);
        words(out, x + 8, y + 2, "start", (cedu_str){0}, "");
        note(out, p, shown, links);
        cedu__buf_z(out, "</g>\n");
    }
}

void cedu__chart_svg(const cedu_chart *given, const int *shown, bool links, cedu_buf *out) {
    cedu_chart c = *given;
    if (c.shape == CEDU_CHART_lines && c.points.n > MAX_POINTS) c.points.n = MAX_POINTS;
    if (!c.points.n) return;
    int height = cedu__chart_height(&c);
    bool planned = false, disputed = false;
    for (size_t i = 0; i < c.points.n; i++) planned |= c.points.p[i].planned, disputed |= c.points.p[i].disputed;
    cedu__buf_f(out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" "
                "font-family=\"Noto Sans CJK SC,Noto Sans SC,SimHei,Microsoft YaHei,sans-serif\" font-size=\"13\" "
                "fill=\"#222\" aria-label=\"",
                WIDTH, height, WIDTH, height);
    cedu__paper_escape(out, c.title);
    cedu__buf_f(out, "\"><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, height);
    open_point(out, &c.points.p[0]); /* the indicator's name is in its facts */
    words(out, 16, 24, "start", c.title, "");
    if (planned)
        cedu__buf_f(out, "<tspan fill=\"" ORANGE "\">　- - %s</tspan>", c.english ? "target or forecast" : "目标或预测");
    if (disputed) cedu__buf_z(out, c.english ? "　＊sources disagree" : "　＊各来源不一致");
    cedu__buf_z(out, "</text></g>\n");
    static void (*const draw[])(const cedu_chart *, const int *, bool, cedu_buf *) = {bars, lines, matrix}; /* by shape */
    draw[c.shape](&c, shown, links, out);
    cedu__buf_z(out, "</svg>\n");
}
