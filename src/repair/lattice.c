/* lattice.c - the original of a run of text that is one byte out of step (gbk.c says how it comes about).
 *
 * The damaged characters give the original bytes, but regrouped: the second byte of one and the first byte of the next are an
 * original character. Open are the first character's lead, the last one's trail, and whatever was lost on the way: a pair of bytes
 * that is no character became U+FFFD or '?', a user-defined one a blank, or either was dropped without a trace. Each of these is a
 * place where the way branches: the best CEDU_RUN_WIDTH ways are followed, each with its cost by the model, and at every place where
 * the text may be in step again the cheapest is weighed against the text as it stands.
 *
 * Costs are in eighths of a bit. What can be lost without a trace is decided by the text: where there are private-use characters
 * or U+FFFD, they were not dropped.
 * Memory is one cedu_lattice, made once for a text; time is bounded by the length of the run and a budget of ends.
 */
#include "base/trace.h"
#include "repair/shift.h"

enum {
    MAX_FOLDED = 3, /* half-width signs in a run */
    MAX_HOLES = 6,  /* blanks and U+FFFD followed in one run; one more than other characters at most, */
    MAX_ROW = 2,    /* … and in a row */
    NODES = (CEDU_MAX_RUN + 4) * CEDU_RUN_WIDTH * 2 + CEDU_RUN_ROOTS,
    DROP = 26,         /* cost of a user-defined pair that was dropped: one in sixteen is one */
    DROP_BROKEN = 56,  /* … of one that is no character */
    UNFIT = 60,        /* a character that costs this makes us look for a dropped one */
    USUAL = 72,        /* a pair that costs this was seen more than once */
    DOUBTFUL = 60,     /* a way that is dearer than the text as it stands by this is not helped by a dropped pair */
    PLAIN = 60,        /* … that is cheaper by this may lack two of them in a row */
    FREQUENT = 92,     /* cost by itself, at most, of a character that has lost both its bytes */
    GIVE_UP = 240,     /* the way is dearer than the text as it stands by this: it will not get better */
    BLANK = 40,        /* cost of a blank between Han characters */
    SIGN = 48,         /* cost of a '!', '?' or U+FFFD that belongs there */
    STOP_QUOTE = 40,   /* cost of a quotation mark or title after a full stop, at most */
    CLOSING = 16,      /* at most, of a closing sign behind it */
    CLASH = 80,        /* what no sentence has: a full stop after a comma */
    MISFIT = 120,      /* worth of a reading that fits the original and not the damaged character */
    LONE = 48,         /* cost of one ASCII character alone between Han characters */
    SPLIT = 240,       /* cost of a reading with half its brackets between Han characters */
    SPLIT_BARE = 96,   /* … where nothing else is left of the character it would be inside of */
    WRONG_SCRIPT = 48, /* cost of a character of the script that the text is not in */
    NEVER = 1 << 20
};

/* What may have become of a pair of bytes that is not there: user-defined, or no character at all. */
enum { PRIVATE = 1, BROKEN = 2 };

typedef enum run_end { END_LOW_TRAIL, END_ASCII_TRAIL, END_DROPPED } run_end;

/* How it comes to be in step again: as it seems, a '?' or U+FFFD for the lost trail being first, a dropped pair being first. */
typedef enum way_out { OUT_PLAIN, OUT_LOST_TRAIL, OUT_DROPPED_PAIR, OUT_COUNT } way_out;

typedef struct ending {
    run_end how;
    bool annotated, misfit, trail_seen;
    cedu_reading reading;
    uint8_t ascii; /* END_ASCII_TRAIL: the trail */
    uint32_t after;
    size_t stop;
} ending;

struct cedu_lattice {
    const cedu_shift_start *q;
    cedu_shift_node node[NODES];
    unsigned nodes;
    cedu_shift_layer layer, next;
    uint8_t byte[2 * CEDU_MAX_RUN];
    size_t end[CEDU_MAX_RUN];
    unsigned n;
    uint32_t last;         /* the last damaged character */
    uint32_t before;       /* … and the one before it */
    int damaged;           /* cost of the text as it stands, from the mark on */
    uint8_t lost[4][128];  /* by kind of loss (PRIVATE | BROKEN): the bytes that such a pair may begin with, */
    uint8_t lost_n[4];     /* their number, */
    bool has_private[256]; /* and whether the pair is user-defined */
};

