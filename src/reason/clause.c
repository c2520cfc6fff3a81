/* clause.c - one clause of a policy instrument as a rule: payer, who is paid and for what, rate, caps, window, exclusions, stacking.
 *
 * Rate, cap and fixed amount are the fact's own (they went through reading and review); this file only finds out what they hang on. The
 * words it looks for are groups of the packs (core/reason.tsv). What a clause leaves to the end of its document (window, stacking, who
 * gets nothing) is looked up there: sentences with a word of the group, quoted whole.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "match/match.h"
#include "reason/internal.h"
#include "reason/subsidy.h"

static const char *const condition_names[][2] = {
#define CEDU__X(name, zh, en) {zh, en},
    CEDU_CONDITIONS(CEDU__X)
#undef CEDU__X
};
const char *cedu__condition_name(cedu_condition_what w, bool english) {
    return (unsigned)w < CEDU_COUNT(condition_names) ? condition_names[w][english] : "?";
}

#define MAX_CONDITIONS 24
#define MAX_SENTENCE   1200 /* bytes: 400 characters; what is longer is a table gone flat */
#define MAX_PAYEE      120

/* ------------------------------------------------------------------ pieces of text */
static bool is_stop(uint32_t c, bool commas) {
    return c == 0x3002 || c == 0xFF1B || c == ';' || c == '\n' || c == 0xFF01 || (commas && (c == 0xFF0C || c == ','));
}

/* The next piece of s from *at, without its stop; false at the end. */
static bool next_piece(cedu_str s, size_t *at, bool commas, cedu_str *out) {
    if (*at >= s.n) return false;
    size_t i = *at, len;
    for (uint32_t c; (c = cedu__u8_at(s, i, &len)), len && !is_stop(c, commas);) i += len;
    *out = cedu__trim(cedu__sub(s, *at, i));
    *at = i + (len ? len : 1);
    return true;
}

/* Without 第三条, （二）, 3. in front. */
static cedu_str without_number(cedu_str s) {
    size_t i = 0, len;
    uint32_t c = cedu__u8_at(s, 0, &len);
    bool open = c == 0xFF08 || c == '(', article = c == 0x7B2C; /* （ 第 */
    if (!open && !article && !(c >= '0' && c <= '9') && !(c >= 0x4E00 && c <= 0x9FFF)) return s;
    for (size_t n = 0; n < 8 && i < s.n; n++, i += len) {
        c = cedu__u8_at(s, i, &len);
        bool end = open      ? c == 0xFF09 || c == ')'
                   : article ? c == 0x6761 || c == 0x6B3E
                             : c == '.' || c == 0x3001 || c == 0xFF0E;
        if (end && n > 0) return cedu__trim(cedu__sub(s, i + len, s.n));
        bool digit = (c >= '0' && c <= '9') || cedu__find(CEDU_STR("一二三四五六七八九十百"), cedu__sub(s, i, i + len), 0) >= 0;
        if (n > 0 && !digit) return s;
        if (n == 0 && !open && !article && !digit) return s;
    }
    return s;
}

static bool has(cedu_wordlist l, cedu_str s, const char *value, const cedu_word **out) {
    for (size_t i = 0; i < l.n; i++)
        if ((!value || cedu__eqz(l.p[i].value, value)) && cedu__find(s, l.p[i].form, 0) >= 0) {
            if (out) *out = &l.p[i];
            return true;
        }
    return false;
}

/* ------------------------------------------------------------------ conditions */
typedef struct reading {
    const cedu_image *im;
    cedu_arena *a;
    cedu_rule *r;
    cedu_wordlist to, act, anyone, payer, claim, stack, exclude, window, yearly, stop;
} reading;

static void add(reading *x, cedu_condition c) {
    cedu_rule *r = x->r;
    for (size_t i = 0; i < r->condition_count; i++)
        if (r->conditions[i].what == c.what && cedu__eq(r->conditions[i].value, c.value) &&
            (c.what != CEDU_CONDITION_number || r->conditions[i].number == c.number))
            return;
    if (r->condition_count < MAX_CONDITIONS) r->conditions[r->condition_count++] = c;
}

