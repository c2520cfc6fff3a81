/* inserted.c - what hijacked hosts put into other people's sentences: brands of betting sites, contacts, addresses.
 *
 * There is no list of brands: they change every week. What gives an insertion away is what it is for and how it stands there:
 *   - it ends with what such adverts sell (tails: 官网, 体育, app下载, 登录入口 …: general words, each of them innocent by itself);
 *   - before that stands a name that is no Chinese the model knows: its two characters were never seen side by side;
 *   - it stands in the middle of a sentence, and the characters on its two sides go together better than either with it;
 *   - it comes back in other places of the same text, or its tail is of the kind that no sentence goes on after.
 * What has all of it is taken out (an edit with a confidence, so that it can be brought back). A line that consists of such names is
 * emptied. Contacts (加微信… 领取) and addresses (www.…) between two Chinese characters go the same way. Brackets around go along.
 *
 * To add: a tail in the table. A tail that sentences use behind a name (运动, 体育) is `weak`: it must come back.
 */
#include "base/trace.h"
#include "repair/room.h"

enum {
    MAX_TOKENS = 4096,
    RARE = 50000, /* bytes of a text for each word of an advert in it, at most */
    STRANGE = 88, /* a pair that costs this was not seen in the model's texts */
    JOINS = 76,   /* characters on the two sides that cost at most this go together */
    MAX_LINE = 240
};

typedef struct tail {
    const char *z;
    bool weak;
    bool bets; /* nothing but a betting site ends so */
} tail;
/* Longest first where one begins another. */
static const tail tails[] = {
    {"登录入口", false, false},   {"登陆入口", false, false}, {"娱乐登录", false, true}, {"平台注册", false, false},
    {"官方网站", false, false},   {"官方网址", false, false}, {"app下载", false, false}, {"APP下载", false, false},
    {"最新版下载", false, false}, {"体育官网", false, true},  {"体育官方", false, true}, {"体育登录", false, true},
    {"体育下载", false, true},    {"体育网址", false, true},  {"娱乐官网", false, true}, {"娱乐下载", false, true},
    {"娱乐网", false, true},      {"娱乐城", false, true},    {"娱乐场", false, true},   {"国际娱乐场", false, true},
    {"国际娱乐", false, true},    {"葡京", false, true},      {"威尼斯人", false, true}, {"老虎机", false, true},
    {"百家乐", false, true},      {"博彩", false, true},      {"棋牌", false, true},     {"彩票平台", false, true},
    {"彩票官网", false, true},    {"彩票网", false, true},    {"彩票", true, false},     {"彩金", false, true},
    {"网址", false, false},       {"集团网", true, false},    {"官网", true, false},     {"官方", true, false},
    {"下载", true, false},        {"注册", true, false},      {"首页", true, false},     {"入口", true, false},
    {"体育", true, false},        {"运动", true, false},      {"娱乐", true, false},     {"平台", true, false},
    {"登录", true, false},        {"app", true, false},       {"APP", true, false}};

typedef struct token {
    size_t from, to;      /* the name and its tails */
    size_t cut, after;    /* with brackets and blanks around */
    uint64_t name, whole; /* hashes: without and with its tails */
    bool weak, bets, bracketed;
    bool square; /* between 【 and 】, where in the middle of a sentence nothing of the sentence stands */
    bool odd;    /* its name is no Chinese that the model knows */
    bool joined; /* its neighbours go together, */
    bool edges;  /* and neither goes with it */
} token;

/* The first bytes of each tail, so that most characters are done with after a few comparisons of numbers. */
typedef struct heads {
    uint32_t of[CEDU_COUNT(tails)];
    uint8_t n[CEDU_COUNT(tails)];
    uint64_t bits[16]; /* by a hash of the head */
} heads;

static uint32_t head_of(const char *p) {
    const unsigned char *u = (const unsigned char *)p;
    return (uint32_t)u[0] << 16 | (uint32_t)u[1] << 8 | u[2];
}

static unsigned bit_of(uint32_t head) { return head * 2654435761u >> 22; }

static void heads_make(heads *h) {
    memset(h->bits, 0, sizeof h->bits);
    for (size_t k = 0; k < CEDU_COUNT(tails); k++) {
        h->of[k] = head_of(tails[k].z);
        h->n[k] = (uint8_t)strlen(tails[k].z);
        h->bits[bit_of(h->of[k]) >> 6] |= 1ull << (bit_of(h->of[k]) & 63);
    }
}

static size_t tail_at(const heads *h, cedu_str s, size_t i, bool *weak, bool *bets) {
    if (s.n - i < 3) return 0;
    uint32_t head = head_of(s.p + i);
    unsigned bit = bit_of(head);
    if (!(h->bits[bit >> 6] >> (bit & 63) & 1)) return 0;
    for (size_t k = 0; k < CEDU_COUNT(tails); k++) {
        if (h->of[k] != head || s.n - i < h->n[k] || memcmp(s.p + i, tails[k].z, h->n[k]) != 0) continue;
        *weak = tails[k].weak;
        *bets |= tails[k].bets;
        return h->n[k];
    }
    return 0;
}