cedu_lattice *cedu__lattice_new(cedu_arena *a) {
    cedu_lattice *l = CEDU_NEW(a, cedu_lattice);
    if (!l) return NULL;
    for (unsigned p = 0x80; p <= 0xFE; p++) {
        int kinds = p == 0x80 ? BROKEN : 0;
        for (unsigned q = 0x81; p > 0x80 && q <= 0xFE; q++) {
            uint32_t c = cedu__repair_gbk_to[CEDU_GBK_AT(p, q)];
            kinds |= cedu__class_of(c) & CEDU_CH_PRIVATE ? PRIVATE : !c ? BROKEN : 0;
        }
        l->has_private[p] = kinds & PRIVATE;
        for (int k = 1; k < 4; k++)
            if (kinds & k) l->lost[k][l->lost_n[k]++] = (uint8_t)p;
    }
    return l;
}

static uint32_t gbk_char(unsigned lead, unsigned trail) {
    if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail > 0xFE) return 0;
    uint32_t c = cedu__repair_gbk_to[CEDU_GBK_AT(lead, trail)];
    return cedu__class_of(c) & CEDU_CH_PRIVATE ? 0 : c;
}

/* ------------------------------------------------------------------ costs */
static bool closes_nothing(uint32_t c) {
    return c == 0x3001 || c == 0xFF0C || c == ',' || c == 0x201C || c == 0x300A || c == 0xFF08 || c == '(' || c == 0xFF1A ||
           c == ':' || c == 0xFF1B || c == ';' || c == '\n';
}
static bool ends_something(uint32_t c) {
    return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || c == 0x201D || c == 0x300B || c == 0xFF09;
}
static bool opens_quote(uint32_t c) { return c == 0x201C || c == 0x201D || c == 0x300A || c == 0xFF08; }
static bool closing(uint32_t c) {
    return c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0x300B || c == 0x2026 || c == 0xFF09;
}

/* c after b, by what the model says (k). After a full stop quotations end and begin, and titles; in the official texts of the model
 * that is rarer than in news. */
static int adjust(uint32_t b, uint32_t c, int k) {
    if (closes_nothing(b) && ends_something(c)) k += CLASH;
    return b == 0x3002 && opens_quote(c) && k > STOP_QUOTE ? STOP_QUOTE : k;
}

static int script_cost(const cedu_lattice *l, uint32_t c) {
    return cedu__class_of(c) & (l->q->trad ? CEDU_CH_SIMP : CEDU_CH_TRAD) ? WRONG_SCRIPT : 0;
}

/* The way so far, as what comes next sees it. */
typedef struct tip {
    uint16_t node;
    uint32_t c;
    cedu_after after;
} tip;

static tip tip_of(const cedu_lattice *l, uint16_t k) {
    const cedu_shift_node *x = &l->node[k];
    uint32_t before = x->from != k ? l->node[x->from].c : x->virtual ? l->q->before[1] : l->q->before[0];
    return (tip){k, x->c, cedu__model_after(before, x->c)};
}

static int original_cost(const cedu_lattice *l, const tip *t, uint32_t c) {
    return adjust(t->c, c, cedu__model_next(&t->after, c)) + script_cost(l, c);
}
static int after_cost(const tip *t, uint32_t after) { return adjust(t->c, after, cedu__model_next(&t->after, after)); }

/* The end of a sentence after the characters before the mark: a full stop, or the sign itself. */
static int stop_cost(const cedu_shift_start *q) {
    cedu_after x = cedu__model_after(q->before[1], q->before[0]);
    int stop = adjust(q->before[0], 0x3002, cedu__model_next(&x, 0x3002)), cry = cedu__model_next(&x, '!') - SIGN;
    return cry < stop ? cry : stop;
}