static cedu_str copy(reading *x, cedu_str s) { return cedu__arena_str(x->a, s); }

/* 年营收首次突破1亿元: what is compared stands before the number. Gives where the number's condition ends; 0 = there is none. */
static size_t numbers_in(reading *x, cedu_str p) {
    cedu_mentions m;
    cedu_match_options o = {.ref_region = -1};
    size_t end = 0;
    if (cedu__match_run(x->im, p, &o, x->a, &m, NULL) != CEDU_OK) return 0;
    for (size_t i = 0; i < m.n; i++) {
        const cedu_mention *k = &m.p[i];
        bool number = k->type == CEDU_MENTION_money || k->type == CEDU_MENTION_percent || k->type == CEDU_MENTION_quantity;
        if (k->type == CEDU_MENTION_quantity && k->modifier == CEDU_MOD_EQ) continue; /* 3级认证: a name, not a bound */
        if (!number || !k->has_value || k->refused || k->start == 0 || k->start < end) continue;
        cedu_modifier op = k->modifier == CEDU_MOD_EQ ? CEDU_MOD_GE : k->modifier; /* 达到1亿元, 首次…: from there on */
        add(x, (cedu_condition){CEDU_CONDITION_number, copy(x, cedu__sub(p, end, k->end)), copy(x, cedu__sub(p, end, k->start)),
                                op, isnan(k->value) ? k->value_max : k->value, CEDU_TRUTH_UNKNOWN});
        end = k->end;
    }
    return end;
}

/* 租用智能算力的中小企业: an act with its object, and what the one who is paid must be. */
static void payee(reading *x, cedu_str p) {
    p = cedu__trim(p);
    for (size_t i = 0; i < x->stop.n; i++) { /* 入选企业给予20万元 */
        ptrdiff_t k = cedu__find(p, x->stop.p[i].form, 0);
        if (k >= 0) p = cedu__trim(cedu__sub(p, 0, (size_t)k));
    }
    if (!p.n || p.n > MAX_PAYEE * 3) return;
    cedu_str whole = copy(x, p);
    size_t after = numbers_in(x, p);
    p = cedu__trim(cedu__sub(p, after, p.n));
    for (size_t len; p.n && !cedu__is_han(cedu__u8_at(p, 0, &len)) && (unsigned char)p.p[0] >= 0x80;)
        p = cedu__sub(p, len, p.n); /* 、年增幅 */
    ptrdiff_t of = -1;              /* the last 的 parts what they did from what they are */
    for (ptrdiff_t k = -1; (k = cedu__find(p, CEDU_STR("的"), (size_t)(k + 1))) >= 0;) of = k;
    cedu_str head = of >= 0 ? cedu__sub(p, (size_t)of + 3, p.n) : p,
             deed = of >= 0 ? cedu__sub(p, 0, (size_t)of) : (cedu_str){0};
    ptrdiff_t first = -1;
    size_t wide = 0;
    cedu_str in = deed.n ? deed : head;
    for (size_t i = 0; i < x->act.n; i++) { /* the first act; longest forms first */
        ptrdiff_t k = cedu__find(in, x->act.p[i].form, 0);
        if (k >= 0 && (first < 0 || k < first)) first = k, wide = x->act.p[i].form.n;
    }
    if (first >= 0) {
        cedu_str object = cedu__trim(cedu__sub(in, (size_t)first + wide, in.n));
        if (object.n) add(x, (cedu_condition){CEDU_CONDITION_act, whole, copy(x, object), CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN});
        if (!deed.n) head = cedu__sub(in, 0, (size_t)first); /* 支持企业开发大模型 */
    } else if (deed.n) /* 在本市注册的: something that must hold and that only the profile's words can tell */
        add(x, (cedu_condition){CEDU_CONDITION_payee, whole, copy(x, deed), CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN});
    head = cedu__trim(head);
    bool any = cedu__u8_count(head) < 2; /* 经[认定为…] */
    for (size_t i = 0; i < x->anyone.n && !any; i++) any = cedu__eq(head, x->anyone.p[i].form);
    for (size_t i = 0; i < x->to.n; i++) any |= cedu__eq(head, x->to.p[i].form);
    if (!any) add(x, (cedu_condition){CEDU_CONDITION_payee, whole, copy(x, head), CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN});
}

