/* mojibake.c - text that was read in the wrong encoding, read again in the right one. See docs/repair.md.
 *
 * Three ways in:
 *   1. UTF-8 read as GBK: 浜哄伐 was 人工. The characters, written in GBK again, are bytes that make sense as UTF-8: lead and
 *      continuation bytes fall into place, which hardly ever happens by chance. A byte that GBK could not pair came out as U+FFFD
 *      (or '?'); it lies in a character of which the other two bytes are known. The model chooses among the 64 (as at the end of a
 *      GBK shift) where one is far likelier than the next; elsewhere the character stays U+FFFD: nothing is invented.
 *   2. GBK, Big5 or UTF-8 read as Latin-1 or windows-1252: ÈË¹¤ was 人工. The characters are the bytes; room text decodes them.
 *   3. A line in another encoding than the rest of its file. It is a row of U+FFFD by now, but the payload's bytes are still at hand
 *      (cedu_origin): the line is decoded from them. Offsets stay those of the file's encoding.
 * What was misread twice is undone twice: a result that does not read like Chinese is tried again, MAX_DEPTH deep.
 *
 * A reading is taken when its characters are everyday ones and the model finds it likelier than the text as it stands, by far.
 * To add a misreading: a line in `readings`, or a way to get at the bytes.
 */
#include "base/trace.h"
#include "repair/room.h"

enum {
    MAX_DEPTH = 3,
    MAX_ROW = 8,        /* characters with a lost byte side by side that are weighed together */
    MAX_SPAN = 1 << 20, /* bytes of one misread span */
    GAIN = 120,         /* what a reading must be likelier by, eighths of a bit */
    RATE = 92,          /* mean cost of its characters at most */
    RATE_SHORT = 76,    /* … of a span of fewer than four */
    FILL = 24,          /* a lost byte is filled in when the best character is likelier than the next by this */
    LOST = 90           /* cost of a character that stays lost */
};

/* ------------------------------------------------------------------ judging */
typedef struct verdict {
    unsigned chars, han, common, bad;
    int cost;
} verdict;

static verdict judge(cedu_str s) {
    verdict v = {0};
    uint32_t before = '\n';
    for (size_t i = 0, len; i < s.n; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        v.chars++;
        if (c == 0xFFFD) v.bad++;
        if (cedu__is_han(c)) {
            v.han++;
            v.common += (cedu__class_of(cedu__repair_simplify(c)) & CEDU_CH_COMMON) != 0;
        }
        v.cost += c == 0xFFFD ? LOST : cedu__model_cost(before == 0xFFFD ? '\n' : before, c);
        before = c;
    }
    return v;
}

/* Does what was `damaged` read well as `good`? */
static bool convinces(const verdict *damaged, const verdict *good) {
    if (good->han < 2 || good->common * 10 < good->han * 6 || good->bad * 2 > good->han) return false;
    int rate = good->cost / (int)good->chars;
    return damaged->cost - good->cost >= GAIN && rate <= (good->han < 4 ? RATE_SHORT : RATE);
}

/* ------------------------------------------------------------------ Latin-1 and windows-1252 */
static const uint16_t windows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                     0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                     0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* The byte that was read as c; 0 = none above ASCII. */
static unsigned latin_byte(uint32_t c) {
    if (c >= 0x80 && c <= 0xFF) return c;
    for (unsigned i = 0; c >= 0x0152 && c <= 0x2122 && i < 32; i++)
        if (windows[i] == c) return 0x80 + i;
    return 0;
}

bool cedu__is_misread_latin(uint32_t c) {
    static const char usual[] =
        "\xA0\xA7\xA9\xAB\xAE\xB0\xB1\xB2\xB3\xB7\xBB\xD7\xF7\xE0\xE1\xE8\xE9\xEA\xEC\xED\xF2\xF3\xF9\xFA\xFC";
    return c >= 0x80 && c <= 0xFF && !memchr(usual, (int)c, sizeof usual - 1);
}

/* ------------------------------------------------------------------ UTF-8 read as GBK */
static uint16_t gbk_code(uint32_t c) { return c < 0x10000 ? cedu__repair_gbk_of[c] : 0; }
static bool tail(unsigned b) { return b >= 0x80 && b <= 0xBF; }

