/* cues.c - the packs' words of page furniture, and what they and the characters say about a block.
 *
 * The image's automaton leaves class `page` out (its words are everyday words), so a small table is made of the image once: some
 * hundred forms, chained by their first character and by the whole form. Matching works on a folded copy (cedu__page_fold), so
 * that full-width, annotated or spaced-out writing (編 輯, 監(jiān)管) matches. To add a word: packs/.../page.tsv.
 */
#include "page/page_priv.h"

static const char *const group_names[] = {
#define CEDU__X(name) #name,
    CEDU_CUE_GROUPS(CEDU__X)
#undef CEDU__X
};

static uint32_t slot(const cedu_cues *c, uint64_t h) { return (uint32_t)(h ^ h >> 29) & c->mask; }

static uint64_t first_hash(cedu_str s, size_t at) {
    size_t len;
    return (uint64_t)cedu__u8_at(s, at, &len) * 0x9E3779B97F4A7C15u >> 20;
}

/* The first eight bytes of s[at…], and a mask over those that there are: most forms differ in them. */
static uint64_t head_of(cedu_str s, size_t at, uint64_t *mask) {
    uint64_t w = 0;
    size_t n = s.n - at < 8 ? s.n - at : 8;
    memcpy(&w, s.p + at, n);
    memset(mask, 0, sizeof *mask);
    memset(mask, 0xFF, n);
    return w;
}

const void *cedu__cues_make(const cedu_image *im, cedu_arena *a) {
    static const int classes[] = {CEDU_CLASS_page, CEDU_CLASS_post};
    int32_t first[2] = {0}, count[2] = {0};
    cedu_cues *out = CEDU_NEW(a, cedu_cues);
    size_t total = 0;
    for (size_t k = 0; k < CEDU_COUNT(classes); k++) {
        cedu__image_class(im, classes[k], &first[k], &count[k]);
        for (int32_t i = first[k]; i < first[k] + count[k]; i++) total += cedu__image_form_count(im, i);
    }
    uint32_t size = 64;
    while (size < total * 2) size *= 2;
    if (!out) return NULL;
    out->mask = size - 1;
    out->p = CEDU_NEW_N(a, cedu_cue, total + 1);
    out->first = CEDU_NEW_N(a, uint32_t, size);
    out->whole = CEDU_NEW_N(a, uint32_t, size);
    if (a->failed) return NULL;
    for (size_t cls = 0; cls < CEDU_COUNT(classes); cls++)
        for (int32_t i = first[cls]; i < first[cls] + count[cls]; i++) {
            cedu_str group = cedu__image_attr(im, i, CEDU_ATTR_group), value = cedu__image_attr(im, i, CEDU_ATTR_value);
            size_t g = 0;
            while (g < CUE_COUNT && !cedu__eqz(group, group_names[g])) g++;
            if (g == CUE_COUNT || (cls == 1) != (g == CUE_surname)) continue; /* of the posts only the surnames */
            double w = 0;
            int sign = 1;
            for (size_t k = 0; k < value.n; k++) {
                if (value.p[k] == '-') sign = -1;
                if (value.p[k] >= '0' && value.p[k] <= '9') w = w * 10 + (value.p[k] - '0');
            }
            for (size_t k = 0; k < cedu__image_form_count(im, i); k++) {
                cedu_str form = cedu__page_fold(a, cedu__image_form(im, i, k), NULL);
                if (!form.n) continue;
                cedu_cue *c = &out->p[out->n];
                *c = (cedu_cue){.form = form, .value = value, .group = (cedu_cue_group)g, .weight = sign * w};
                c->head = head_of(form, 0, &c->mask);
                /* Words of attributes are looked up whole, all others by their first character. */
                bool whole = g == CUE_container || g == CUE_metaname || g == CUE_scriptvar || g == CUE_fieldname;
                uint32_t *head = whole ? &out->whole[slot(out, cedu__hash(form))] : &out->first[slot(out, first_hash(form, 0))];
                c->next = *head;
                *head = (uint32_t)++out->n;
            }
        }
    return out;
}