/* Pieces of the clause that begin with 对, 支持 …: who is paid, and for what. */
static void payees(reading *x, cedu_str clause) {
    cedu_str piece;
    for (size_t at = 0; next_piece(clause, &at, true, &piece);) {
        cedu_mentions m;
        cedu_match_options o = {.ref_region = -1};
        if (cedu__match_run(x->im, piece, &o, x->a, &m, NULL) != CEDU_OK) return;
        size_t from = 0;
        for (size_t i = 0; i < m.n; i++) /* over the region in front */
            if (m.p[i].type == CEDU_MENTION_region && m.p[i].start == from) from = m.p[i].end;
        cedu_str rest = cedu__trim(cedu__sub(piece, from, piece.n));
        const cedu_word *w = NULL;
        ptrdiff_t begin = -1;
        for (size_t i = 0; i < x->to.n && !w; i++)
            if (cedu__starts(rest, x->to.p[i].form)) w = &x->to.p[i], begin = 0;
        for (size_t i = 0; i < x->to.n && !w; i++) /* 通过算力券支持中小企业: words of two characters also inside */
            if (x->to.p[i].form.n > 3 && (begin = cedu__find(rest, x->to.p[i].form, 0)) >= 0) w = &x->to.p[i];
        if (!w) continue;
        cedu_str p = cedu__sub(rest, (size_t)begin + w->form.n, rest.n);
        bool amount = false; /* 给予100万元奖励: an amount, nobody */
        for (size_t k = 0; k < m.n; k++) amount |= m.p[k].type == CEDU_MENTION_money || m.p[k].type == CEDU_MENTION_percent;
        if (!amount || !cedu__eqz(w->value, "give")) payee(x, p);
    }
}

/* ------------------------------------------------------------------ amounts */
/* 按合同金额的30%: what stands between 按 and the rate; a yearly cap is one whose piece says 每年. */
static void amounts(reading *x, cedu_str clause) {
    cedu_rule *r = x->r;
    cedu_str piece;
    bool yearly_before = false;
    for (size_t at = 0; next_piece(clause, &at, true, &piece);) {
        cedu_mentions m;
        cedu_match_options o = {.ref_region = -1};
        if (cedu__match_run(x->im, piece, &o, x->a, &m, NULL) != CEDU_OK) return;
        bool yearly = cedu__reason_word_in(x->yearly, piece) != NULL;
        for (size_t i = 0; i < m.n; i++) {
            const cedu_mention *k = &m.p[i];
            if (k->type == CEDU_MENTION_percent && k->has_value && !isnan(r->rate) && k->value == r->rate && !r->base.n) {
                ptrdiff_t by = -1;
                for (ptrdiff_t b = -1; (b = cedu__find(piece, CEDU_STR("按"), (size_t)(b + 1))) >= 0 && (size_t)b < k->start;)
                    by = b;
                size_t from = by >= 0 ? (size_t)by + 3 : 0;
                if (cedu__starts(cedu__sub(piece, from, piece.n), CEDU_STR("照"))) from += 3;
                cedu_str base = from < k->start ? cedu__trim(cedu__sub(piece, from, k->start)) : (cedu_str){0};
                if (cedu__ends(base, CEDU_STR("的"))) base.n -= 3;
                r->base = copy(x, base);
            }
            if (k->type != CEDU_MENTION_money || !k->has_value || k->refused) continue;
            double v = isnan(k->value) ? k->value_max : k->value;
            bool year = yearly || (yearly_before && v != r->cap);
            if (v == r->cap && year) r->year_cap = v, r->cap = NAN;
            else if (k->modifier == CEDU_MOD_LE && year && v != r->cap && v != r->fixed) r->year_cap = v;
        }
        yearly_before = yearly && !m.n;
    }
}