/* ------------------------------------------------------------------ the ways */
/* Adds a node to a layer of `width`, unless there are better ones; of two ways with the same last character the cheaper one stays. */
static void push(cedu_lattice *l, cedu_shift_layer *to, unsigned width, const cedu_shift_node *x) {
    unsigned k = to->n;
    for (unsigned i = 0; i < to->n; i++)
        if (l->node[to->at[i]].c == x->c && l->node[to->at[i]].lead == x->lead && l->node[to->at[i]].lost == x->lost) {
            if (l->node[to->at[i]].cost > x->cost) l->node[to->at[i]] = *x;
            return;
        }
    if (to->n == width) { /* the dearest makes room */
        unsigned worst = 0;
        for (unsigned i = 1; i < to->n; i++)
            if (l->node[to->at[i]].cost > l->node[to->at[worst]].cost) worst = i;
        if (l->node[to->at[worst]].cost <= x->cost) return;
        l->node[to->at[worst]] = *x;
        return;
    }
    if (l->nodes == NODES) return;
    to->at[k] = (uint16_t)l->nodes;
    l->node[l->nodes++] = *x;
    to->n++;
}

static int best_cost(const cedu_lattice *l, const cedu_shift_layer *x) {
    int best = NEVER;
    for (unsigned i = 0; i < x->n; i++)
        if (l->node[x->at[i]].cost < best) best = l->node[x->at[i]].cost;
    return best;
}

/* Is this a pair of bytes that may be lost? */
static bool may_be_lost(unsigned p, unsigned q, int kinds) {
    if (p == 0x80) return kinds & BROKEN;
    if (p < 0x81 || p > 0xFE || q < 0x81 || q > 0xFE) return false;
    uint32_t c = cedu__repair_gbk_to[CEDU_GBK_AT(p, q)];
    return cedu__class_of(c) & CEDU_CH_PRIVATE ? kinds & PRIVATE : !c && kinds & BROKEN;
}
/* One original character more: its trail is `trail`, its lead what the way says; the next one's lead is `lead`. */
static void advance(cedu_lattice *l, const cedu_shift_layer *from, unsigned trail, uint8_t lead, uint16_t symbol, int kinds,
                    cedu_shift_layer *to) {
    for (unsigned i = 0; i < from->n; i++) {
        uint16_t k = from->at[i];
        cedu_shift_node x = l->node[k];
        if (x.lead) {
            uint32_t c = gbk_char(x.lead, trail);
            if (!c) continue;
            tip t = tip_of(l, k);
            push(l, to, CEDU_RUN_WIDTH,
                 &(cedu_shift_node){.c = c,
                                    .cost = x.cost + original_cost(l, &t, c),
                                    .from = k,
                                    .symbol = symbol,
                                    .lead = lead,
                                    .drops = x.drops});
            continue;
        }
        tip t = tip_of(l, k);
        const cedu_gbk_known *known = &cedu__model_known;
        for (unsigned j = known->trail_at[trail]; j < known->trail_at[trail + 1]; j++) {
            cedu_gbk_other o = known->trail[j];
            if (!may_be_lost(x.lost, o.other, kinds)) continue;
            push(l, to, CEDU_RUN_WIDTH,
                 &(cedu_shift_node){.c = o.c,
                                    .cost = x.cost + original_cost(l, &t, o.c),
                                    .from = k,
                                    .symbol = symbol,
                                    .lead = lead,
                                    .drops = x.drops});
        }
    }
}

/* A pair of bytes that is lost: the character before it, whose trail is its first byte; of character c, so. */
static void lose_at(cedu_lattice *l, const tip *t, cedu_gbk_other o, unsigned trail, uint16_t symbol, int more,
                    cedu_shift_layer *to) {
    const cedu_shift_node *x = &l->node[t->node];
    push(l, to, CEDU_RUN_WIDTH,
         &(cedu_shift_node){.c = o.c,
                            .cost = x->cost + original_cost(l, t, o.c) + more,
                            .from = t->node,
                            .symbol = symbol,
                            .lost = (uint8_t)trail,
                            .drops = (uint8_t)(x->drops + 1)});
}