static uint32_t char_before(cedu_str s, size_t i) {
    size_t len;
    return i ? cedu__u8_at(s, cedu__u8_prev(s, i), &len) : '\n';
}
static uint32_t char_after(cedu_str s, size_t i) {
    size_t len;
    return i < s.n ? cedu__u8_at(s, i, &len) : '\n';
}

/* Brackets or blanks on both sides go with what they enclose. */
static void widen(cedu_str s, token *t) {
    static const uint32_t brackets[][2] = {{0x3010, 0x3011}, {0xFF08, 0xFF09}, {'(', ')'}, {'[', ']'}, {' ', ' '}};
    t->cut = t->from;
    t->after = t->to;
    for (size_t k = 0; k < CEDU_COUNT(brackets); k++) {
        size_t len;
        if (char_before(s, t->from) != brackets[k][0] || char_after(s, t->to) != brackets[k][1]) continue;
        t->bracketed = brackets[k][0] != ' ';
        t->square = k == 0;
        t->cut = cedu__u8_prev(s, t->from);
        (void)cedu__u8_at(s, t->to, &len);
        t->after = t->to + len;
        return;
    }
}

/* In brackets the whole of what they enclose is the token. */
static void stretch(cedu_str s, token *t) {
    size_t from = t->from, len;
    for (int k = 0; k < 6 && from > 0 && cedu__is_han(char_before(s, from)); k++) from = cedu__u8_prev(s, from);
    uint32_t l = char_before(s, from), r = cedu__u8_at(s, t->to, &len);
    if ((l == 0x3010 && r == 0x3011) || (l == 0xFF08 && r == 0xFF09) || (l == '(' && r == ')')) t->from = from;
}

/* How the token stands between its neighbours. */
static void weigh(cedu_str s, token *t) {
    uint32_t l = char_before(s, t->cut), r = char_after(s, t->after);
    size_t len;
    bool figure = t->bracketed && r >= '0' && r <= '9'; /* 企业【…】9家 */
    bool middle = (cedu__is_han(l) || l == 0xFF0C || l == ',') && (cedu__is_han(r) || figure);
    t->joined = middle && cedu__is_han(l) && cedu__model_cost(l, r) <= JOINS;
    if (t->bracketed && middle) t->joined = true;
    t->edges = t->bracketed || (cedu__model_cost(l, cedu__u8_at(s, t->from, &len)) >= STRANGE &&
                                cedu__model_cost(char_before(s, t->to), r) >= STRANGE);
    t->whole = cedu__hash(cedu__sub(s, t->from, t->to));
}

/* The two characters before a tail at byte i, if they are a name that the model does not know. */
static bool name_before(cedu_str s, size_t i, token *t) {
    if (i < 6) return false;
    size_t b = cedu__u8_prev(s, i), a = cedu__u8_prev(s, b), len;
    uint32_t x = cedu__u8_at(s, a, &len), y = cedu__u8_at(s, b, &len);
    if (!cedu__is_han(x) || !cedu__is_han(y)) return false;
    t->from = a;
    t->name = cedu__hash(cedu__sub(s, a, i));
    t->odd = cedu__model_cost(x, y) >= STRANGE;
    return true;
}

typedef CEDU_VEC(token) token_list;

/* The tokens whose tails stand in [from, to), pushed to `t`: MAX_TOKENS at most. */
static void find_tokens(const heads *h, cedu_str s, size_t from, size_t to, cedu_arena *a, token_list *t) {
    for (size_t i = from; i < to && t->n < MAX_TOKENS;) {
        unsigned char c = (unsigned char)s.p[i];
        bool weak, more;
        token now = {0};
        size_t len = c >= 0xE0 || c == 'a' || c == 'A' ? tail_at(h, s, i, &weak, &now.bets) : 0;
        if (!len || !name_before(s, i, &now)) {
            i += cedu__u8_len(c);
            continue;
        }
        now.weak = weak;
        for (i += len; i < s.n && (len = tail_at(h, s, i, &more, &now.bets)) != 0; i += len)
            now.weak = now.weak && more && i - now.from < 18;
        now.to = i;
        stretch(s, &now);
        widen(s, &now);
        weigh(s, &now);
        if (!CEDU_PUSH(a, t, now)) return;
    }
}

