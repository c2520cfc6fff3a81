/* paper_text.c - a paper as Markdown and as one HTML file that needs nothing beside it.
 *
 * HTML: every piece of text is escaped on its way out, there is no script, the style sheet prints as an official document does, and the
 * notes are links both ways. Markdown: footnotes as [^1]; what Markdown would read as a mark is escaped.
 */
#include "report/paper.h"

/* 一 二 … 十九; beyond, the number itself. */
static void ordinal(cedu_buf *out, int n) {
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (n >= 20) {
        cedu__buf_f(out, "%d", n);
        return;
    }
    if (n >= 10) cedu__buf_z(out, "十");
    cedu__buf_z(out, digits[n % 10]);
}

void cedu__paper_number(const cedu_paper *p, int counts[4], int level, cedu_buf *out) {
    if (level < 1 || level > 3) return;
    counts[level]++;
    for (int i = level + 1; i < 4; i++) counts[i] = 0;
    if (p->english) cedu__buf_f(out, "%d. ", counts[level]);
    else if (level == 1) ordinal(out, counts[1]), cedu__buf_z(out, "、");
    else if (level == 2) cedu__buf_z(out, "（"), ordinal(out, counts[2]), cedu__buf_z(out, "）");
    else cedu__buf_f(out, "%d．", counts[3]);
}

/* ------------------------------------------------------------------ Markdown */
static void md_escape(cedu_buf *out, cedu_str s, bool cell) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n' || c == '\t') c = ' ';
        if ((unsigned char)c < 0x20) continue;
        if (strchr("\\`*_[]<>#", c) || (cell && c == '|')) cedu__buf_char(out, '\\');
        cedu__buf_char(out, c);
    }
}

static void md_note(cedu_buf *out, int note) {
    if (note) cedu__buf_f(out, "[^%d]", note);
}

static void md_table(const cedu_paper_block *b, cedu_buf *out) {
    for (size_t k = 0; k < b->column_count; k++) cedu__buf_z(out, k ? " | " : "| "), md_escape(out, b->columns[k], true);
    cedu__buf_z(out, " |\n");
    for (size_t k = 0; k < b->column_count; k++) cedu__buf_z(out, k ? "|---" : "|---");
    cedu__buf_z(out, "|\n");
    for (size_t i = 0; i < b->rows.n; i++) {
        for (size_t k = 0; k < b->column_count; k++) {
            const cedu_paper_cell *c = &b->rows.p[i][k];
            cedu__buf_z(out, k ? " | " : "| ");
            md_escape(out, c->text.n ? c->text : CEDU_STR("—"), true);
            md_note(out, c->note);
        }
        cedu__buf_z(out, " |\n");
    }
}

void cedu__paper_md(const cedu_paper *p, cedu_buf *out) {
    int counts[4] = {0};
    cedu__buf_z(out, "# ");
    md_escape(out, p->title, false);
    cedu__buf_z(out, "\n");
    for (size_t i = 0; i < p->blocks.n; i++) {
        const cedu_paper_block *b = &p->blocks.p[i];
        if (b->what == CEDU_PAPER_chart) continue; /* its points are in the tables */
        cedu__buf_char(out, '\n');
        if (b->what == CEDU_PAPER_heading) {
            for (int k = 0; k <= b->level; k++) cedu__buf_char(out, '#');
            cedu__buf_char(out, ' ');
            cedu__paper_number(p, counts, b->level, out);
        }
        for (size_t k = 0; k < b->runs.n; k++) {
            if (b->what == CEDU_PAPER_table) cedu__buf_z(out, "**");
            md_escape(out, b->runs.p[k].text, false);
            if (b->what == CEDU_PAPER_table) cedu__buf_z(out, "**\n");
            md_note(out, b->runs.p[k].note);
        }
        cedu__buf_char(out, '\n');
        if (b->what == CEDU_PAPER_table) md_table(b, out);
    }
    cedu__buf_char(out, '\n');
    for (size_t i = 0; i < p->notes.n; i++) {
        cedu__buf_f(out, "[^%zu]: ", i + 1);
        md_escape(out, cedu__paper_note_text(p, &p->notes.p[i], 0), false);
        cedu__buf_char(out, '\n');
    }
}

/* ------------------------------------------------------------------ HTML */
static const char style[] =
    "body{max-width:46em;margin:2em auto;padding:0 1em;font:16px/1.8 \"FangSong\",\"仿宋\",\"Noto Serif CJK "
    "SC\",serif;color:#222;"
    "background:#fff}h1{font-family:\"FZXiaoBiaoSong-B05S\",\"SimSun\",\"Noto Serif CJK "
    "SC\",serif;font-size:1.7em;text-align:center;"
    "font-weight:600}h2{font:600 1.15em \"SimHei\",\"Noto Sans CJK "
    "SC\",sans-serif}h3{font-size:1.05em}p{text-indent:2em;margin:.4em 0;"
    "text-align:justify}table{border-collapse:collapse;width:100%;font-size:.85em;line-height:1.5;margin:.5em 0 1em}"
    "caption{font-weight:600;margin:.4em}th,td{border-bottom:1px solid #ccc;padding:.25em "
    ".4em;text-align:left;vertical-align:top}"
    "thead th{border-top:2px solid #333;border-bottom:1px solid #333}tbody tr:last-child td{border-bottom:2px solid #333}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th,td.s{white-space:nowrap}sup "
    "a{text-decoration:none;color:#1a5276}"
    "ol.notes{font-size:.8em;line-height:1.5;padding-left:2.5em}@page{size:A4;margin:37mm 26mm 35mm 28mm}"
    "figure{margin:1em 0;text-align:center}svg{max-width:100%;height:auto}"
    "@media print{body{margin:0;max-width:none;font-size:12pt}tr{break-inside:avoid}h2{break-after:avoid}a{color:inherit}}"
    "@media (prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}sup "
    "a{color:#8ab}th,td{border-color:#444!important}}";