bool cedu__misread_gbk_at(cedu_str s, size_t i) {
    size_t len;
    uint16_t a = gbk_code(cedu__u8_at(s, i, &len));
    i += len;
    uint32_t c1 = cedu__u8_at(s, i, &len), c2 = cedu__u8_at(s, i + len, &len);
    if (a == 0xEFBF && gbk_code(c1) == 0xBDEF) return true; /* 锟斤拷: U+FFFD, written down as UTF-8 */
    uint16_t b = gbk_code(c1), c = gbk_code(c2);
    if (c1 == 0xFFFD) return c2 < 0x80 ? true : c2 == 0xFFFD || (c2 < 0x10000 && cedu__repair_class_of[c2] & CEDU_CH_MOJI);
    if (!b || !tail(b >> 8)) return false;
    unsigned next = b & 0xFF;
    if (next < 0x80) return true;
    if (next < 0xE2 || next > 0xEF) return false;
    return c2 == 0xFFFD || (tail(c >> 8) && tail(c & 0xFF));
}

enum { UNKNOWN = 0x100 };
/* The bytes that character c was read from; a lost one is UNKNOWN. 0 = it was not read from this encoding. */
static unsigned read_from(uint32_t c, bool latin, uint16_t out[2]) {
    if (c < 0x80) return out[0] = (uint16_t)c, 1;
    if (c == 0xFFFD) return out[0] = UNKNOWN, 1;
    if (latin) return out[0] = (uint16_t)latin_byte(c), out[0] != 0;
    if (c == 0x20AC) return out[0] = 0x80, 1;
    uint16_t code = gbk_code(c);
    if (!code) return 0;
    out[0] = code >> 8;
    out[1] = code & 0xFF;
    return 2;
}

typedef struct unit {
    uint32_t cp; /* 0xFFFD while a byte of it is unknown */
    uint16_t b[3];
    uint16_t next; /* the byte after it, 0 = none */
    uint8_t lost;  /* unknown bytes */
    size_t end;    /* where the source is in step again after it; 0 = in the middle of a character */
} unit;
typedef CEDU_VEC(unit) units;

static uint32_t utf8_cp(const uint16_t *b, unsigned n) {
    if (n == 1) return b[0];
    if (n == 2) return (b[0] & 31u) << 6 | (b[1] & 63u);
    return (b[0] & 15u) << 12 | (b[1] & 63u) << 6 | (b[2] & 63u);
}

/* Follows the bytes from the character at byte i on as long as they are UTF-8. The source of the units ends at *end. */
static bool follow(cedu_arena *a, cedu_str s, size_t i, bool latin, units *u, size_t *end) {
    unit now = {0};
    unsigned have = 0, need = 0;
    size_t good = 0; /* units up to the last place where both are in step */
    *end = i;
    for (size_t len, from = i; i < s.n && i - from < MAX_SPAN; i += len) {
        uint16_t b[2];
        uint32_t c = cedu__u8_at(s, i, &len);
        unsigned n = read_from(c, latin, b);
        if (c == '?' && have && have < need) b[0] = UNKNOWN; /* what many programs write for a byte that they cannot read */
        if (!n || c == '\n' || (n == 2 && b[1] < 0x80 && have + 1 != need)) break;
        bool stop = false;
        for (unsigned k = 0; k < n && !stop; k++) {
            if (u->n && !u->p[u->n - 1].next) u->p[u->n - 1].next = b[k];
            if (have == 0) {
                need = b[k] < 0x80                    ? 1
                       : b[k] == UNKNOWN              ? 3
                       : b[k] >= 0xE0 && b[k] <= 0xEF ? 3
                       : b[k] >= 0xC2 && b[k] < 0xE0  ? 2
                                                      : 0;
                now = (unit){.lost = b[k] == UNKNOWN};
                if (!need) stop = true;
            } else if (b[k] == UNKNOWN) now.lost++;
            else if (!tail(b[k])) stop = true;
            if (stop) break;
            now.b[have++] = b[k];
            if (have < need) continue;
            now.cp = now.lost ? 0xFFFD : utf8_cp(now.b, need);
            if ((!now.lost && need == 3 && (now.cp < 0x800 || (now.cp & 0xF800) == 0xD800)) || now.lost == 3) stop = true;
            now.end = k + 1 == n ? i + len : 0;
            if (stop) break;
            if (!CEDU_PUSH(a, u, now)) return false;
            have = 0;
            if (now.end && need > 1) good = u->n, *end = now.end;
        }
        if (stop) break;
    }
    /* the last character's end fell to the end of the line: one U+FFFD or '?' for its last byte, or nothing at all */
    u->n = good;
    return good > 0;
}