/* ------------------------------------------------------------------ what the document says of all its clauses */
static void iso(char out[16], cedu_civil c, bool end) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int month = c.month ? c.month : end ? 12 : 1, day = c.day ? c.day : end ? days[(month - 1) % 12] : 1;
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)c.year % 10000u, (unsigned)month % 100u, (unsigned)day % 100u);
}

static void window(reading *x, cedu_str sentence, const cedu_word *w, cedu_str published) {
    cedu_rule *r = x->r;
    cedu_mentions m;
    cedu_match_options o = {.ref_region = -1};
    char day[16];
    int years = 0;
    for (size_t i = 0; i + 4 <= published.n && i < 4; i++) years = years * 10 + (published.p[i] - '0');
    o.ref = (cedu_civil){(int16_t)(years > 1900 && years < 2200 ? years : 0), 1, 1, 0, 0, 0};
    if (cedu__match_run(x->im, sentence, &o, x->a, &m, NULL) != CEDU_OK) return;
    size_t times = 0;
    bool used = false;
    for (size_t i = 0; i < m.n; i++) {
        const cedu_mention *k = &m.p[i];
        if (k->type != CEDU_MENTION_time || (!k->when.start.year && !k->when.end.year)) continue;
        times++;
        if (k->when.start.year && k->when.end.year && k->when.interval && k->when.grain != CEDU_GRAIN_NONE) {
            if (!r->from.n) iso(day, k->when.start, false), r->from = copy(x, cedu__str(day));
            if (!r->to.n) iso(day, k->when.end, true), r->to = copy(x, cedu__str(day));
        } else if (cedu__eqz(w->value, "from") || (times == 1 && cedu__eqz(w->value, "span"))) {
            if (!r->from.n) iso(day, k->when.start, false), r->from = copy(x, cedu__str(day));
        } else if (times == 2 && !r->to.n) iso(day, k->when.end, true), r->to = copy(x, cedu__str(day));
        else if (!r->to.n && cedu__eqz(w->value, "to")) {
            bool again = cedu__find(sentence, CEDU_STR("至"), k->end) >= 0; /* A至B: the beginning */
            iso(day, again ? k->when.start : k->when.end, !again);
            if (again && !r->from.n) r->from = copy(x, cedu__str(day));
            else if (!again) r->to = copy(x, cedu__str(day));
        }
        used = true;
    }
    for (size_t i = 0; i < m.n; i++) { /* 有效期3年: from the beginning on */
        const cedu_mention *k = &m.p[i];
        int n;
        if (k->type != CEDU_MENTION_duration || !r->from.n || r->to.n || !has(x->window, sentence, "span", NULL)) continue;
        if (k->timex.n < 3 || k->timex.p[0] != 'P' || k->timex.p[k->timex.n - 1] != 'Y') continue;
        n = atoi(cedu__arena_str(x->a, cedu__sub(k->timex, 1, k->timex.n)).p);
        if (n > 0 && n < 50)
            r->to = cedu__arena_strf(x->a, "%04d%.*s", atoi(r->from.p) + n, (int)(r->from.n - 4), r->from.p + 4);
        used = true;
    }
    if (used && !r->window_quote.n) r->window_quote = copy(x, sentence);
}

static cedu_str after(cedu_str s, cedu_str form) {
    ptrdiff_t at = cedu__find(s, form, 0);
    return at < 0 ? (cedu_str){0} : cedu__sub(s, (size_t)at + form.n, s.n);
}

