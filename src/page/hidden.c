/* hidden.c - values that a page holds but does not show: <meta>, JSON-LD, <time datetime>, variables of scripts, comments.
 *
 * JSON-LD is read for single keys without parsing it all: pages break it in every way. Nothing here decides; meta.c asks for these
 * where no visible line answers.
 */
#include <stdio.h>

#include "page/page_priv.h"

#define G(name) (1u << CUE_##name)

cedu_str cedu__page_tag(const cedu_raw *r, const char *what) {
    for (size_t i = 0; i < r->meta.n; i++)
        if (cedu__eqz(r->meta.p[i].what, what) && r->meta.p[i].content.n) return cedu__trim(r->meta.p[i].content);
    return (cedu_str){0};
}

static int hex4(cedu_str s, size_t i) {
    int v = 0;
    for (size_t k = i; k < i + 4; k++) {
        char c = k < s.n ? s.p[k] : 'x';
        int d = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (d < 0) return -1;
        v = v * 16 + d;
    }
    return v;
}

/* The string that begins behind the quotation mark at s[i - 1], escapes undone; characters beyond the BMP are left out. */
static cedu_str json_string(cedu_arena *a, cedu_str s, size_t i) {
    enum { LONGEST = 1024 };
    char *out = cedu__arena_alloc(a, LONGEST + 4);
    size_t n = 0;
    if (!out) return (cedu_str){0};
    for (; i < s.n && s.p[i] != '"' && n < LONGEST; i++) {
        int v = -1;
        if (s.p[i] != '\\' || i + 1 >= s.n) {
            out[n++] = s.p[i];
        } else if (s.p[++i] == 'u' && (v = hex4(s, i + 1)) >= 0) {
            if (v && (v < 0xD800 || v > 0xDFFF)) n += cedu__u8_put((uint32_t)v, out + n);
            i += 4;
        } else {
            out[n++] = s.p[i] == 'n' || s.p[i] == 't' || s.p[i] == 'r' ? ' ' : s.p[i];
        }
    }
    return (cedu_str){out, cedu__u8_valid(out, n)};
}