/* What stands between 【 and 】. */
static void find_bracketed(const heads *h, cedu_str s, cedu_arena *a, token_list *t) {
    for (ptrdiff_t close = -1; (close = cedu__find(s, CEDU_STR("】"), (size_t)(close + 1))) >= 0;) {
        size_t end = (size_t)close, from = end;
        while (from > 0 && end - from < MAX_LINE && s.p[from - 1] != '\n' && char_before(s, from) != 0x3010)
            from = cedu__u8_prev(s, from);
        if (char_before(s, from) == 0x3010) find_tokens(h, s, from, end, a, t);
    }
}

/* Is the token an insertion? By itself in brackets and with a strange name; else by the places where the very same one stands oddly:
 * once there are enough of those, it is one everywhere. */
static bool inserted(const token *t, size_t n, size_t k) {
    unsigned odd = 0;
    for (size_t i = 0; i < n && odd < 4; i++) odd += t[i].whole == t[k].whole && t[i].joined && (t[i].odd || t[i].edges);
    if (t[k].bracketed && t[k].joined && (t[k].bets || (t[k].square && t[k].to - t[k].from <= 36))) return true;
    if (t[k].bracketed && t[k].odd && t[k].joined) return !t[k].weak || odd >= 1;
    return odd >= (t[k].weak ? 4u : t[k].odd ? 2u : 3u);
}

/* ------------------------------------------------------------------ contacts and addresses */
static bool word_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_' ||
           c == '/' || c == ':';
}
static size_t ascii_run(cedu_str s, size_t i) {
    size_t k = i;
    while (k < s.n && word_char(s.p[k])) k++;
    return k - i;
}
static bool has(cedu_str s, size_t i, const char *z) { return i <= s.n && cedu__starts(cedu__sub(s, i, s.n), cedu__str(z)); }

/* Whether a sentence goes on with an address behind the character: 登录|, 网址|. */
static bool leads_to(uint32_t c) {
    static const uint16_t words[] = {
        0x4E3A, 0x4E8E, 0x5165, 0x5230, 0x53F0, 0x5728, 0x5740, 0x5F55,
        0x63A5, 0x662F, 0x7AD9, 0x7EDF, 0x7F51, 0x89C1, 0x95EE, 0x9646}; /* 为于入到台在址录接是站统网见问陆 */
    return cedu__among(c, words, CEDU_COUNT(words));
}

/* bbs.某某.com right behind a Chinese character: where the first such name behind byte i begins; -1 = none. */
static ptrdiff_t host_from(cedu_str s, size_t i) {
    enum { LABEL = 5 }; /* letters before the first point */
    for (const char *p = s.p + i; (p = memchr(p, '.', (size_t)(s.p + s.n - p))); p++) {
        size_t point = (size_t)(p - s.p), a = point;
        while (a > i && point - a < LABEL && ((s.p[a - 1] | 32) >= 'a' && (s.p[a - 1] | 32) <= 'z')) a--;
        if (a == point || a == 0 || (unsigned char)s.p[a - 1] < 0x80) continue;
        for (size_t k = point + 1; k + 1 < s.n && word_char(s.p[k]); k++)
            if (s.p[k] == '.' && (s.p[k + 1] | 32) >= 'a' && (s.p[k + 1] | 32) <= 'z') return (ptrdiff_t)a;
    }
    return -1;
}

/* The byte after an advert's contact (加微信abc123领取) or address at byte i, or 0. */
static size_t contact_at(cedu_str s, size_t i) {
    static const char *const ways[] = {"加微信", "加V信", "加QQ", "加vx", "加VX"}, *const calls[] = {"领取", "进群", "咨询",
                                                                                                     "免费"};
    for (size_t k = 0; k < CEDU_COUNT(ways); k++) {
        if (!has(s, i, ways[k])) continue;
        size_t at = i + strlen(ways[k]), n = ascii_run(s, at);
        for (size_t c = 0; n >= 4 && c < CEDU_COUNT(calls); c++)
            if (has(s, at + n, calls[c])) return at + n + strlen(calls[c]);
    }
    if (!has(s, i, "www.") && !has(s, i, "http") && host_from(cedu__sub(s, 0, i + ascii_run(s, i)), i) != (ptrdiff_t)i)
        return 0;
    size_t end = i + ascii_run(s, i);
    uint32_t l = char_before(s, i), r = char_after(s, end);
    if (end - i < 9 || !cedu__is_han(l) || !cedu__is_han(r)) return 0;
    if (cedu__find(cedu__sub(s, i, end), CEDU_STR(".gov."), 0) >= 0) return 0;
    return cedu__model_cost(l, r) <= JOINS || !leads_to(l) ? end : 0;
}

/* Where adverts' contacts and addresses may begin: the next place of each of their words. */
typedef struct leads {
    ptrdiff_t at[6], host; /* -1: none is left */
} leads;
static const char *const lead_words[6] = {"www.", "http", "加微信", "加V", "加QQ", "加vx"};