static void lose(cedu_lattice *l, const cedu_shift_layer *from, uint16_t symbol, int kinds, bool seen, cedu_shift_layer *to) {
    const cedu_gbk_known *known = &cedu__model_known;
    for (unsigned i = 0; i < from->n; i++) {
        const cedu_shift_node x = l->node[from->at[i]];
        tip t = tip_of(l, from->at[i]);
        for (unsigned m = 0; m < l->lost_n[kinds]; m++) {
            unsigned p = l->lost[kinds][m];
            int more = seen ? 0 : kinds & PRIVATE && l->has_private[p] ? DROP : DROP_BROKEN;
            if (x.lead) {
                uint32_t c = gbk_char(x.lead, p);
                if (c && cedu__model_knows(c)) lose_at(l, &t, (cedu_gbk_other){(uint16_t)c, x.lead}, p, symbol, more, to);
                continue;
            }
            for (unsigned j = known->trail_at[p]; j < known->trail_at[p + 1]; j++)
                if (cedu__model_alone(known->trail[j].c) <= FREQUENT && may_be_lost(x.lost, known->trail[j].other, kinds))
                    lose_at(l, &t, known->trail[j], p, symbol, more, to);
        }
    }
}

/* Pairs that the text may have dropped without a trace. */
static int droppable(const cedu_lattice *l) {
    return (l->q->private_dropped ? PRIVATE : 0) | (l->q->broken_dropped ? BROKEN : 0);
}

/* The best of a layer, cheapest first; for where each is combined with many. */
static void narrow(cedu_lattice *l, const cedu_shift_layer *from, unsigned width, cedu_shift_layer *to) {
    to->n = 0;
    for (unsigned i = 0; i < from->n; i++) {
        unsigned k = to->n < width ? to->n++ : width;
        for (; k > 0 && l->node[to->at[k - 1]].cost > l->node[from->at[i]].cost; k--)
            if (k < width) to->at[k] = to->at[k - 1];
        if (k < width) to->at[k] = from->at[i];
    }
}

/* As advance(), and where that does not fit, with one dropped pair before, or two. */
static void step(cedu_lattice *l, const cedu_shift_layer *from, unsigned trail, uint8_t lead, uint16_t symbol,
                 cedu_shift_layer *to) {
    int before = best_cost(l, from), kinds = droppable(l);
    to->n = 0;
    advance(l, from, trail, lead, symbol, PRIVATE | BROKEN, to);
    cedu_shift_layer some, lost;
    narrow(l, from, CEDU_RUN_WIDTH, &some);
    if (before > l->damaged + DOUBTFUL) return;
    for (int unfit = UNFIT; kinds && some.n && unfit <= 2 * UNFIT && best_cost(l, to) - before >= unfit; unfit += UNFIT) {
        if (unfit > UNFIT && before > l->damaged - PLAIN) break;
        lost.n = 0;
        lose(l, &some, symbol, kinds, false, &lost);
        advance(l, &lost, trail, lead, symbol, kinds, to);
        narrow(l, &lost, 2, &some);
    }
}

/* ------------------------------------------------------------------ where the way begins */
/* Can `lead` be Y's lead, by X's trail and the reading between them? */
static bool split_lead(const cedu_shift_start *q, unsigned lead) {
    uint16_t x = q->before[0] < 0x10000 ? cedu__repair_gbk_of[q->before[0]] : 0;
    uint32_t z = gbk_char(x & 0xFF, lead);
    return z && cedu__reading_fits(z, &q->inside) >= 2;
}