typedef struct choice {
    uint32_t cp[64];
    int to[64], from[64]; /* cheapest way up to and with it; from it to the end */
    unsigned n;
} choice;

/* The characters that a unit can be. One byte of it may be unknown: 64 of them or fewer. */
static void choices(const unit *x, bool latin, choice *out) {
    out->n = 0;
    if (x->lost != 1) { /* two unknown bytes are 4 096 characters: not even tried */
        out->cp[out->n++] = x->cp;
        return;
    }
    unsigned at = x->b[0] == UNKNOWN ? 0 : x->b[1] == UNKNOWN ? 1 : 2;
    uint16_t b[3] = {x->b[0], x->b[1], x->b[2]};
    unsigned follower = at < 2 ? x->b[at + 1] : x->next;
    for (unsigned v = at ? 0x80 : 0xE2; v <= (at ? 0xBFu : 0xEFu); v++) {
        if (latin) { /* windows-1252 has no characters for these bytes alone */
            if (v >= 0xA0 || windows[v - 0x80]) continue;
        } else if (v >= 0x81 && follower >= 0x40 && follower <= 0xFE && follower != 0x7F) {
            uint32_t pair = cedu__repair_gbk_to[CEDU_GBK_AT(v, follower)];
            if (pair && !(cedu__class_of(pair) & CEDU_CH_PRIVATE)) continue; /* it would not have been lost */
        }
        b[at] = (uint16_t)v;
        uint32_t c = utf8_cp(b, 3);
        if (c >= 0x800 && (c & 0xF800) != 0xD800 && !(cedu__class_of(c) & CEDU_CH_PRIVATE)) out->cp[out->n++] = c;
    }
}

/* Units [from, to) with lost bytes in a row: each gets the character on the cheapest way through all of them, if the cheapest way
 * through any other one is dearer by FILL. c has room for to - from + 2 of them. Returns how many were filled in. */
static unsigned fill(units *u, size_t from, size_t to, bool latin, uint32_t after, choice *c) {
    size_t n = to - from;
    unsigned filled = 0;
    choice *ends = c + n;
    ends[0].n = ends[1].n = 1;
    ends[0].cp[0] = from ? u->p[from - 1].cp : '\n';
    ends[1].cp[0] = after;
    ends[0].to[0] = ends[1].from[0] = 0;
    for (size_t k = 0; k < n; k++) {
        choices(&u->p[from + k], latin, &c[k]);
        if (!c[k].n) return 0;
    }
    for (size_t k = 0; k < n; k++) {
        const choice *left = k ? &c[k - 1] : &ends[0];
        for (unsigned i = 0; i < c[k].n; i++) {
            c[k].to[i] = 1 << 20;
            for (unsigned j = 0; j < left->n; j++) {
                int way = left->to[j] + cedu__model_cost(left->cp[j], c[k].cp[i]);
                if (way < c[k].to[i]) c[k].to[i] = way;
            }
        }
    }
    for (size_t k = n; k-- > 0;) {
        const choice *right = k + 1 < n ? &c[k + 1] : &ends[1];
        int best = 1 << 20, second = 1 << 20;
        unsigned found = 0;
        for (unsigned i = 0; i < c[k].n; i++) {
            c[k].from[i] = 1 << 20;
            for (unsigned j = 0; j < right->n; j++) {
                int way = right->from[j] + (right->cp[j] == 0xFFFD ? 0 : cedu__model_cost(c[k].cp[i], right->cp[j]));
                if (way < c[k].from[i]) c[k].from[i] = way;
            }
            int all = c[k].to[i] + c[k].from[i];
            if (all < best) second = best, best = all, found = i;
            else if (all < second) second = all;
        }
        if (second - best < FILL || u->p[from + k].lost != 1) continue;
        u->p[from + k].cp = c[k].cp[found];
        filled++;
    }
    return filled;
}