const cedu_cue *cedu__cues_whole(const cedu_cues *c, cedu_str s, uint32_t groups) {
    if (!c->n) return NULL;
    for (uint32_t i = c->whole[slot(c, cedu__hash(s))]; i; i = c->p[i - 1].next)
        if (groups >> c->p[i - 1].group & 1u && cedu__eq(c->p[i - 1].form, s)) return &c->p[i - 1];
    return NULL;
}

const cedu_cue *cedu__cues_meta(const cedu_cues *c, cedu_str name) {
    enum { LONGEST = 64, LEAST = 7 };
    const cedu_cue *q = cedu__cues_whole(c, name, 1u << CUE_metaname);
    if (name.n > LONGEST) return q;
    for (size_t i = 0; !q && i < name.n; i++) {
        if (i && !strchr(":._-", name.p[i - 1])) continue;
        char word[LONGEST];
        size_t n = 0;
        for (size_t k = i; k < name.n; k++)
            if (!strchr(":._-", name.p[k])) word[n++] = name.p[k];
        if (i && n < LEAST) break;
        q = cedu__cues_whole(c, (cedu_str){word, n}, 1u << CUE_metaname);
        if (i && q && !cedu__eqz(q->value, "published")) q = NULL;
    }
    return q;
}

const cedu_cue *cedu__cues_at(const cedu_cues *c, cedu_str s, size_t at, uint32_t groups) {
    const cedu_cue *best = NULL;
    if (!c->n || at >= s.n) return NULL;
    uint32_t i = c->first[slot(c, first_hash(s, at))];
    if (!i) return NULL;
    uint64_t mask, head = head_of(s, at, &mask);
    for (; i; i = c->p[i - 1].next) {
        const cedu_cue *q = &c->p[i - 1];
        if ((head ^ q->head) & q->mask || !(groups >> q->group & 1u) || q->form.n > s.n - at) continue;
        if (best && best->form.n >= q->form.n) continue;
        if (q->form.n <= 8 || memcmp(s.p + at + 8, q->form.p + 8, q->form.n - 8) == 0) best = q;
    }
    return best;
}

int cedu__cues_container(const cedu_cues *c, cedu_str attr) {
    char word[32];
    size_t n = 0, words = 0;
    int sum = 0;
    if (attr.n > 256) attr.n = 256;
    /* articleBody, article-body, article_body1 -> article, body; "trs_editor" is tried in one piece too. */
    for (size_t i = 0; i <= attr.n && words < 24; i++) {
        char ch = i < attr.n ? attr.p[i] : ' ';
        bool upper = ch >= 'A' && ch <= 'Z', lower = ch >= 'a' && ch <= 'z';
        bool after_lower = i > 0 && attr.p[i - 1] >= 'a' && attr.p[i - 1] <= 'z';
        if (n && (!(upper || lower) || (upper && after_lower) || n == sizeof word)) {
            const cedu_cue *q = cedu__cues_whole(c, (cedu_str){word, n}, 1u << CUE_container);
            if (q) sum += (int)q->weight;
            n = 0;
            words++;
        }
        if (upper || lower) word[n++] = (char)(ch | 32);
    }
    return sum;
}

const cedu_cue *cedu__cues_field(const cedu_cues *c, cedu_str attr) {
    char word[24];
    for (size_t i = 0, n = 0; i <= attr.n && i < 96; i++) {
        char ch = i < attr.n ? attr.p[i] : ' ';
        if (ch != ' ' && n < sizeof word) word[n] = (char)(ch >= 'A' && ch <= 'Z' ? ch | 32 : ch);
        if (ch != ' ') {
            n++;
            continue;
        }
        const cedu_cue *q = n >= 2 && n <= sizeof word ? cedu__cues_whole(c, (cedu_str){word, n}, 1u << CUE_fieldname) : NULL;
        if (q) return q;
        n = 0;
    }
    return NULL;
}