static void document(reading *x, cedu_str text) {
    cedu_rule *r = x->r;
    cedu_str s;
    const cedu_word *w;
    for (size_t at = 0; next_piece(text, &at, false, &s);) {
        if (!s.n || s.n > MAX_SENTENCE) continue;
        if (!r->stack_quote.n && has(x->stack, s, NULL, &w)) {
            r->stack = cedu__eqz(w->value, "adds") ? CEDU_STACK_ADDS : CEDU_STACK_ONCE;
            r->stack_quote = copy(x, s);
        }
        if (has(x->exclude, s, NULL, &w) &&
            !cedu__starts(after(s, w->form), CEDU_STR("\xEF\xBC\x89"))) { /* （…除外）: of the words before it */
            if (!r->exclusion_quote.n) r->exclusion_quote = copy(x, s);
            add(x, (cedu_condition){CEDU_CONDITION_exclusion, copy(x, s), copy(x, s), CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN});
        }
        if (has(x->window, s, NULL, &w)) window(x, s, w, r->fact.published);
    }
    if (!r->to.n && r->fact.year_to > 0 && r->fact.year_to < 9999 && r->fact.year_from < r->fact.year_to) {
        r->to = cedu__arena_strf(x->a, "%04d-12-31", r->fact.year_to); /* the plan's period */
        if (!r->from.n) r->from = cedu__arena_strf(x->a, "%04d-01-01", r->fact.year_from);
    }
    add(x, (cedu_condition){CEDU_CONDITION_window, r->window_quote, CEDU_STR(""), CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN});
}

/* ------------------------------------------------------------------ a rule */
static double number_of(const cedu_fact *f, cedu_field_id id) {
    const cedu_field *v = cedu__reason_field(f, id);
    return v ? v->num : NAN;
}

/* 对甲给予100万元，对乙给予50万元: of a sentence with several awards, the pieces of this one. */
static cedu_str own_award(reading *x, cedu_str clause, const cedu_fact *f) {
    ptrdiff_t here = f->as_written.n ? cedu__find(clause, f->as_written, 0) : -1;
    size_t begin = 0;
    cedu_str piece;
    if (here < 0 || !cedu__eqz(f->rule, "instrument.amount")) return clause;
    for (size_t at = 0; next_piece(clause, &at, true, &piece) && at <= (size_t)here;) {
        cedu_mentions m;
        cedu_match_options o = {.ref_region = -1};
        bool money = false;
        if (cedu__match_run(x->im, piece, &o, x->a, &m, NULL) != CEDU_OK) return clause;
        for (size_t i = 0; i < m.n; i++) money |= m.p[i].type == CEDU_MENTION_money;
        if (money && (has(x->stop, piece, NULL, NULL) || has(x->claim, piece, NULL, NULL))) begin = at;
    }
    return cedu__trim(cedu__sub(clause, begin, clause.n));
}