static void roots(cedu_lattice *l) {
    const cedu_shift_start *q = l->q;
    l->nodes = l->layer.n = 0;
    if (q->split) {
        for (unsigned lead = 0x81; lead <= 0xFE; lead++)
            if (split_lead(q, lead))
                push(l, &l->layer, CEDU_RUN_ROOTS,
                     &(cedu_shift_node){.c = q->before[0], .from = (uint16_t)l->nodes, .lead = (uint8_t)lead, .virtual = true});
        return;
    }
    cedu_after x = cedu__model_after(q->before[1], q->before[0]);
    const cedu_gbk_known *known = &cedu__model_known;
    for (unsigned j = known->trail_at[0xA3]; j < known->trail_at[0xA4]; j++) {
        uint32_t c = known->trail[j].c;
        int k = adjust(q->before[0], c, cedu__model_next(&x, c)) + script_cost(l, c);
        push(l, &l->layer, CEDU_RUN_ROOTS, &(cedu_shift_node){.c = c, .cost = k, .from = (uint16_t)l->nodes, .lead = q->lead});
    }
}

/* ------------------------------------------------------------------ where it ends */
/* What stands at byte `at`, where the text may be in step again. False: the run cannot end here, not this way. */
static bool end_at(const cedu_lattice *l, size_t at, way_out way, ending *e) {
    bool consume = way == OUT_LOST_TRAIL;
    const cedu_shift_start *q = l->q;
    size_t len, end;
    unsigned y = l->n ? l->byte[2 * l->n - 1] : q->split ? 0 : q->lead;
    bool low = l->n && y && y < 0x80;
    *e = (ending){.trail_seen = consume, .stop = at, .how = low ? END_LOW_TRAIL : END_DROPPED};
    if (consume) {
        uint32_t lost = cedu__u8_at(q->s, at, &len);
        if ((lost != '?' && lost != 0xFFFD) || low) return false;
        e->stop += len;
    }
    uint32_t next = cedu__u8_at(q->s, e->stop, &len);
    bool letter = next >= 0x40 && next < 0x7F, pairs = letter && (!y || gbk_char(y, next));
    if (way == OUT_DROPPED_PAIR && (low || !letter || pairs || !droppable(l))) return false;
    if (!low && !consume && (pairs || way == OUT_DROPPED_PAIR)) {
        e->how = END_ASCII_TRAIL;
        e->ascii = (uint8_t)next;
        e->stop += len;
    }
    e->annotated = !low && cedu__annotation_at(q->s, e->stop, true, &e->reading, &end);
    bool dropped = e->how == END_DROPPED;
    if (!e->annotated && !consume && q->split && dropped &&
        next == '?') { /* the dropped trail and '(' or a line end became one '?' */
        bool open = e->stop + 1 < q->s.n && q->s.p[e->stop + 1] == '(';
        e->annotated = cedu__annotation_at(q->s, e->stop + 1, open, &e->reading, &end);
        e->misfit = true;
        if (!e->annotated) e->stop++;
    } else if (l->n == 0 && dropped && !e->annotated && (q->split ? !q->machine : !q->alone && !q->lead_seen)) return false;
    if (e->annotated) {
        e->stop = end;
        e->misfit |= dropped && (l->n == 0 || !cedu__reading_fits(l->last, &e->reading));
    }
    e->after = e->stop < q->s.n ? cedu__u8_at(q->s, e->stop, &len) : '\n';
    return true;
}

/* What the text as it stands costs from the mark to the character after the run. */
static int damaged_cost(const cedu_lattice *l, const ending *e) {
    const cedu_shift_start *q = l->q;
    int damaged = l->damaged + (e->trail_seen ? SIGN : 0) + (e->misfit ? MISFIT : 0);
    if (l->n == 0 && !q->split && !q->lead_seen)
        damaged += stop_cost(q); /* no damaged character speaks: is the sentence at its end? */
    if (l->n == 0 && q->split && e->how == END_DROPPED && !e->annotated) damaged += SPLIT_BARE - SPLIT;
    uint32_t now = l->last;
    cedu_after x = cedu__model_after(l->before, now);
    if (e->ascii) {
        damaged += cedu__model_next(&x, e->ascii);
        x = cedu__model_after(now, e->ascii);
        if (!(e->after >= 0x30 && e->after < 0x7F)) damaged += LONE;
    }
    return damaged + cedu__model_next(&x, e->after);
}