bool cedu__cues_compound(cedu_str f, size_t i) {
    enum { LONGEST = 4 };
    size_t len, k = i, han = 0;
    while (k > 0 && han <= LONGEST && cedu__is_han(cedu__u8_at(f, cedu__u8_prev(f, k), &len))) k = cedu__u8_prev(f, k), han++;
    return han > 0 && han <= LONGEST && k == 0;
}

/* ------------------------------------------------------------------ folding */
static bool latin_letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F) || (c >= 0x300 && c <= 0x36F);
}

/* `(jiān)` at s[at] after a Han character: its bytes, else 0. */
static size_t gloss(cedu_str s, size_t at) {
    size_t len, i = at, letters = 0;
    uint32_t c = cedu__u8_at(s, i, &len);
    if (c != '(' && c != 0xFF08) return 0;
    for (i += len; i < s.n; i += len) {
        c = cedu__u8_at(s, i, &len);
        if (c == ')' || c == 0xFF09) return letters && letters <= 6 ? i + len - at : 0;
        if (!latin_letter(c) || ++letters > 6) return 0;
        if (c >= 'A' && c <= 'Z') return 0; /* 人工智能(AI) */
    }
    return 0;
}

cedu_str cedu__page_fold(cedu_arena *a, cedu_str s, uint32_t **back) {
    char *out = cedu__arena_alloc(a, s.n + 4);
    uint32_t *b = back ? CEDU_NEW_N(a, uint32_t, s.n + 4) : NULL;
    if (!out || (back && !b)) {
        if (back) *back = NULL;
        return (cedu_str){0};
    }
    size_t n = 0;
    bool han = false;
    for (size_t i = 0, len; i < s.n; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000) continue;
        if (han && (c == '(' || c == 0xFF08)) {
            size_t g = gloss(s, i);
            if (g) {
                len = g;
                continue;
            }
        }
        han = cedu__is_han(c);
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (c >= 'A' && c <= 'Z') c |= 32;
        char enc[4];
        size_t w = cedu__u8_put(c, enc); /* never longer than the original */
        for (size_t k = 0; k < w; k++) {
            if (b) b[n] = (uint32_t)i;
            out[n++] = enc[k];
        }
    }
    if (b) b[n] = (uint32_t)s.n;
    if (back) *back = b;
    return (cedu_str){out, n};
}

/* ------------------------------------------------------------------ features */
static bool sentence_punct(uint32_t c) {
    switch (c) {
    case 0xFF0C:
    case 0x3002:
    case 0xFF1B:
    case 0x3001:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF1A:
    case 0xFF0E:
    case 0xFF61:
    case ',':
    case ';':
    case '!':
    case '?': return true;
    default: return false;
    }
}

static bool stop_char(uint32_t c) {
    switch (c) {
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0xFF1B:
    case 0x2026:
    case 0xFF61:
    case '!':
    case '?':
    case ';':
    case 0xFF1A:
    case ':':
    case '.':
    case 0xFF0E: return true;
    default: return false;
    }
}

static bool closing(uint32_t c) {
    return c == 0x201D || c == 0x2019 || c == ')' || c == 0xFF09 || c == 0x300D || c == '"' || c == 0x300B;
}

/* 阅读10544: the word alone is too common to be a label. */
static bool counted_word(cedu_str s, size_t i) {
    static const char *const words[] = {"阅读", "閱讀", "播放", "评论", "評論"};
    for (size_t k = 0; k < CEDU_COUNT(words); k++)
        if (cedu__starts(cedu__sub(s, i, s.n), cedu__str(words[k]))) {
            size_t at = i + 6 + (i + 6 < s.n && s.p[i + 6] == '('); /* 阅读(12) */
            return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
        }
    return false;
}