/* The span that begins at byte i of s, read again; *filled = characters chosen by the model. */
static bool undo(cedu_arena *a, cedu_str s, size_t i, bool latin, units *u, size_t *end, unsigned *filled, unsigned *garbage) {
    *u = (units){0};
    *filled = *garbage = 0;
    if (!follow(a, s, i, latin, u, end)) return false;
    choice *c = NULL;
    for (size_t k = 0; k < u->n; k++) {
        *garbage += !u->p[k].lost && u->p[k].cp == 0xFFFD;
        if (!u->p[k].lost) continue;
        size_t to = k + 1;
        while (to < u->n && to - k < MAX_ROW && u->p[to].lost) to++;
        if (!c) c = CEDU_NEW_N(a, choice, MAX_ROW + 2);
        if (!c) return false;
        bool last = to == u->n && (*end >= s.n || s.p[*end] == '\n');
        *filled += fill(u, k, to, latin, to < u->n ? u->p[to].cp : last ? '\n' : 0xFFFD, c);
        k = to - 1;
    }
    return true;
}

static cedu_str spell(cedu_arena *a, const units *u) {
    char *p = cedu__arena_alloc(a, u->n * 4 + 1);
    size_t n = 0;
    if (!p) return (cedu_str){0};
    for (size_t k = 0; k < u->n; k++) n += cedu__u8_put(u->p[k].cp, p + n);
    return (cedu_str){p, n};
}

/* ------------------------------------------------------------------ Latin spans */
static const char *const readings[] = {"GB18030", "Big5"}; /* UTF-8 goes the way of the units, which knows lost bytes */

typedef struct latin_run {
    size_t end;       /* byte of s after the span */
    unsigned char *b; /* the bytes */
    uint32_t *at, n;  /* source offset of each, and of the end */
} latin_run;

/* The run of Latin characters at byte i: bytes, and where each comes from. */
static bool latin_span(cedu_arena *a, cedu_str s, size_t i, latin_run *l) {
    size_t high = 0, most = 0, k = i, len;
    for (; k < s.n && s.p[k] != '\n' && k - i < MAX_SPAN; k += len) {
        uint32_t c = cedu__u8_at(s, k, &len);
        if (c >= 0x80 && c != 0xFFFD && !latin_byte(c)) break;
        most++;
        if (c >= 0x80) high = k + len;
    }
    if (!high) return false;
    if (high < s.n && (unsigned char)s.p[high] >= 0x40 && (unsigned char)s.p[high] < 0x7F)
        high++; /* a trail byte may be ASCII */
    *l = (latin_run){.b = cedu__arena_alloc(a, most + 1), .at = CEDU_NEW_N(a, uint32_t, most + 1)};
    if (!l->b || !l->at) return false;
    for (k = i; k < high; k += len) {
        uint32_t c = cedu__u8_at(s, k, &len);
        l->at[l->n] = (uint32_t)k;
        l->b[l->n++] = (unsigned char)(c < 0x80 ? c : c == 0xFFFD ? 0xFF : latin_byte(c));
    }
    l->at[l->n] = (uint32_t)high;
    l->end = high;
    return true;
}

/* ------------------------------------------------------------------ any way, any depth */
/* The best reading of the whole of s, without places: for what was misread more than once. */
static bool undo_deep(cedu_arena *a, cedu_str s, const verdict *damaged, int depth, cedu_str *out);

/* A reading that does not convince may itself be misread. */
static bool accept(cedu_arena *a, cedu_str got, const verdict *damaged, int depth, cedu_str *out, verdict *v) {
    *v = judge(got);
    if (convinces(damaged, v)) return *out = got, true;
    return depth < MAX_DEPTH && got.n >= 6 && v->bad * 4 <= v->chars && undo_deep(a, got, damaged, depth + 1, out) &&
           (*v = judge(*out), true);
}

static bool undo_deep(cedu_arena *a, cedu_str s, const verdict *damaged, int depth, cedu_str *out) {
    units u;
    size_t end, len;
    unsigned filled, garbage;
    verdict v;
    uint32_t c = cedu__u8_at(s, 0, &len);
    bool high = c >= 0x80 && latin_byte(c);
    if ((high || gbk_code(c)) && undo(a, s, 0, high, &u, &end, &filled, &garbage) && end == s.n &&
        accept(a, spell(a, &u), damaged, depth, out, &v))
        return true;
    latin_run l;
    if (high && latin_span(a, s, 0, &l) && l.end == s.n)
        for (size_t k = 0; k < CEDU_COUNT(readings); k++) {
            cedu_text t;
            if (cedu__text_decode_as(l.b, l.n, readings[k], a, &t, NULL) == CEDU_OK && accept(a, t.s, damaged, depth, out, &v))
                return true;
        }
    return false;
}

