/* html_tags.c - the elements of HTML as this room needs them, and the attributes of a tag. To teach it an element, add a row to `tags`.
 *
 * Invariant: linear, also where quotes are never closed (last_quote).
 */
#include <stdlib.h>

#include "page/html.h"

#define BLOCK_P (T_BLOCK | T_CLOSES_P)
static const cedu_tag_row tags[] = {
    /* sorted by name */
    {"a", TAG_a, 0},
    {"address", TAG_other_block, BLOCK_P},
    {"applet", TAG_other, T_SKIP},
    {"area", TAG_other, T_VOID},
    {"article", TAG_article, BLOCK_P},
    {"aside", TAG_aside, BLOCK_P},
    {"audio", TAG_other, T_SKIP},
    {"b", TAG_other, T_BOLD},
    {"base", TAG_other, T_VOID},
    {"blockquote", TAG_other_block, BLOCK_P},
    {"body", TAG_body, T_BLOCK},
    {"br", TAG_br, T_BLOCK | T_VOID},
    {"button", TAG_other, T_SKIP},
    {"canvas", TAG_other, T_SKIP},
    {"caption", TAG_other_block, T_BLOCK | T_SCOPE},
    {"center", TAG_other_block, BLOCK_P},
    {"col", TAG_other, T_VOID},
    {"dd", TAG_dd, BLOCK_P},
    {"details", TAG_other_block, BLOCK_P},
    {"dir", TAG_other_block, BLOCK_P},
    {"div", TAG_other_block, BLOCK_P},
    {"dl", TAG_other_block, BLOCK_P},
    {"dt", TAG_dt, BLOCK_P},
    {"em", TAG_other, 0},
    {"embed", TAG_other, T_VOID},
    {"fieldset", TAG_other_block, BLOCK_P},
    {"figcaption", TAG_other_block, BLOCK_P},
    {"figure", TAG_other_block, BLOCK_P},
    {"footer", TAG_footer, BLOCK_P},
    {"form", TAG_form, BLOCK_P},
    {"frame", TAG_other, T_VOID},
    {"h1", TAG_h1, BLOCK_P},
    {"h2", TAG_h2, BLOCK_P},
    {"h3", TAG_h3, BLOCK_P},
    {"h4", TAG_h4, BLOCK_P},
    {"h5", TAG_h5, BLOCK_P},
    {"h6", TAG_h6, BLOCK_P},
    {"header", TAG_header, BLOCK_P},
    {"hr", TAG_br, BLOCK_P | T_VOID},
    {"html", TAG_html, T_BLOCK},
    {"iframe", TAG_other, T_RAW},
    {"img", TAG_other, T_VOID},
    {"input", TAG_other, T_VOID},
    {"legend", TAG_other_block, T_BLOCK},
    {"li", TAG_li, BLOCK_P},
    {"link", TAG_link, T_VOID},
    {"main", TAG_main, BLOCK_P},
    {"map", TAG_other, T_SKIP},
    {"marquee", TAG_other_block, T_BLOCK | T_SCOPE},
    {"menu", TAG_other_block, BLOCK_P},
    {"meta", TAG_meta, T_VOID},
    {"nav", TAG_nav, BLOCK_P},
    {"noembed", TAG_other, T_RAW},
    {"noframes", TAG_other, T_RAW},
    {"noscript", TAG_other, T_SKIP},
    {"object", TAG_other, T_SKIP},
    {"ol", TAG_ol, BLOCK_P},
    {"optgroup", TAG_other, T_SKIP},
    {"option", TAG_option, T_SKIP},
    {"p", TAG_p, BLOCK_P},
    {"param", TAG_other, T_VOID},
    {"pre", TAG_other_block, BLOCK_P | T_PRE},
    {"script", TAG_script, T_RAW},
    {"section", TAG_other_block, BLOCK_P},
    {"select", TAG_other, T_SKIP},
    {"source", TAG_other, T_VOID},
    {"strong", TAG_other, T_BOLD},
    {"style", TAG_other, T_RAW},
    {"summary", TAG_other_block, BLOCK_P},
    {"sup", TAG_sup, 0},
    {"svg", TAG_other, T_SKIP},
    {"table", TAG_table, T_BLOCK | T_SCOPE | T_CLOSES_P},
    {"tbody", TAG_other_block, T_BLOCK},
    {"td", TAG_td, T_BLOCK | T_SCOPE},
    {"template", TAG_other, T_SKIP},
    {"textarea", TAG_other, T_TEXT},
    {"tfoot", TAG_other_block, T_BLOCK},
    {"th", TAG_th, T_BLOCK | T_SCOPE},
    {"thead", TAG_thead, T_BLOCK},
    {"time", TAG_time, 0},
    {"title", TAG_title, T_TEXT},
    {"tr", TAG_tr, T_BLOCK},
    {"track", TAG_other, T_VOID},
    {"ul", TAG_ul, BLOCK_P},
    {"video", TAG_other, T_SKIP},
    {"wbr", TAG_other, T_VOID},
    {"xmp", TAG_other, T_RAW},
};
const cedu_tag_row cedu__html_unknown = {"", TAG_unknown, 0};