static void html_note(cedu_buf *out, int note, bool *seen) {
    if (!note) return;
    cedu__buf_f(out, "<sup><a href=\"#n%d\"", note);
    if (!seen[note]) cedu__buf_f(out, " id=\"r%d\"", note);
    seen[note] = true;
    cedu__buf_f(out, ">[%d]</a></sup>", note);
}

/* A number that no page says names its rule and its notes, so that it can be computed again. */
static void html_computed(cedu_buf *out, cedu_str text, cedu_paper_rule rule, const int *from, size_t n) {
    if (!rule) {
        cedu__paper_escape(out, text);
        return;
    }
    cedu__buf_f(out, "<data data-rule=\"%s\" data-from=\"", cedu__paper_rule_name(rule));
    for (size_t i = 0; i < n; i++) cedu__buf_f(out, i ? " %d" : "%d", from[i]);
    cedu__buf_z(out, "\">");
    cedu__paper_escape(out, text);
    cedu__buf_z(out, "</data>");
}

static int row_note(const cedu_paper_block *b, const cedu_paper_cell *row) {
    int note = 0;
    for (size_t k = 0; k < b->column_count; k++)
        if (row[k].note) note = row[k].note;
    return note;
}

static void html_chart(const cedu_paper_block *b, cedu_buf *out) {
    cedu__buf_z(out, "<figure>");
    cedu__chart_svg(&b->chart, NULL, true, out);
    cedu__buf_z(out, "</figure>\n");
}

static void html_table(const cedu_paper_block *b, cedu_buf *out, bool *seen) {
    cedu__buf_z(out, "<table>");
    if (b->runs.n) {
        cedu__buf_z(out, "<caption>");
        cedu__paper_escape(out, b->runs.p[0].text);
        cedu__buf_z(out, "</caption>");
    }
    cedu__buf_z(out, "<thead><tr>");
    for (size_t k = 0; k < b->column_count; k++) {
        cedu__buf_z(out, "<th scope=\"col\">");
        cedu__paper_escape(out, b->columns[k]);
        cedu__buf_z(out, "</th>");
    }
    cedu__buf_z(out, "</tr></thead>\n<tbody>");
    for (size_t i = 0; i < b->rows.n; i++) {
        cedu__buf_z(out, "<tr>");
        for (size_t k = 0; k < b->column_count; k++) {
            const cedu_paper_cell *c = &b->rows.p[i][k];
            cedu__buf_z(out, c->has_number ? "<td class=\"n\">" : cedu__u8_count(c->text) <= 6 ? "<td class=\"s\">" : "<td>");
            int from = c->rule ? row_note(b, b->rows.p[i]) : 0;
            html_computed(out, c->text.n ? c->text : CEDU_STR("—"), c->rule, &from, 1);
            html_note(out, c->note, seen);
            cedu__buf_z(out, "</td>");
        }
        cedu__buf_z(out, "</tr>\n");
    }
    cedu__buf_z(out, "</tbody></table>\n");
}

static void html_block(const cedu_paper *p, const cedu_paper_block *b, int counts[4], cedu_buf *out, bool *seen) {
    if (b->what == CEDU_PAPER_table) {
        html_table(b, out, seen);
        return;
    }
    if (b->what == CEDU_PAPER_chart) {
        html_chart(b, out);
        return;
    }
    int level = b->what == CEDU_PAPER_heading ? b->level + 1 : 0;
    if (level) {
        cedu__buf_f(out, "<h%d><span class=\"no\">", level);
        cedu__paper_number(p, counts, b->level, out);
        cedu__buf_z(out, "</span>");
    } else cedu__buf_z(out, "<p>");
    for (size_t k = 0; k < b->runs.n; k++) {
        const cedu_paper_run *r = &b->runs.p[k];
        html_computed(out, r->text, r->rule, r->from.p, r->from.n);
        html_note(out, r->note, seen);
    }
    if (level) cedu__buf_f(out, "</h%d>\n", level);
    else cedu__buf_z(out, "</p>\n");
}

void cedu__paper_html(const cedu_paper *p, cedu_buf *out) {
    int counts[4] = {0};
    bool *seen = CEDU_NEW_N(p->arena, bool, p->notes.n + 1);
    if (!seen) return;
    cedu__buf_f(out,
                "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                "content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>",
                p->english ? "en" : "zh-CN");
    cedu__paper_escape(out, p->title);
    cedu__buf_f(out, "</title><style>%s</style></head><body><main>\n<h1>", style);
    cedu__paper_escape(out, p->title);
    cedu__buf_z(out, "</h1>\n");
    for (size_t i = 0; i < p->blocks.n; i++) html_block(p, &p->blocks.p[i], counts, out, seen);
    cedu__buf_f(out, "<h2>%s</h2>\n<ol class=\"notes\">", p->english ? "Sources" : "出处");
    for (size_t i = 0; i < p->notes.n; i++) {
        cedu__buf_f(out, "<li id=\"n%zu\">", i + 1);
        cedu__paper_escape(out, cedu__paper_note_text(p, &p->notes.p[i], 0));
        if (seen[i + 1]) cedu__buf_f(out, " <a href=\"#r%zu\">↩</a>", i + 1);
        cedu__buf_z(out, "</li>\n");
    }
    cedu__buf_z(out, "</ol>\n</main></body></html>\n");
}