static void put_cp(cedu_stage_out *s, size_t src_n, uint32_t cp) {
    char to[4];
    cedu__stage_put(s, src_n, (cedu_str){to, cedu__u8_put(cp, to)}, false);
}

static float confidence(const verdict *v, unsigned filled) {
    float lost = (float)(v->bad + filled) / (float)(v->chars ? v->chars : 1);
    return 0.99f - 0.5f * lost;
}

/* *skip: where to go on when it is not; what begins inside the span reads no better than the whole. */
static bool try_utf8(cedu_stage_out *s, size_t i, bool latin, size_t *skip) {
    units u;
    size_t end;
    unsigned filled, garbage;
    *skip = i;
    if (!undo(s->arena, s->in, i, latin, &u, &end, &filled, &garbage)) return false;
    *skip = end;
    verdict damaged = judge(cedu__sub(s->in, i, end)), v;
    cedu_str got = spell(s->arena, &u), out;
    bool rubbish = garbage == u.n && garbage >= 2; /* 锟斤拷 */
    if (rubbish) out = got, v = judge(got);
    else if (!accept(s->arena, got, &damaged, 1, &out, &v)) return false;
    cedu__stage_keep(s, i);
    size_t dst = s->n;
    if (out.p == got.p) { /* in pieces: from one place where both are in step to the next */
        for (size_t k = 0, from = 0; k < u.n; k++) {
            if (!u.p[k].end) continue;
            char piece[64];
            size_t n = 0;
            for (; from <= k && n < sizeof piece - 4; from++) n += cedu__u8_put(u.p[from].cp, piece + n);
            cedu__stage_put(s, u.p[k].end - s->at, (cedu_str){piece, n}, false);
        }
    } else cedu__stage_put(s, end - i, out, false);
    cedu__stage_edit(s, CEDU_REPAIR_mojibake, i, dst, rubbish ? 0.99f : confidence(&v, filled));
    s->count++;
    CEDU_TRACE(repair, "mojibake at %zu: UTF-8 as %s, %zu bytes, %u filled in, %u lost", i, latin ? "Latin-1" : "GBK", end - i,
               filled, v.bad);
    return true;
}

static bool try_latin(cedu_stage_out *s, size_t i, size_t *skip) {
    latin_run l;
    *skip = i;
    if (!latin_span(s->arena, s->in, i, &l)) return false;
    *skip = l.end;
    verdict damaged = judge(cedu__sub(s->in, i, l.end)), best = {0}, v;
    cedu_str out = {0}, got;
    cedu_text text = {0};
    bool flat = false;
    for (size_t k = 0; k < CEDU_COUNT(readings); k++) {
        cedu_text t;
        if (cedu__text_decode_as(l.b, l.n, readings[k], s->arena, &t, NULL) != CEDU_OK) continue;
        if (!accept(s->arena, t.s, &damaged, 1, &got, &v)) continue;
        if (out.p && v.cost / (int)v.chars + (v.bad ? 8 : 0) >= best.cost / (int)best.chars + (best.bad ? 8 : 0)) continue;
        out = got, best = v, text = t, flat = got.p == t.s.p;
    }
    if (!out.p) return false;
    size_t end = l.end, upto = text.s.n;
    if (flat) /* the span may reach one sign too far: what does not decode at its end stays as it is */
        while (upto >= 3 && memcmp(text.s.p + upto - 3, "\xEF\xBF\xBD", 3) == 0) upto -= 3;
    cedu__stage_keep(s, i);
    size_t dst = s->n;
    if (flat) {
        for (size_t k = 0, len; k < upto; k += len) {
            uint32_t cp = cedu__u8_at(text.s, k, &len);
            put_cp(s, l.at[cedu__text_byte(&text, (uint32_t)(k + len))] - s->at, cp);
        }
        end = s->at;
    } else cedu__stage_put(s, end - i, out, false);
    cedu__stage_edit(s, CEDU_REPAIR_mojibake, i, dst, confidence(&best, 0));
    s->count++;
    *skip = end;
    CEDU_TRACE(repair, "mojibake at %zu: %s as Latin-1, %zu bytes, %u lost", i, text.encoding.p, end - i, best.bad);
    return true;
}