bool cedu__rule_read(const cedu_image *im, const cedu_store_fact *f, cedu_str text, cedu_arena *a, cedu_rule *out) {
    reading x = {.im = im, .a = a, .r = out};
    const struct {
        const char *group;
        cedu_wordlist *to;
    } groups[] = {{"to", &x.to},         {"act", &x.act},     {"anyone", &x.anyone},   {"payer", &x.payer},
                  {"claim", &x.claim},   {"stack", &x.stack}, {"exclude", &x.exclude}, {"window", &x.window},
                  {"yearly", &x.yearly}, {"stop", &x.stop}};
    for (size_t i = 0; i < CEDU_COUNT(groups); i++) *groups[i].to = cedu__reason_wordlist(im, groups[i].group, a);
    cedu_str type = cedu__reason_field_str(&f->fact, CEDU_FIELD_instrument_type);
    *out = (cedu_rule){.fact = *f,
                       .conditions = CEDU_NEW_N(a, cedu_condition, MAX_CONDITIONS),
                       .rate = number_of(&f->fact, CEDU_FIELD_rate),
                       .cap = number_of(&f->fact, CEDU_FIELD_cap),
                       .year_cap = NAN,
                       .fixed = f->fact.has_value && cedu__eqz(f->fact.unit, "元") ? f->fact.value : NAN,
                       .fixed_max = f->fact.has_max && cedu__eqz(f->fact.unit, "元") ? f->fact.value_max : NAN,
                       .sources = 1};
    if (!out->conditions || f->fact.denied || f->fact.stance == CEDU_STANCE_advised || f->fact.stance == CEDU_STANCE_risk)
        return false;
    bool grant = has(x.claim, type, "", NULL);
    for (size_t i = 0; i < x.claim.n && !grant; i++)
        grant = !x.claim.p[i].value.n && cedu__find(type, x.claim.p[i].form, 0) >= 0;
    if (!grant || cedu__eqz(f->fact.rule, "instrument.fund")) return false;
    /* 投资10亿元以上的项目: a bound that somebody must reach, no award */
    if (!isnan(out->fixed) && (f->fact.modifier == CEDU_MOD_GE || f->fact.modifier == CEDU_MOD_GT)) out->fixed = NAN;
    bool bare = isnan(out->rate) && isnan(out->fixed) && isnan(out->cap);
    if (f->fact.stance != CEDU_STANCE_planned && f->fact.stance != CEDU_STANCE_asserted) return false;
    if (cedu__reason_word_in(cedu__reason_wordlist(im, "spent", a), f->clean_quote)) return false; /* 累计发放: that was */
    if (cedu__reason_word_in(cedu__reason_wordlist(im, "person", a), f->clean_quote) &&
        !cedu__reason_word_in(cedu__reason_wordlist(im, "firmlike", a), f->clean_quote))
        return false;                                                                   /* for people, not for firms */
    if (bare && cedu__find(f->title, cedu__trim(f->clean_quote), 0) >= 0) return false; /* a title is no clause */
    cedu_str clause = own_award(&x, without_number(cedu__trim(f->clean_quote)), &f->fact);
    out->pool = has(x.claim, clause, "pool", NULL);
    const cedu_word *payer = cedu__reason_word_in(x.payer, clause);
    if (payer) out->payer = payer->form;
    cedu_str subject = without_number(cedu__trim(f->fact.subject));
    for (size_t i = 0; i < x.to.n; i++)
        if (cedu__starts(subject, x.to.p[i].form)) {
            subject = cedu__sub(subject, x.to.p[i].form.n, subject.n);
            break;
        }
    /* 分别给予: the fact knows which of the tiers it is */
    bool whole = subject.n && cedu__find(f->title, subject, 0) >= 0; /* 第一条 under a title: the fact has only that */
    bool several = cedu__eqz(f->fact.rule, "instrument.amount") &&
                   cedu__reason_word_in(cedu__reason_wordlist(im, "tiers", a), clause) != NULL;
    bool tiers = several && !whole && subject.n > 12 && cedu__find(clause, subject, 0) < 0 &&
                 cedu__find(clause, cedu__sub(subject, 0, 12), 0) >= 0;
    if (tiers) payee(&x, subject);
    else payees(&x, clause);
    if (several && !tiers) /* which of the tiers, only the reader can tell */
        add(&x, (cedu_condition){CEDU_CONDITION_payee, clause, CEDU_STR("分档"), CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN});
    const cedu_field *who = cedu__reason_field(&f->fact, CEDU_FIELD_beneficiaries);
    for (size_t i = 0; who && i < who->strs.n && !out->condition_count; i++) payee(&x, who->strs.p[i]);
    if (bare && !out->condition_count) return false; /* 服务券申领时间: it is spoken of, nothing is offered */
    ptrdiff_t label = cedu__ends(subject, CEDU_STR("\xEF\xBC\x89")) ? cedu__find(subject, CEDU_STR("\xEF\xBC\x88"), 1) : -1;
    bool in_clause = tiers || cedu__find(clause, subject, 0) >= 0 || /* …认证的企业（3级） */
                     (label > 0 && cedu__find(clause, cedu__sub(subject, 0, (size_t)label), 0) >= 0);
    out->name = !in_clause && out->condition_count ? out->conditions[0].text : subject;
    if (!out->condition_count && !(who && who->strs.n)) /* nobody is named: nobody is known to be meant */
        add(&x, (cedu_condition){CEDU_CONDITION_payee, clause, CEDU_STR("未写明"), CEDU_MOD_EQ, 0, CEDU_TRUTH_UNKNOWN});
    out->purpose = cedu__arena_strf(a, "%.*s %.*s", (int)subject.n, subject.p ? subject.p : "", (int)clause.n, clause.p);
    amounts(&x, clause);
    document(&x, text);
    return !a->failed;
}