static int tag_order(const void *k, const void *row) { return strcmp(k, ((const cedu_tag_row *)row)->name); }

const cedu_tag_row *cedu__html_tag_at(cedu_str s, size_t at, size_t *len) {
    char name[12];
    size_t i = at, n = 0;
    for (; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c == '>' || c == '/') break;
        if (n < sizeof name) name[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
    }
    *len = i - at;
    if (n == sizeof name) return &cedu__html_unknown;
    name[n] = 0;
    const cedu_tag_row *t = bsearch(name, tags, CEDU_COUNT(tags), sizeof tags[0], tag_order);
    return t ? t : &cedu__html_unknown;
}

_Static_assert(CEDU_COUNT(tags) <= CEDU_HTML_TAGS, "more room in html.h");
size_t cedu__html_row(const cedu_tag_row *row) { return row == &cedu__html_unknown ? CEDU_HTML_TAGS : (size_t)(row - tags); }

/* ------------------------------------------------------------------ attributes */
static const struct {
    char name[12];
    uint16_t at;
} attr_slots[] = {
#define A(n, f)                                                                                                                \
    { n, offsetof(cedu_attrs, f) }
    A("class", cls),         A("content", content),   A("href", href),       A("id", id),       A("itemprop", itemprop),
    A("name", name),         A("property", property), A("rel", rel),         A("style", style), A("type", type),
    A("datetime", datetime), A("colspan", colspan),   A("rowspan", rowspan), A("title", title),
#undef A
};

/* data-publish-time="1614038580", data-date="2021-02-23". */
static bool says_when(cedu_str name, cedu_str value) {
    enum { LEAST = 8, LONGEST = 32 };
    if (name.n < 9 || (name.p[0] | 32) != 'd' || name.p[4] != '-' || (value.p[0] != '1' && value.p[0] != '2') ||
        value.n < LEAST || value.n > LONGEST)
        return false;
    for (size_t i = 5; i + 4 <= name.n; i++)
        if (strncasecmp(name.p + i, "time", 4) == 0 || strncasecmp(name.p + i, "date", 4) == 0) return true;
    return false;
}

size_t cedu__html_attrs(const cedu_html *t, size_t i, cedu_attrs *a) {
    cedu_str s = t->s;
    for (;;) {
        while (i < s.n && (cedu__html_space(s.p[i]) || s.p[i] == '/')) {
            a->self_closing = s.p[i] == '/';
            i++;
        }
        if (i >= s.n) return s.n;
        if (s.p[i] == '>') return i + 1;
        a->self_closing = false;
        if (s.p[i] == '<' && i + 1 < s.n && (s.p[i + 1] == '/' || ((s.p[i + 1] | 32) >= 'a' && (s.p[i + 1] | 32) <= 'z')))
            return i; /* `<p <b>`: the first tag was never closed */
        size_t from = i, vfrom = 0, vto = 0;
        while (i < s.n && !cedu__html_space(s.p[i]) && s.p[i] != '=' && s.p[i] != '>' && s.p[i] != '/') i++;
        size_t n = i - from;
        if (n == 0) { /* a lone '=' */
            i++;
            continue;
        }
        size_t k = i;
        while (k < s.n && cedu__html_space(s.p[k])) k++;
        if (k < s.n && s.p[k] == '=') {
            k++;
            while (k < s.n && cedu__html_space(s.p[k])) k++;
            char q = k < s.n ? s.p[k] : 0;
            if ((q == '"' && k < t->last_quote[0]) || (q == '\'' && k < t->last_quote[1])) {
                vfrom = k + 1;
                vto = (size_t)((const char *)memchr(s.p + vfrom, q, s.n - vfrom) - s.p);
                i = vto + 1;
            } else {
                vfrom = k;
                while (k < s.n && !cedu__html_space(s.p[k]) && s.p[k] != '>') k++;
                i = vto = k;
            }
        }
        if (n == 6 && strncasecmp(s.p + from, "hidden", 6) == 0) a->hidden = true;
        if (vto > vfrom && !a->stamp.p && says_when(cedu__sub(s, from, from + n), cedu__sub(s, vfrom, vto)))
            a->stamp = cedu__sub(s, vfrom, vto);
        if (n >= sizeof attr_slots[0].name) continue;
        for (size_t j = 0; j < CEDU_COUNT(attr_slots); j++) {
            if ((s.p[from] | 32) != attr_slots[j].name[0]) continue;
            if (strncasecmp(s.p + from, attr_slots[j].name, n) != 0 || attr_slots[j].name[n]) continue;
            cedu_str *slot = (cedu_str *)((char *)a + attr_slots[j].at);
            if (!slot->p) *slot = (cedu_str){s.p + vfrom, vto - vfrom}; /* the first one counts */
        }
    }
}
