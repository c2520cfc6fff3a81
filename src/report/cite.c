/* cite.c - see cite.h. Each style is one function of the table at the end. */
#include "report/cite.h"

bool cedu__cite_style(const char *name, cedu_cite_style *out) {
    static const char *const names[] = {
#define CEDU__X(name, zh, en) #name,
        CEDU_CITES(CEDU__X)
#undef CEDU__X
    };
    for (size_t i = 0; i < CEDU_COUNT(names); i++)
        if (!strcmp(name, names[i])) return *out = (cedu_cite_style)i, true;
    return false;
}

static cedu_str day(cedu_str iso) { return cedu__sub(iso, 0, iso.n < 10 ? iso.n : 10); }

/* ------------------------------------------------------------------ GB/T 7714
 * 主要责任者. 题名[EB/OL]. (发布日期)[引用日期]. 获取和访问路径. Up to three authors, then 等. */
static void plain(cedu_buf *out, cedu_str s) { /* one line */
    for (size_t i = 0; i < s.n; i++) cedu__buf_char(out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
}

static void gbt_authors(const cedu_cite_page *p, cedu_buf *out) {
    for (size_t i = 0; i < p->authors.n && i < 3; i++) {
        if (i) cedu__buf_z(out, ", ");
        plain(out, p->authors.p[i]);
    }
    if (p->authors.n > 3) cedu__buf_z(out, ", 等");
    if (!p->authors.n) plain(out, p->outlet);
    if (p->authors.n || p->outlet.n) cedu__buf_z(out, ". ");
}

static void gbt(const cedu_cite_page *p, cedu_buf *out, const char *path) {
    gbt_authors(p, out);
    plain(out, p->title.n ? p->title : p->file.n ? p->file : CEDU_STR("[无题]"));
    cedu__buf_z(out, p->url.n ? "[EB/OL]. " : "[EB]. ");
    if (p->published.n) cedu__buf_f(out, "(%.*s)", (int)day(p->published).n, day(p->published).p);
    if (p->accessed.n) cedu__buf_f(out, "[%.*s]", (int)day(p->accessed).n, day(p->accessed).p);
    if (p->published.n || p->accessed.n) cedu__buf_z(out, ". ");
    if (p->url.n) cedu__buf_f(out, "%s%.*s.", path, (int)p->url.n, p->url.p);
    else cedu__buf_f(out, "SHA-256: %.16s.", p->sha256 ? p->sha256 : "");
    if (p->repost) cedu__buf_z(out, "（转载）");
}

static void gbt2015(const cedu_cite_page *p, cedu_buf *out) { gbt(p, out, ""); }
static void gbt2025(const cedu_cite_page *p, cedu_buf *out) { gbt(p, out, "URL: "); }

/* ------------------------------------------------------------------ BibTeX */
/* Braces count in BibTeX even behind a backslash. Where a text's own do not match, they become wide ones: the entry stays whole. */
static bool braces_match(cedu_str s) {
    int depth = 0;
    for (size_t i = 0; i < s.n && depth >= 0; i++) depth += s.p[i] == '{' ? 1 : s.p[i] == '}' ? -1 : 0;
    return depth == 0;
}

static void tex(cedu_buf *out, cedu_str s) {
    bool match = braces_match(s);
    const struct {
        char c;
        const char *tex;
    } words[] = {{'{', match ? "\\{" : "｛"},
                 {'}', match ? "\\}" : "｝"},
                 {'\\', "\\textbackslash{}"},
                 {'^', "\\textasciicircum{}"},
                 {'~', "\\textasciitilde{}"},
                 {'%', "\\%"},
                 {'&', "\\&"},
                 {'$', "\\$"},
                 {'#', "\\#"},
                 {'_', "\\_"}};
    for (size_t i = 0; i < s.n; i++) {
        size_t k = 0;
        while (k < CEDU_COUNT(words) && words[k].c != s.p[i]) k++;
        if (k < CEDU_COUNT(words)) cedu__buf_z(out, words[k].tex);
        else cedu__buf_char(out, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
    }
}

/* Addresses are read letter by letter; what would end the field is written in percent. */
static void tex_url(cedu_buf *out, cedu_str s) {
    if (!s.n) return;
    cedu__buf_z(out, ",\n  url = {");
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= 0x20 || strchr("{}\\", s.p[i]))
            cedu__buf_f(out, "%%%02X", (unsigned)(unsigned char)s.p[i]);
        else cedu__buf_char(out, s.p[i]);
    cedu__buf_char(out, '}');
}

static void tex_field(cedu_buf *out, const char *name, cedu_str s) {
    if (!s.n) return;
    cedu__buf_f(out, ",\n  %s = {", name);
    tex(out, s);
    cedu__buf_char(out, '}');
}

static void bibtex(const cedu_cite_page *p, cedu_buf *out) {
    cedu__buf_f(out, "@misc{cedu%.8s", p->sha256 ? p->sha256 : "");
    if (p->authors.n) {
        cedu__buf_z(out, ",\n  author = {");
        for (size_t i = 0; i < p->authors.n; i++) {
            if (i) cedu__buf_z(out, " and ");
            cedu__buf_char(out, '{');
            tex(out, p->authors.p[i]);
            cedu__buf_char(out, '}');
        }
        cedu__buf_char(out, '}');
    } else if (p->outlet.n) {
        cedu__buf_z(out, ",\n  author = {{");
        tex(out, p->outlet);
        cedu__buf_z(out, "}}");
    }
    cedu__buf_z(out, ",\n  title = {{");
    tex(out, p->title.n ? p->title : p->file.n ? p->file : CEDU_STR("[无题]"));
    cedu__buf_z(out, "}}");
    tex_field(out, "date", day(p->published));
    tex_field(out, "year", cedu__sub(p->published, 0, p->published.n < 4 ? 0 : 4));
    tex_field(out, "organization", p->outlet);
    tex_url(out, p->url);
    tex_field(out, "urldate", day(p->accessed));
    if (p->repost) cedu__buf_z(out, ",\n  note = {转载}");
    cedu__buf_z(out, "\n}");
}

/* ------------------------------------------------------------------ CSL-JSON */
static void csl_date(cedu_json *j, const char *key, cedu_str iso) {
    static const struct { size_t at, n; } part[] = {{0, 4}, {5, 2}, {8, 2}};
    for (size_t i = 0; i < 10 && i < iso.n; i++)
        if ((iso.p[i] < '0' || iso.p[i] > '9') && !(iso.p[i] == '-' && (i == 4 || i == 7))) return;
    if (iso.n < 4 || cedu__starts(iso, CEDU_STR("0000"))) return;
    cedu__json_key(j, key);
    cedu__json_open(j, '{');
    cedu__json_key(j, "date-parts");
    cedu__json_open(j, '[');
    cedu__json_open(j, '[');
    for (size_t i = 0; i < CEDU_COUNT(part) && iso.n >= part[i].at + part[i].n; i++) {
        int64_t v = 0;
        for (size_t k = 0; k < part[i].n; k++) v = v * 10 + (iso.p[part[i].at + k] - '0');
        if (v == 0) break; /* 2021-00: no month */
        cedu__json_int(j, v);
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
}

static void csl(const cedu_cite_page *p, cedu_buf *out) {
    cedu_json j = {.out = out};
    const struct {
        const char *key;
        cedu_str s;
    } fields[] = {{"title", p->title.n  ? p->title
                            : p->file.n ? p->file
                                        : CEDU_STR("[无题]")},
                  {"container-title", p->outlet},
                  {"URL", p->url}};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "id");
    cedu__json_str(&j, cedu__str(p->sha256));
    cedu__json_key(&j, "type");
    cedu__json_str(&j, CEDU_STR("webpage"));
    for (size_t i = 0; i < CEDU_COUNT(fields); i++) {
        if (!fields[i].s.n) continue;
        cedu__json_key(&j, fields[i].key);
        cedu__json_str(&j, fields[i].s);
    }
    if (p->authors.n) {
        cedu__json_key(&j, "author");
        cedu__json_open(&j, '[');
        for (size_t i = 0; i < p->authors.n; i++) {
            cedu__json_open(&j, '{');
            cedu__json_key(&j, "literal");
            cedu__json_str(&j, p->authors.p[i]);
            cedu__json_close(&j, '}');
        }
        cedu__json_close(&j, ']');
    }
    csl_date(&j, "issued", p->published);
    csl_date(&j, "accessed", p->accessed);
    if (p->repost) {
        cedu__json_key(&j, "note");
        cedu__json_str(&j, CEDU_STR("转载"));
    }
    cedu__json_close(&j, '}');
}

void cedu__cite(const cedu_cite_page *p, cedu_cite_style style, cedu_buf *out) {
    static void (*const write[CEDU_CITE_STYLES])(const cedu_cite_page *, cedu_buf *) = {
        [CEDU_CITE_gbt2015] = gbt2015, [CEDU_CITE_gbt2025] = gbt2025, [CEDU_CITE_bibtex] = bibtex, [CEDU_CITE_csl] = csl};
    write[style](p, out);
}
