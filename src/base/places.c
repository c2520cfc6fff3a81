/* places.c - maps from extracted text to pages, cells and paragraphs: places.h. */
#include "base/places.h"

void cedu__where_add(cedu_buf *map, size_t byte, char kind, uint32_t a, uint32_t b, cedu_str name) {
    cedu__buf_f(map, "%zu %c %u %u", byte, kind, a, b);
    if (name.n) cedu__buf_char(map, ' ');
    for (size_t i = 0; i < name.n; i++) cedu__buf_char(map, (unsigned char)name.p[i] < ' ' ? ' ' : name.p[i]);
    cedu__buf_char(map, '\n');
}

/* Decimal digits at *i, and the blank behind them. */
static bool number(cedu_str s, size_t *i, size_t *v) {
    size_t from = *i;
    for (*v = 0; *i < s.n && s.p[*i] >= '0' && s.p[*i] <= '9' && *v <= UINT32_MAX; ++*i) *v = *v * 10 + (size_t)(s.p[*i] - '0');
    bool any = *i > from;
    if (*i < s.n && s.p[*i] == ' ') ++*i;
    return any;
}

/* The segment at map byte i: its end, 0 = there is none that can be read. */
static size_t segment(cedu_str map, size_t i, size_t *start, cedu_where *w) {
    if (i >= map.n) return 0;
    const char *e = memchr(map.p + i, '\n', map.n - i);
    cedu_str line = cedu__sub(map, i, e ? (size_t)(e - map.p) : map.n);
    size_t k = 0, a = 0, b = 0;
    if (!number(line, &k, start) || k + 1 >= line.n || !strchr("psltn", line.p[k])) return 0;
    w->kind = line.p[k];
    k += 2;
    if (!number(line, &k, &a)) return 0;
    (void)number(line, &k, &b);
    w->a = (uint32_t)a, w->b = (uint32_t)b;
    w->name = cedu__sub(line, k, line.n);
    return i + line.n + (e != NULL);
}

static void recount(cedu_place_map *p) { p->seen = p->line = p->start, p->lines = 0; }

cedu_where cedu__where_at(cedu_place_map *p, size_t byte) {
    size_t start, end;
    cedu_where w = {0};
    if (byte < p->start || !p->at.kind) {
        p->next = p->start = 0, p->at = (cedu_where){0};
        recount(p);
    }
    while ((end = segment(p->map, p->next, &start, &w)) && start <= byte && (start >= p->start || !p->at.kind))
        p->next = end, p->at = w, p->start = start, recount(p);
    w = p->at;
    if (w.kind != 's' && w.kind != 'l' && w.kind != 't') return w;
    if (byte < p->seen) recount(p);
    if (byte > p->text.n) byte = p->text.n;
    for (; p->seen < byte; p->seen++) {
        if (p->text.p[p->seen] != '\n') continue;
        p->lines += w.kind != 'l' || p->seen > p->line;
        p->line = p->seen + 1;
    }
    if (w.kind == 't') w.b += p->lines;
    else if (w.kind == 'l' || w.a) w.a += p->lines;
    else if (p->lines) w.a = 1; /* a map that says nothing of the rows */
    for (size_t i = p->line; w.kind == 's' && w.b && i < byte; i++) w.b += p->text.p[i] == '\t';
    return w;
}

cedu_span cedu__where_span(cedu_place_map *p, size_t from, size_t to) {
    cedu_span s = {.from = cedu__where_at(p, from)};
    size_t seen = p->seen, line = p->line, next = p->next, start = p->start;
    uint32_t lines = p->lines;
    cedu_where at = p->at;
    s.to = to > from ? cedu__where_at(p, to - 1) : s.from;
    /* The next question may begin before this one's end. */
    p->seen = seen, p->line = line, p->next = next, p->start = start, p->lines = lines, p->at = at;
    return s;
}

static void cell(cedu_buf *out, const cedu_where *w) {
    char z[8];
    size_t n = 0;
    for (uint32_t c = w->b; c > 0 && n < sizeof z; c = (c - 1) / 26) z[n++] = (char)('A' + (c - 1) % 26);
    while (n > 0) cedu__buf_char(out, z[--n]);
    cedu__buf_f(out, "%u", w->a);
}

void cedu__where_cells(cedu_buf *out, const cedu_span *s) {
    if (s->from.kind != 's' || !s->from.a) return;
    cell(out, &s->from);
    bool more = s->to.kind == 's' && cedu__eq(s->to.name, s->from.name) && (s->to.a != s->from.a || s->to.b != s->from.b);
    if (!more || !s->to.a) return;
    cedu__buf_char(out, ':');
    cell(out, &s->to);
}

void cedu__where_say(cedu_buf *out, const cedu_span *s, bool english) {
    const cedu_where *w = &s->from;
    bool on = s->to.kind == w->kind && s->to.a > w->a; /* it goes on */
    switch (w->kind) {
    case 'p':
        cedu__buf_f(out, english ? "page %u" : "第 %u", w->a);
        if (on) cedu__buf_f(out, english ? " to %u" : " 至 %u", s->to.a);
        if (!english) cedu__buf_z(out, " 页");
        break;
    case 's':
        cedu__buf_z(out, english ? "sheet " : "工作表“");
        cedu__buf_str(out, w->name);
        cedu__buf_z(out, english ? " " : "”");
        cedu__where_cells(out, s);
        break;
    case 'l':
        cedu__buf_f(out, english ? "paragraph %u" : "第 %u", w->a);
        if (on) cedu__buf_f(out, english ? " to %u" : " 至 %u", s->to.a);
        if (!english) cedu__buf_z(out, " 段");
        break;
    case 't': cedu__buf_f(out, english ? "table %u, row %u" : "表 %u 第 %u 行", w->a, w->b); break;
    case 'n': cedu__buf_z(out, english ? "notes" : "注"); break;
    default: break;
    }
}