/* Value of the first `"key": "…"` at or behind s[from]; with `within`, of a "name" in the object that `key` holds. */
static cedu_str json_value(cedu_arena *a, cedu_str s, const char *key, bool object) {
    ptrdiff_t k = cedu__find(s, cedu__str(key), 0);
    if (k < 0) return (cedu_str){0};
    size_t i = (size_t)k + strlen(key);
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\t' || s.p[i] == ':' || s.p[i] == '['))
        i++;
    if (i < s.n && s.p[i] == '{' && object) {
        const char *end = memchr(s.p + i, '}', s.n - i);
        return end ? json_value(a, cedu__sub(s, i, (size_t)(end - s.p)), "\"name\"", false) : (cedu_str){0};
    }
    return i < s.n && s.p[i] == '"' ? cedu__trim(json_string(a, s, i + 1)) : (cedu_str){0};
}

cedu_str cedu__page_ld(const cedu_raw *r, const char *key, bool object) {
    for (size_t i = 0; i < r->ld_json.n; i++) {
        cedu_str v = json_value(r->a, r->ld_json.p[i], key, object);
        if (v.n) return v;
    }
    return (cedu_str){0};
}

/* Microdata and <time> that stand between the title and the article's first sentences: whatever they show (3天前), they say it. */
bool cedu__page_time_element(const cedu_raw *r, cedu_date *d) {
    if (r->title == SIZE_MAX || !r->leaf.n) return false;
    uint32_t from = r->leaf.p[r->title > 3 ? r->title - 3 : 0].start;
    uint32_t to = r->core_start < r->leaf.n ? r->leaf.p[r->core_start].end : (uint32_t)r->text.n;
    for (size_t i = 0; i < r->meta.n; i++) {
        const cedu_meta_tag *m = &r->meta.p[i];
        if (cedu__eqz(m->what, "time") && m->at >= from && m->at <= to && cedu__page_machine_date(m->content, d)) return true;
    }
    return false;
}

static bool name_char(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || (c >= '0' && c <= '9'); }

/* var ct = "1614038580"; "publish_time": "2021-02-23 08:03". Variables that disagree on the day say nothing. */
bool cedu__page_script_date(const cedu_raw *r, cedu_date *out) {
    bool found = false;
    for (size_t k = 0; k < r->scripts.n; k++) {
        cedu_str s = r->scripts.p[k];
        for (size_t i = 2; i + 8 < s.n; i++) {
            if (s.p[i] != '=' && s.p[i] != ':') continue;
            size_t v = i + 1, e = i;
            while (v < s.n && (s.p[v] == ' ' || s.p[v] == '"' || s.p[v] == '\'')) v++;
            if (v >= s.n || (s.p[v] != '1' && s.p[v] != '2')) continue;
            while (e > 0 && (s.p[e - 1] == ' ' || s.p[e - 1] == '"' || s.p[e - 1] == '\'')) e--;
            size_t b = e, w = v;
            while (b > 0 && e - b < 32 && name_char(s.p[b - 1])) b--;
            while (w < s.n && w - v < 32 && s.p[w] != '"' && s.p[w] != '\'' && s.p[w] != ';' && s.p[w] != ',' && s.p[w] != '}')
                w++;
            char word[32];
            if (b == e || e - b >= sizeof word) continue;
            size_t wn = 0;
            for (size_t x = b; x < e; x++) /* publish_date is publishDate */
                if (s.p[x] != '_') word[wn++] = (char)(s.p[x] >= 'A' && s.p[x] <= 'Z' ? s.p[x] | 32 : s.p[x]);
            cedu_date d;
            if (!cedu__cues_whole(r->cues, (cedu_str){word, wn}, G(scriptvar))) continue;
            if (!cedu__page_machine_date(cedu__sub(s, v, w), &d)) continue;
            if (found && (d.y != out->y || d.m != out->m || d.d != out->d)) return false;
            if (!found) *out = d;
            found = true;
        }
    }
    return found;
}

/* ------------------------------------------------------------------ comments */
/* What stands between <name> and </name>. */
static cedu_str element(cedu_str s, const char *name) {
    char open[16], close[16];
    int n = snprintf(open, sizeof open, "<%s>", name), m = snprintf(close, sizeof close, "</%s>", name);
    ptrdiff_t at = cedu__find(s, (cedu_str){open, (size_t)n}, 0);
    ptrdiff_t end = at < 0 ? -1 : cedu__find(s, (cedu_str){close, (size_t)m}, (size_t)at);
    return end < 0 ? (cedu_str){0} : cedu__trim(cedu__sub(s, (size_t)(at + n), (size_t)end));
}

void cedu__page_comment(cedu_raw *r, cedu_str s) {
    static const char *const fields[][2] = {
        {"date", "published"}, {"author", "author"}, {"source", "outlet"}, {"title", "title"}};
    enum { LONGEST = 300, SAVED = 15 };
    size_t i = 0;
    while (i < s.n && (unsigned char)s.p[i] <= ' ') i++;
    s = cedu__sub(s, i, s.n);
    if (cedu__starts(s, CEDU_STR("enpproperty"))) { /* Founder's system for newspapers */
        for (size_t k = 0; k < CEDU_COUNT(fields); k++) {
            cedu_str v = element(s, fields[k][0]);
            cedu_meta_tag m = {CEDU_STR("enp"), cedu__page_unescape(r->a, v), cedu__str(fields[k][1]), 0};
            if (v.n && v.n <= LONGEST) (void)CEDU_PUSH(r->a, &r->meta, m);
        }
    } else if (cedu__starts(s, CEDU_STR("saved from url=")) && !r->canonical.p) { /* a browser's: (0061)http://… */
        const char *close = memchr(s.p, ')', s.n);
        if (close && s.n < LONGEST) r->canonical = cedu__trim(cedu__sub(s, (size_t)(close - s.p) + 1, s.n));
    }
}