static float sure(int best, int second) {
    int margin = second - best;
    return margin >= 80 ? 1.0f : margin <= 0 ? 0.5f : 1.0f - 1.0f / (float)(1 + (1 << (margin / 8)));
}

/* The cheapest last character of those whose lead is open or not, each with what follows. Returns its cost; *second: the next one's. */
typedef struct last {
    cedu_shift_node node; /* the last original character */
    int cost, second;     /* with what follows */
} last;
/* Character c at the end of way t, at cost k. */
static void offer(cedu_lattice *l, last *best, const tip *t, uint32_t c, int k, uint16_t symbol, const ending *e) {
    cedu_after after = cedu__model_after(t->c, c);
    int all = k + adjust(c, e->after, cedu__model_next(&after, e->after));
    if (all < best->cost) {
        if (best->node.c != c && best->cost < best->second) best->second = best->cost;
        best->cost = all;
        best->node = (cedu_shift_node){.c = c, .cost = k, .from = t->node, .symbol = symbol, .drops = l->node[t->node].drops};
    } else if (all < best->second && c != best->node.c) best->second = all;
}

static bool would_pair(unsigned trail, const ending *e) { /* with what follows, and not be lost */
    return !e->annotated && e->after >= 0x40 && e->after < 0x7F && gbk_char(trail, e->after);
}

/* The last character, whose trail is lost, after each way of the layer. */
static void open_end(cedu_lattice *l, const cedu_shift_layer *from, const ending *e, last *best) {
    const cedu_gbk_known *known = &cedu__model_known;
    for (unsigned i = 0; i < from->n; i++) {
        const cedu_shift_node x = l->node[from->at[i]];
        if (x.cost >= best->second || (!x.lead && !e->annotated))
            continue; /* without a lead and a reading nothing is known of it */
        tip t = tip_of(l, from->at[i]);
        const cedu_gbk_other *o = known->lead + known->lead_at[x.lead], *end = known->lead + known->lead_at[x.lead + 1];
        if (e->annotated) {
            o = known->syllable + known->syllable_at[e->reading.syllable];
            end = known->syllable + known->syllable_at[e->reading.syllable + 1];
        }
        for (; o < end; o++) {
            unsigned lead = e->annotated ? o->other : x.lead,
                     trail = e->annotated ? cedu__repair_gbk_of[o->c] & 0xFF : o->other;
            if (trail < 0x80 || o->c == 0x3000 || would_pair(trail, e)) continue;
            if (x.lead ? lead != x.lead : !may_be_lost(x.lost, lead, PRIVATE | BROKEN)) continue;
            if (e->annotated && cedu__reading_fits(o->c, &e->reading) < 2) continue;
            int k = x.cost + original_cost(l, &t, o->c);
            if (k < best->second) offer(l, best, &t, o->c, k, (uint16_t)l->n, e);
        }
    }
}

/* How sure the first character is: by what the next best one would cost in its place. */
static float first_sure(const cedu_lattice *l, const uint32_t *o, unsigned n) {
    const cedu_shift_start *q = l->q;
    const cedu_gbk_known *known = &cedu__model_known;
    int best = NEVER, second = NEVER;
    uint16_t code = o[0] < 0x10000 ? cedu__repair_gbk_of[o[0]] : 0;
    unsigned trail = code & 0xFF;
    for (unsigned j = known->trail_at[trail]; j < known->trail_at[trail + 1]; j++) {
        uint32_t c = known->trail[j].c;
        if (q->split && !split_lead(q, known->trail[j].other)) continue;
        cedu_after x = cedu__model_after(q->before[1], q->before[0]);
        int k = adjust(q->before[0], c, cedu__model_next(&x, c)) + script_cost(l, c);
        x = cedu__model_after(q->before[0], c);
        if (n > 1) k += adjust(c, o[1], cedu__model_next(&x, o[1]));
        x = cedu__model_after(c, o[1]);
        if (n > 2) k += cedu__model_next(&x, o[2]);
        if (k < best) second = best, best = k;
        else if (k < second) second = k;
    }
    return sure(best, second);
}