/* ------------------------------------------------------------------ a line in another encoding */
static bool try_line(cedu_stage_out *s, size_t from, size_t to, const cedu_origin *origin) {
    if (!origin || !origin->text || to - from > MAX_SPAN) return false;
    uint32_t a = (uint32_t)from, b = (uint32_t)to;
    if (origin->map) cedu__map_range(origin->map, a, b, &a, &b);
    if (b > origin->text->s.n || b - a != to - from || memcmp(origin->text->s.p + a, s->in.p + from, b - a) != 0)
        return false; /* markup in between: the bytes of the text are not in one piece */
    uint32_t start = cedu__text_byte(origin->text, a), end = cedu__text_byte(origin->text, b);
    verdict damaged = judge(cedu__sub(s->in, from, to)), best = {0};
    cedu_text text = {0};
    static const char *const names[] = {"GB18030", "UTF-8", "Big5"};
    for (size_t k = 0; k < CEDU_COUNT(names); k++) {
        cedu_text t;
        if (cedu__text_decode_as(origin->bytes + start, end - start, names[k], s->arena, &t, NULL) != CEDU_OK) continue;
        verdict v = judge(t.s);
        if (v.han < 2 || v.common * 10 < v.han * 6 || v.bad > damaged.bad / 4 || (text.s.p && v.cost >= best.cost)) continue;
        text = t, best = v;
    }
    if (!text.s.p || best.cost / (int)best.chars > RATE) return false;
    cedu__stage_keep(s, from);
    size_t dst = s->n, at = from;
    for (size_t k = 0, len, piece = 0; k < text.s.n; k += len) { /* pieces end where both readings end a character */
        (void)cedu__u8_at(text.s, k, &len);
        uint32_t byte = start + cedu__text_byte(&text, (uint32_t)(k + len));
        size_t one;
        while (at < to && cedu__text_byte(origin->text, a + (uint32_t)(at - from)) < byte) {
            (void)cedu__u8_at(s->in, at, &one);
            at += one;
        }
        if (cedu__text_byte(origin->text, a + (uint32_t)(at - from)) != byte) continue;
        cedu__stage_put(s, at - s->at, cedu__sub(text.s, piece, k + len), false);
        piece = k + len;
    }
    if (s->at != to) s->failed = true; /* cannot be: both end at `end` */
    cedu__stage_edit(s, CEDU_REPAIR_mojibake, from, dst, confidence(&best, 0));
    s->count++;
    CEDU_TRACE(repair, "mojibake at %zu: a line of %s in a file of %s", from, text.encoding.p, origin->text->encoding.p);
    return true;
}

/* ------------------------------------------------------------------ the pass */
static void line(cedu_stage_out *s, size_t from, size_t to, const cedu_origin *origin) {
    cedu_signs here;
    cedu__repair_detect(cedu__sub(s->in, from, to), &here);
    if (here.lost && try_line(s, from, to, origin)) return;
    if (!here.misread && here.latin < 3) return;
    for (size_t i = from, len; i < to && !s->failed;) {
        uint32_t c = cedu__u8_at(s->in, i, &len);
        size_t skip = i;
        if (here.misread && len == 3 && cedu__class_of(c) & CEDU_CH_MOJI && c != 0xFFFD) {
            if (try_utf8(s, i, false, &skip)) skip = s->at;
        } else if (here.latin >= 3 && c >= 0x80 && latin_byte(c)) {
            if (try_utf8(s, i, true, &skip)) skip = s->at;
            else (void)try_latin(s, i, &skip);
        }
        if (skip > i) {
            i = skip;
            continue;
        }
        i += len;
    }
}

void cedu__repair_mojibake(cedu_stage_out *s, const cedu_signs *signs, const cedu_origin *origin) {
    if (!signs->misread && signs->latin < 3 && !(signs->lost && origin)) return;
    for (size_t i = 0; i < s->in.n && !s->failed;) {
        const char *nl = memchr(s->in.p + i, '\n', s->in.n - i);
        size_t end = nl ? (size_t)(nl - s->in.p) : s->in.n;
        if (end > i) line(s, i, end, origin);
        i = end + 1;
    }
    if (s->count) cedu__stage_keep(s, s->in.n);
}