/* The first of them at or behind byte i, or the text's end. */
static size_t next_lead(leads *l, cedu_str s, size_t i) {
    size_t first = s.n;
    for (size_t k = 0; k < CEDU_COUNT(l->at); k++) {
        if (l->at[k] >= 0 && (size_t)l->at[k] < i) l->at[k] = cedu__find(s, cedu__str(lead_words[k]), i);
        if (l->at[k] >= 0 && (size_t)l->at[k] < first) first = (size_t)l->at[k];
    }
    if (l->host >= 0 && (size_t)l->host < i) l->host = host_from(s, i);
    if (l->host >= 0 && (size_t)l->host < first) first = (size_t)l->host;
    return first;
}

static void cut(cedu_stage_out *s, size_t from, size_t to, float confidence) {
    if (from < s->at) return;
    cedu__stage_keep(s, from);
    size_t dst = s->n;
    cedu__stage_put(s, to - from, (cedu_str){0}, false);
    cedu__stage_edit(s, CEDU_REPAIR_inserted, from, dst, confidence);
    s->count++;
    CEDU_TRACE(repair, "inserted at %zu: %.*s", from, (int)(to - from), s->in.p + from);
}

/* A line of names that were found to be insertions: they and their tails are two fifths of it. Fills in its ends. */
static bool is_advert(cedu_str s, const token_list *t, const bool *known, size_t k, size_t *from, size_t *to) {
    size_t a = t->p[k].from, b = t->p[k].to, sum = 0;
    unsigned names = 0;
    while (a > 0 && s.p[a - 1] != '\n' && t->p[k].from - a < MAX_LINE) a--;
    while (b < s.n && s.p[b] != '\n' && b - t->p[k].to < MAX_LINE) b++;
    for (size_t i = 0; i < t->n; i++)
        if (known[i] && t->p[i].from >= a && t->p[i].to <= b) sum += t->p[i].to - t->p[i].from, names++;
    *from = a;
    *to = b;
    return names >= 2 && sum * 5 >= (b - a) * 2 && b - a <= MAX_LINE;
}

/* Which tokens are insertions, and which have the name of one: bad[k], known[k]. Gives whether any is. */
static bool judge(const token_list *t, bool *bad, bool *known) {
    bool any = false;
    if (t->n >= 2000) return false; /* each is compared with each; a text with more is a list of such words */
    for (size_t k = 0; k < t->n; k++) any |= bad[k] = inserted(t->p, t->n, k);
    for (size_t k = 0; any && k < t->n; k++)
        for (size_t j = 0; j < t->n && !known[k]; j++) known[k] = bad[j] && t->p[j].name == t->p[k].name;
    return any;
}

void cedu__repair_inserted(cedu_stage_out *s, const cedu_signs *signs) {
    cedu_str in = s->in;
    bool sold = signs->adverts > in.n / RARE; /* in a long text one such word is no sign */
    leads l;
    heads h;
    token_list t = {0};
    heads_make(&h);
    if (sold) find_tokens(&h, in, 0, in.n, s->arena, &t);
    else find_bracketed(&h, in, s->arena, &t);
    if (!t.n && !signs->contacts) return;
    bool *bad = CEDU_NEW_N(s->arena, bool, t.n + 1), *known = CEDU_NEW_N(s->arena, bool, t.n + 1);
    if (!bad || !known) {
        s->failed = true;
        return;
    }
    if (!judge(&t, bad, known) && !signs->contacts) return;
    for (size_t k = 0; k < CEDU_COUNT(l.at); k++) l.at[k] = signs->contacts ? cedu__find(in, cedu__str(lead_words[k]), 0) : -1;
    l.host = signs->contacts ? host_from(in, 0) : -1;
    size_t next = 0;
    for (size_t i = 0; i < in.n && !s->failed;) {
        while (next < t.n && t.p[next].cut < i) next++;
        size_t end, token_at = next < t.n ? t.p[next].cut : in.n, lead = next_lead(&l, in, i);
        i = token_at < lead ? token_at : lead;
        if (token_at == i && i < in.n) {
            const token *now = &t.p[next];
            size_t a, b;
            if (known[next] && is_advert(in, &t, known, next, &a, &b) && a >= s->at) {
                cut(s, a, b, 0.9f);
                i = b;
                continue;
            }
            if (bad[next]) {
                cut(s, now->cut, now->after, now->weak ? 0.8f : 0.9f);
                i = now->after;
                continue;
            }
        }
        if (lead == i && (end = contact_at(in, i)) != 0) {
            cut(s, i >= 3 && has(in, i - 3, "添加") ? i - 3 : i, end, 0.85f);
            i = end;
        } else if (i < in.n) {
            i += cedu__u8_len((unsigned char)in.p[i]);
        }
    }
    if (s->count) cedu__stage_keep(s, in.n);
}