/* Writes the way that ends with `x` to out. */
static void read_back(const cedu_lattice *l, const cedu_shift_node *x, const ending *e, cedu_shift *out) {
    unsigned n = 0;
    out->o[n] = x->c;
    out->symbol[n++] = x->symbol;
    for (uint16_t k = x->from;; k = l->node[k].from) { /* backwards, then turned round */
        if (!l->node[k].virtual && n < CEDU_COUNT(out->o)) out->o[n] = l->node[k].c, out->symbol[n++] = l->node[k].symbol;
        if (l->node[k].from == k) break;
    }
    for (unsigned i = 0; i < n / 2; i++) {
        uint32_t c = out->o[i];
        uint16_t symbol = out->symbol[i];
        out->o[i] = out->o[n - 1 - i], out->symbol[i] = out->symbol[n - 1 - i];
        out->o[n - 1 - i] = c, out->symbol[n - 1 - i] = symbol;
    }
    out->on = n;
    out->n = l->n;
    memcpy(out->end, l->end, l->n * sizeof *l->end);
    out->stop = e->stop;
    out->joint = e->how != END_ASCII_TRAIL;
}

/* The end at byte `at`: is the best way up to it the likeliest of this run so far? */
static bool try_end(cedu_lattice *l, size_t at, way_out way, bool found, size_t *budget, cedu_shift *out) {
    const cedu_shift_start *q = l->q;
    ending e;
    if (!end_at(l, at, way, &e)) return false;
    int damaged = damaged_cost(l, &e), now = best_cost(l, &l->layer);
    int least = q->threshold + (l->n || q->split || q->lead_seen ? 0 : q->bare);
    if (found && least <= out->gain) least = out->gain + 1;
    if (damaged - now < least || *budget == 0) return false; /* whatever the end is */
    --*budget;
    last best = {.cost = NEVER, .second = damaged};
    unsigned nodes = l->nodes;
    if (e.how == END_DROPPED) {
        cedu_shift_layer from = l->layer, mid;
        if (l->n == 0 && !q->split) narrow(l, &l->layer, 16, &from);
        open_end(l, &from, &e, &best);
        int kinds = droppable(l);
        if (kinds && (l->n || q->split) && best.cost - now >= 2 * UNFIT) {
            mid.n = 0;
            lose(l, &from, (uint16_t)l->n, kinds, false, &mid);
            open_end(l, &mid, &e, &best);
        }
    } else {
        unsigned y = l->n ? l->byte[2 * l->n - 1] : 0;
        cedu_shift_layer *from = &l->layer;
        if (e.how == END_ASCII_TRAIL) {
            step(l, from, e.ascii, 0, (uint16_t)(l->n + 1), &l->next);
            from = &l->next;
        }
        for (unsigned i = 0; i < from->n; i++) {
            cedu_shift_node x = l->node[from->at[i]];
            if (e.how == END_ASCII_TRAIL) {
                if (e.annotated && cedu__reading_fits(x.c, &e.reading) < 1) continue;
                tip t = tip_of(l, x.from);
                offer(l, &best, &t, x.c, x.cost, x.symbol, &e);
            } else {
                tip t = tip_of(l, from->at[i]);
                offer(l, &best, &t, y, x.cost + after_cost(&t, y), (uint16_t)l->n, &e);
            }
        }
    }
    bool taken = best.cost < NEVER && damaged - best.cost >= least;
    if (taken) {
        out->gain = damaged - best.cost;
        read_back(l, &best.node, &e, out);
        out->confidence = q->split && out->on == 1 ? 1.0f : first_sure(l, out->o, out->on);
        float p = e.how == END_DROPPED ? sure(best.cost, best.second) : 1.0f;
        if (p < out->confidence) out->confidence = p;
        if (best.node.drops && out->confidence > 0.8f) out->confidence = 0.8f;
        CEDU_TRACE(repair, "gbk_shift at %zu: %u damaged characters, original %d, as it stands %d, gain %d, ends %.2f", q->at,
                   l->n, best.cost, damaged, out->gain, (double)out->confidence);
    }
    l->nodes = nodes;
    return taken;
}