static void leaf_features(cedu_raw *r, cedu_leaf *l, cedu_arena *scratch) {
    cedu_str s = cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end);
    uint32_t last = 0;
    cedu__arena_reset(scratch);
    cedu_str all = cedu__page_fold(scratch, s, NULL);
    for (size_t i = 0, len; i < all.n; i += len) {
        uint32_t c = cedu__u8_at(all, i, &len);
        l->chars++;
        if (cedu__is_han(c)) l->han++;
        else if (c - '0' < 10u) l->digits++;
        else if (c == ':' || c == 0xFF1A) l->has_colon = true, l->punct += c == 0xFF1A;
        else if (sentence_punct(c) || (c == '.' && i + len == all.n)) l->punct++;
        else if (c == '|' || c == '>' || c == 0x4E28 || c == 0x2502) l->bars++;
        l->steps += (c == '>' || c == 0xBB || c == 0x203A || c == 0x2192) && l->chars > 2 && i + len < all.n;
        if (closing(c) && stop_char(last)) c = last; /* 。” ends like 。 */
        last = c;
    }
    l->flat = !r->html;
    l->teaser =
        last == '?' || last == 0xFF1F || last == '!' || last == 0xFF01 || last == 0x2026 || cedu__ends(all, CEDU_STR(".."));
    for (size_t i = 0; i < s.n; i++) l->blanks += s.p[i] == ' ';
    l->stop = l->chars > 1 && stop_char(last) && last != ':' && last != 0xFF1A;
    l->weight = (float)(l->han + (l->chars - l->han) * 0.3);
    /* Words of furniture: all of a short block, the ends of a long one. */
    cedu_str f = all;
    if (f.n > 480) {
        f.n = 480;
        while (((unsigned char)all.p[f.n] & 0xC0) == 0x80) f.n--;
    }
    l->hash = cedu__hash(f);
    uint32_t text_groups = ~(1u << CUE_container | 1u << CUE_metaname | 1u << CUE_doctype | 1u << CUE_plainword |
                             1u << CUE_scriptvar | 1u << CUE_noperson | 1u << CUE_posted | 1u << CUE_fieldname |
                             1u << CUE_surname | 1u << CUE_pager | 1u << CUE_pageparam | 1u << CUE_role | 1u << CUE_poster);
    bool at_start = true;
    for (size_t i = 0, len; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, text_groups);
        uint32_t c = cedu__u8_at(f, i, &len);
        if (q && q->group == CUE_published && q->value.n && cedu__cues_compound(f, i)) q = NULL; /* 申报时间 */
        if (q && q->group == CUE_comment && q->value.n && q->form.n != all.n) q = NULL;          /* 评论 alone */
        if (q) {
            if (at_start) l->begins |= 1u << q->group;
            l->has |= 1u << q->group;
            l->cue_chars += (uint32_t)cedu__u8_count(q->form);
            at_start = false;
            len = q->form.n;
        } else if (counted_word(f, i)) {
            l->has |= 1u << CUE_counter;
            at_start = false;
        } else if (cedu__is_han(c) || c - '0' < 10u || (c >= 'a' && c <= 'z')) {
            at_start = false;
        }
    }
    size_t len;
    uint32_t c = cedu__u8_at(f, 0, &len);
    l->box = c == 0x25A1 || c == 0x2610;
    l->list_mark =
        c == 0x2022 || c == 0x00B7 || c == '-' || c == 0x25CF || c == 0x25A0 || c == 0x25C6 || c == 0x30FB || c == '*';
    cedu_date d;
    if (l->chars <= 100 && l->digits >= 4 && cedu__page_date(s, 0, &d)) {
        uint32_t rest = 0;
        for (size_t i = 0; i < s.n; i += len) {
            c = cedu__u8_at(s, i, &len);
            if ((i < d.start || i >= d.end) && c != ' ' && c != '[' && c != ']' && c != '(' && c != ')') rest++;
        }
        l->dateonly = rest <= 2;
        l->date_first = d.start <= 3;
        l->dated = d.d > 0;
        l->timed = d.hh >= 0;
        l->signed_day = l->dateonly && !l->timed && d.d > 0 && cedu__find(s, CEDU_STR("年"), 0) >= 0;
    }
}

void cedu__page_features(cedu_raw *r) {
    cedu_arena scratch;
    cedu__arena_init(&scratch, 1u << 20);
    for (size_t i = 0; i < r->leaf.n; i++) leaf_features(r, &r->leaf.p[i], &scratch);
    cedu__arena_release(&scratch);
}