/* `?yàn)`, `(yàn)` at byte i: half an annotation's bracket is no sign. */
static bool annotation_here(cedu_str s, size_t i) {
    cedu_reading reading;
    size_t end, from = i + (s.p[i] == '?');
    return cedu__annotation_at(s, from, from < s.n && s.p[from] == '(', &reading, &end) && reading.tone;
}

/* The damaged text grows by character c. */
static void stands(cedu_lattice *l, uint32_t c, bool hole) {
    cedu_after x = cedu__model_after(l->before, l->last);
    int k = cedu__model_next(&x, c);
    if (c == 0xFFFD) k = SIGN;
    else if (hole && c == ' ') k += BLANK;
    else if (l->n == 0 && !l->q->split && closing(c) && k > CLOSING) k = CLOSING; /* 好！” */
    l->damaged += k;
    l->before = l->last;
    l->last = c;
}

/* Does what follows the mark read like Chinese as it stands? Most marks are what they seem to be, and are done with here. */
static bool reads_well(const cedu_shift_start *q) {
    uint32_t before = 0;
    size_t i = q->at + q->at_n, len;
    for (int k = 0; k < 3; k++, i += len) {
        uint32_t c = cedu__u8_at(q->s, i, &len);
        if (!cedu__is_han(c) || (k && cedu__model_cost(before, c) > USUAL)) return false;
        before = c;
    }
    return true;
}

bool cedu__lattice_solve(cedu_lattice *l, const cedu_shift_start *q, size_t *budget, cedu_shift *out) {
    cedu_str s = q->s;
    bool found = false;
    l->q = q;
    l->n = 0;
    l->before = q->split ? q->before[1] : 0;
    l->last = q->split ? q->before[0] : 0x3002; /* a sentence begins after the mark */
    l->damaged = (q->split ? SPLIT : SIGN) + (q->lead_seen ? SIGN : 0);
    if (!q->split && reads_well(q)) return false;
    roots(l);
    size_t i = q->at + q->at_n, len;
    for (unsigned folded = 0, holes = 0, real = 0, row = 0; l->layer.n && best_cost(l, &l->layer) - l->damaged <= GIVE_UP;
         i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        uint16_t code = c < 0x80 || c >= 0x10000 ? 0 : cedu__repair_gbk_of[c];
        bool low = l->n && l->byte[2 * l->n - 1] && l->byte[2 * l->n - 1] < 0x80;
        int hole = 0;
        if (low || !code) {
            for (int way = 0; way < OUT_COUNT; way++) found |= try_end(l, i, (way_out)way, found, budget, out);
            if (low || !len || c == '\n') return found;
            if (c == '?' || c == '(')
                if (annotation_here(s, i)) return found;
            if (q->machine && holes < MAX_HOLES && row < MAX_ROW && holes <= real)
                hole = c == ' ' ? PRIVATE : c == 0xFFFD || c == '?' ? BROKEN : 0;
            if (c > 0x20 && c < 0x7F && folded++ < MAX_FOLDED) code = (uint16_t)(0xA380 + c); /* a full-width sign, folded */
            if (!hole && !code) return found;
        }
        row = hole ? row + 1 : 0;
        holes += hole != 0;
        real += !hole;
        if (l->n == CEDU_MAX_RUN) return found;
        uint16_t symbol = (uint16_t)(l->n + 1);
        l->next.n = 0;
        if (code) step(l, &l->layer, code >> 8, code & 0xFF, symbol, &l->next);
        if (hole) lose(l, &l->layer, symbol, hole, true, &l->next);
        l->layer = l->next;
        stands(l, c, hole != 0);
        l->byte[2 * l->n] = (uint8_t)(code >> 8);
        l->byte[2 * l->n + 1] = code & 0xFF;
        l->end[l->n++] = i + len;
    }
    return found;
}
