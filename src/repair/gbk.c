/* gbk.c - text that got one byte out of step: `!辟R` was `。”賀`, `?萍佳芯繖C` was `。科技研究機`.
 *
 * What happened: a page in GBK had its full-width signs replaced byte-blind, A3 A1 by '!' and A3 BF by '?'. Where one character
 * ends in A3 and the next begins with A1 (“ ” 、 。 《 …) or BF, the replacement hits across the two. The first character keeps its
 * lead byte only, which a decoder drops; the rest of the second one's bytes stand at odd places, so all that follows is read one
 * byte out of step, until a byte below 0x80: an ASCII character, or the low second byte of a character (as in 賀 = D9 52, whose
 * 52 comes out as 'R').
 *
 * So from a mark on, the damaged characters, encoded again, give the bytes of the original ones but for two: the first
 * character's lead, and the last one's trail where it was dropped (between it and an ASCII character). Private-use characters are
 * bytes like any other and must still be there.
 *
 *     。        ”        賀                          regain: L A3 | A1 B1 | D9 52
 *     A1 A3    A1 B1    D9 52   ->  '!' B1D9 52      the mark stands for A3 A1, L is tried out
 *
 * A second way in: the reading of a character Z, made of the second byte of X and the first of Y, was put inside the pair XY; the
 * byte before '(' became '?' or was dropped, and from the rest of Y on the text is out of step: `?fàn)懼黝}`. Here the lead of Y is
 * open, but X's trail and it must make a character that has the reading. (Both readings and nothing else: pinyin.c.)
 *
 * The model (model.c) weighs the best original against the damaged text as it stands. A repair is made only where the original is
 * likelier by THRESHOLD; every character of it must exist in GBK. A reading behind the last character that does not fit the
 * damaged one is evidence, and the original must fit it. Uncertain ends lower the confidence of the edit.
 *
 * To take in other replacements: a line in `marks`; test on clean text first.
 */
#include "base/trace.h"
#include "repair/room.h"

enum {
    MAX_RUN = 512,    /* damaged characters followed at most */
    UNKNOWN = 0x100,  /* a byte */
    MAX_HOLES = 6,    /* blanks followed in one run */
    ANY = 0xFFFE,     /* a character that the model knows nothing about */
    HOLE = 0xFFFFFFF, /* an original character with an unknown byte, not yet found */
    MAX_DROPS = 3,    /* private-use characters missing in one run */
    UNFIT = 130,      /* cost of an original character between its neighbours that makes us look for a missing one, */
    DROPPED = 44,     /* … and by what the two must be cheaper */
    BLANK = 40,       /* cost of a blank between Han characters */
    MAX_FOLDED = 3,   /* … half-width ones among them */
    STOP_QUOTE = 40,  /* cost of a quotation mark or title after a full stop, at most */
    CLOSING = 16,     /* at most, of a closing sign behind it */
    CLASH = 80,       /* what no sentence has: a full stop after a comma */
    SIGN = 48,        /* cost of a '!' or '?' that belongs there */
    THRESHOLD = 64,   /* what the original must be likelier by, eighths of a bit */
    ANNOTATED = 40,   /* … less where a machine has annotated the text: the same machines shift */
    SHOWN = 16,       /* … less where the text has a shift beyond doubt, */
    PROVEN = 24,   /* … more where the mark is a sign that is everywhere, and was found to be damage elsewhere in the text */
    UNUSUAL = 104, /* … more where the mark is a sign that is everywhere */
    BARE = 48,     /* … more where nothing of the two characters is left, */
    SURE = 120,    /* which is one that much likelier */
    MISFIT = 120,  /* worth of a reading that fits the original and not the damaged character */
    LONE = 48,     /* cost of one ASCII character alone between Han characters */
    SPLIT = 240,   /* cost of a reading with half its brackets between Han characters */
    WRONG_SCRIPT = 48 /* cost of a character of the script that the text is not in */
};

typedef struct mark {
    uint32_t cp;
    uint8_t trail; /* A3 xx stands for it: xx is the lead byte of the second character */
    bool usual;    /* looked at in any text; the others, which are everywhere, only where a machine has annotated the text */
} mark;
static const mark marks[] = {{'!', 0xA1, true},    {'?', 0xBF, true},  {0xFF01, 0xA1, true},
                             {0xFF1F, 0xBF, true}, {'(', 0xA8, false}, {')', 0xA9, false},
                             {',', 0xAC, false},   {':', 0xBA, false}, {';', 0xBB, false}};

typedef enum run_end { END_LOW_TRAIL, END_ASCII_TRAIL, END_DROPPED } run_end;

typedef struct run {
    cedu_str s;
    bool trad;
    bool machine;          /* a machine has annotated the text */
    bool usual;            /* the mark is */
    unsigned kind, proven; /* the mark's number; bits of those that stood for two bytes beyond doubt somewhere in the text */
    bool alone;      /* nothing but the mark need be left of two characters: only where the text shows that it is shifted */
    size_t at, at_n; /* the mark */
    bool lead_seen;  /* the lost lead byte left a '?' or U+FFFD before the mark */
    bool split;      /* the second way in: no lost character before the run, `inside` is the reading between X and Y */
    uint8_t lead;    /* of the second original character */
    cedu_reading inside;
    uint32_t before;         /* character before the mark, '\n' at the start of a line */
    uint16_t b[2 * MAX_RUN]; /* UNKNOWN where a private-use character became a blank */
    unsigned holes;
    uint32_t d[MAX_RUN]; /* damaged characters */
    size_t end[MAX_RUN]; /* byte after each */
    unsigned n;
    run_end how;
    size_t stop; /* byte after the run, annotation included */
    cedu_reading reading;
    bool annotated, misfit;
    bool trail_seen; /* the lost last trail left a '?' or U+FFFD */
    uint8_t ascii;   /* END_ASCII_TRAIL: the trail */
    uint32_t after;  /* character after the run */
    /* the answer */
    uint32_t o[MAX_RUN + 2];
    uint8_t extra[MAX_RUN + 2]; /* o[i] shares its damaged character with the one before */
    unsigned drops;
    bool dropped; /* private-use characters are missing in this text */
    unsigned on;
    int gain, threshold;
    size_t budget; /* searches left for this text */
    float confidence;
} run;

static uint32_t gbk_char(unsigned lead, unsigned trail) {
    if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail > 0xFE) return 0;
    uint32_t c = cedu__repair_gbk_to[CEDU_GBK_AT(lead, trail)];
    return cedu__class_of(c) & CEDU_CH_PRIVATE ? 0 : c;
}

static int script_cost(const run *r, uint32_t c) {
    return cedu__class_of(c) & (r->trad ? CEDU_CH_SIMP : CEDU_CH_TRAD) ? WRONG_SCRIPT : 0;
}

static bool closes_nothing(uint32_t c) {
    return c == 0x3001 || c == 0xFF0C || c == ',' || c == 0x201C || c == 0x300A || c == 0xFF08 || c == '(' || c == 0xFF1A ||
           c == ':' || c == 0xFF1B || c == ';' || c == '\n';
}
static bool ends_something(uint32_t c) {
    return c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || c == 0x201D || c == 0x300B || c == 0xFF09;
}

/* After a full stop quotations end and begin, and titles; in the official texts of the model that is rarer than in news. */
static int pair_cost(uint32_t a, uint32_t b) {
    int k = cedu__model_cost(a, b);
    if (closes_nothing(a) && ends_something(b)) k += CLASH;
    bool quote = b == 0x201C || b == 0x201D || b == 0x300A || b == 0xFF08;
    return a == 0x3002 && quote && k > STOP_QUOTE ? STOP_QUOTE : k;
}

static int step_cost(const run *r, uint32_t a, uint32_t b) { return pair_cost(a, b) + script_cost(r, b); }

/* What stands at byte r->stop, where the text may be in step again: the kind of end, the reading behind it, what follows.
 * False: the run cannot end here. */
static bool end_here(run *r, bool consume) {
    size_t len, end;
    r->trail_seen = consume;
    if (consume) {
        uint32_t lost = cedu__u8_at(r->s, r->stop, &len);
        if ((lost != '?' && lost != 0xFFFD) || (r->n && r->b[2 * r->n - 1] < 0x80)) return false;
        r->stop += len;
    }
    uint32_t next = cedu__u8_at(r->s, r->stop, &len);
    r->ascii = 0;
    r->misfit = false;
    r->how = END_DROPPED;
    if (r->n && r->b[2 * r->n - 1] < 0x80) r->how = END_LOW_TRAIL;
    else if (!consume && next >= 0x40 && next < 0x7F &&
             (r->n == 0 || r->b[2 * r->n - 1] == UNKNOWN || gbk_char(r->b[2 * r->n - 1], next))) {
        r->how = END_ASCII_TRAIL;
        r->ascii = (uint8_t)next;
        r->stop += len;
    }
    r->annotated = r->how != END_LOW_TRAIL && cedu__annotation_at(r->s, r->stop, true, &r->reading, &end);
    if (!r->annotated && !consume && r->split && r->how == END_DROPPED && next == '?') {
        /* the dropped trail and '(' or a line end became one '?' */
        r->annotated =
            cedu__annotation_at(r->s, r->stop + 1, r->stop + 1 < r->s.n && r->s.p[r->stop + 1] == '(', &r->reading, &end);
        r->misfit = true;
        if (!r->annotated) r->stop++;
    } else if (r->n == 0 && r->how == END_DROPPED && !r->annotated && ((!r->alone && !r->lead_seen) || r->split)) return false;
    if (r->annotated) {
        r->stop = end;
        r->misfit |= r->how == END_DROPPED && (r->n == 0 || !cedu__reading_fits(r->d[r->n - 1], &r->reading));
    }
    r->after = r->stop < r->s.n ? cedu__u8_at(r->s, r->stop, &len) : '\n';
    if (r->n && r->b[2 * r->n - 1] == UNKNOWN && r->how == END_DROPPED) return false; /* not even its lead is known */
    return true;
}

static bool solve(run *r);

/* `?yàn)`, `(yàn)` at byte i. */
static bool annotation_here(const run *r, size_t i) {
    cedu_reading reading;
    size_t end, from = i + (r->s.p[i] == '?');
    return cedu__annotation_at(r->s, from, from < r->s.n && r->s.p[from] == '(', &reading, &end) && reading.tone;
}

/* Follows the damaged characters from the mark, tries every place where the text may be in step again, keeps the likeliest in
 * *best. An ASCII character ends the run, or is a full-width one (A3 xx) of the shifted text that was folded to half width. */
static bool follow(run *r, run *best) {
    size_t i = r->at + r->at_n, len;
    bool found = false;
    r->n = r->holes = 0;
    for (int folded = 0;; i += len) {
        uint32_t c = cedu__u8_at(r->s, i, &len);
        uint16_t code = c < 0x80 || c >= 0x10000 ? 0 : cedu__repair_gbk_of[c];
        bool low = r->n && r->b[2 * r->n - 1] < 0x80;
        if (low || !code) {
            r->stop = i;
            for (int consume = 0; consume < 2; consume++) {
                r->stop = i;
                if (!end_here(r, consume) || !solve(r) || (found && r->gain <= best->gain)) continue;
                *best = *r;
                found = true;
            }
            if (c == ' ' && r->n && !low && r->machine && r->holes < MAX_HOLES &&
                r->n < MAX_RUN) { /* it may have been private-use */
                r->b[2 * r->n] = r->b[2 * r->n + 1] = UNKNOWN;
                r->d[r->n] = c;
                r->end[r->n++] = i + len;
                r->holes++;
                continue;
            }
            if (low || c <= 0x20 || c >= 0x7F || folded++ == MAX_FOLDED) return found;
            if ((c == '?' || c == '(') && annotation_here(r, i)) return found; /* half an annotation's bracket is no sign */
            code = (uint16_t)(0xA380 + c);
        }
        if (r->n == MAX_RUN) return found;
        r->b[2 * r->n] = code >> 8;
        r->b[2 * r->n + 1] = code & 0xFF;
        r->d[r->n] = c;
        r->end[r->n++] = i + len;
    }
}

static void take_pair(run *r, uint16_t (*pair)[2], uint16_t lead, uint16_t trail) {
    pair[r->on][0] = lead;
    pair[r->on][1] = trail;
    r->o[r->on++] = lead == UNKNOWN || trail == UNKNOWN ? HOLE : gbk_char(lead, trail);
}

/* Two original characters that share a private-use character, which is gone: the first one's trail (its lead is `lead`) was that
 * one's lead, the second one's lead its trail. The cost of the likeliest pair between left and right (0 = not known, on the
 * left ANY). */
static int lost_pair(const run *r, uint32_t left, unsigned lead, unsigned trail, uint32_t right, uint32_t *a, uint32_t *b) {
    static const uint8_t zones[][2] = {{0xAA, 0xAF}, {0xF8, 0xFE}, {0xA1, 0xA7}};
    int best = 1 << 20;
    for (unsigned z = 0; z < CEDU_COUNT(zones); z++)
        for (unsigned p = zones[z][0]; p <= zones[z][1]; p++) {
            uint32_t x = gbk_char(lead, p);
            if (!x) continue;
            int k = step_cost(r, left, x);
            for (unsigned q = z == 2 ? 0x81 : 0xA1; k < best && q <= (z == 2 ? 0xA0u : 0xFEu); q++) {
                uint32_t y = gbk_char(q, trail);
                if (!y) continue;
                int all = k + step_cost(r, x, y) + (right && right != HOLE ? cedu__model_cost(y, right) : 0);
                if (all < best) best = all, *a = x, *b = y;
            }
        }
    return best;
}

static bool fill_hole(run *r, uint16_t (*pair)[2], unsigned i) {
    if (i + 1 >= r->on || pair[i][0] == UNKNOWN || pair[i + 1][1] == UNKNOWN) return false;
    return lost_pair(r, i > 1 ? r->o[i - 1] : ANY, pair[i][0], pair[i + 1][1], i + 2 < r->on ? r->o[i + 2] : 0, &r->o[i],
                     &r->o[i + 1]) < 1 << 20;
}

/* Where private-use characters were dropped without a trace: an original character that cannot be, or fits neither neighbour, is
 * two that have lost one between them, if those fit better by far. */
static void find_dropped(run *r, uint16_t (*pair)[2]) {
    for (unsigned i = 1; i < r->on; i++) {
        unsigned lead = pair[i][0], trail = pair[i][1];
        if (r->o[i] == HOLE || !lead || lead == UNKNOWN || trail == UNKNOWN) continue;
        uint32_t left = i > 1 ? r->o[i - 1] : ANY,
                 right = i + 1 < r->on           ? r->o[i + 1]
                         : r->how == END_DROPPED ? 0
                                                 : r->after,
                 x, y;
        if (right == HOLE) right = 0;
        int now = !r->o[i] ? 1 << 19 : step_cost(r, left, r->o[i]) + (right ? step_cost(r, r->o[i], right) : 0);
        if (now < UNFIT || r->drops == MAX_DROPS || r->on + 2 >= MAX_RUN) continue;
        int two = lost_pair(r, left, lead, trail, right, &x, &y);
        if (two == 1 << 20 || now - two < DROPPED) continue;
        unsigned after = r->on - i - 1;
        memmove(&r->o[i + 2], &r->o[i + 1], after * sizeof *r->o);
        memmove(&pair[i + 2], &pair[i + 1], after * sizeof *pair);
        memmove(&r->extra[i + 2], &r->extra[i + 1], after);
        r->o[i] = x;
        r->o[i + 1] = y;
        pair[i][1] = pair[i + 1][0] = UNKNOWN;
        r->extra[i + 1] = 1;
        r->on++;
        r->drops++;
    }
}

/* The fixed middle. o[0] is the lost character (mark) or Y (split), whose lead is open; a dropped last one is appended later. */
static bool middle(run *r) {
    unsigned bytes = 2 * r->n, at = 1;
    uint16_t first = r->n ? r->b[0] : r->ascii; /* trail of the second character, or of Y */
    uint16_t pair[MAX_RUN + 2][2];
    r->on = 1;
    if (first == UNKNOWN && r->split) return false;
    if (!r->split && first) take_pair(r, pair, r->lead, first);
    for (; at + 1 < bytes; at += 2) take_pair(r, pair, r->b[at], r->b[at + 1]);
    /* at == bytes - 1: the last byte is a lead, or, below 0x80, an ASCII character */
    if (r->how == END_LOW_TRAIL) pair[r->on][0] = 0, r->o[r->on++] = r->b[bytes - 1];
    else if (r->how == END_ASCII_TRAIL && r->n) take_pair(r, pair, r->b[bytes - 1], r->ascii);
    memset(r->extra, 0, r->on + 1);
    r->drops = 0;
    if (r->dropped) find_dropped(r, pair);
    for (unsigned i = 1; i < r->on; i++)
        if (!r->o[i]) return false;
    for (unsigned i = 1; r->holes && i < r->on; i++)
        if (r->o[i] == HOLE && !fill_hole(r, pair, i)) return false;
    return true;
}

/* Can `lead` be Y's lead, by X's trail and the reading between them? */
static bool split_lead(const run *r, unsigned lead) {
    uint16_t x = r->before < 0x10000 ? cedu__repair_gbk_of[r->before] : 0;
    uint32_t z = gbk_char(x & 0xFF, lead);
    return z && cedu__reading_fits(z, &r->inside) >= 2;
}

static float sure(int best, int second) {
    int margin = second - best;
    return margin >= 80 ? 1.0f : 1.0f - 1.0f / (float)(1 + (1 << (margin / 8)));
}

/* The open last trail: the best character with lead byte `lead` after `before`; *second gets the cost of the next best. */
static uint32_t last_char(const run *r, unsigned lead, uint32_t before, int *cost, int *second) {
    uint32_t found = 0;
    *cost = *second = 1 << 20;
    for (unsigned trail = 0x80; trail <= 0xFE; trail++) {
        uint32_t c = gbk_char(lead, trail);
        if (!c || c == 0x3000 || (!r->annotated && r->after >= 0x40 && r->after < 0x7F && gbk_char(trail, r->after)))
            continue; /* it would have paired */
        if (r->annotated && cedu__reading_fits(c, &r->reading) < 2) continue;
        int k = step_cost(r, before, c) + cedu__model_cost(c, r->after);
        if (k < *cost) *second = *cost, *cost = k, found = c;
        else if (k < *second) *second = k;
    }
    return found;
}

static bool closing(uint32_t c) {
    return c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0x300B || c == 0x2026 || c == 0xFF09;
}

/* The end of a sentence after c: a full stop, or the sign itself. */
static int stop_cost(uint32_t c) {
    int stop = pair_cost(c, 0x3002), cry = cedu__model_cost(c, '!') - SIGN;
    return cry < stop ? cry : stop;
}

/* What the text as it stands costs from the mark to the character after the run. */
static int damaged_cost(const run *r) {
    int damaged = r->split ? SPLIT : SIGN;
    damaged += (int)r->holes * BLANK;
    if (r->lead_seen) damaged += SIGN;
    if (r->trail_seen) damaged += SIGN;
    if (r->n == 0 && !r->split && !r->lead_seen)
        damaged += stop_cost(r->before); /* no damaged character speaks: is the sentence at its end? */
    uint32_t now = 0x3002;               /* a sentence begins after the mark */
    for (unsigned i = 0; i < r->n; now = r->d[i++]) {
        int step = cedu__model_cost(now, r->d[i]);
        damaged += i == 0 && closing(r->d[0]) && step > CLOSING ? CLOSING : step; /* 好！” */
    }
    if (r->ascii) damaged += cedu__model_cost(now, r->ascii), now = r->ascii;
    damaged += cedu__model_cost(now, r->after);
    uint32_t lone = r->ascii ? r->ascii : 0;
    if (lone && !(r->after >= 0x30 && r->after < 0x7F)) damaged += LONE;
    return damaged;
}

/* The open first lead, and the last trail where it is open too. */
static bool solve(run *r) {
    if (!middle(r)) return false;
    int damaged = damaged_cost(r) + (r->misfit ? MISFIT : 0), fixed = 0;
    int threshold = r->threshold +
                    (r->usual || r->split || r->lead_seen ? 0
                     : r->proven >> r->kind & 1           ? PROVEN
                                                          : UNUSUAL) +
                    (r->n || r->split || r->lead_seen ? 0 : BARE);
    for (unsigned i = 2; i < r->on; i++) fixed += step_cost(r, r->o[i - 1], r->o[i]);
    if (damaged - fixed < threshold || r->budget == 0) return false; /* whatever the ends are */
    r->budget--;
    int cost = fixed, best = 1 << 20, second = 1 << 20, k, k2;
    bool both = r->split && r->n == 0 && r->how == END_DROPPED; /* Y has neither */
    bool open_end = r->how == END_DROPPED && !both, pairs = open_end && r->on == 1;
    for (unsigned lead = 0x81; lead <= 0xFE; lead++) {
        uint32_t c;
        if (both) {
            if (!split_lead(r, lead)) continue;
            c = last_char(r, lead, r->before, &k, &k2);
            if (k2 < second) second = k2;
        } else {
            c = r->split ? (split_lead(r, lead) ? gbk_char(lead, r->n ? r->b[0] : r->ascii) : 0) : gbk_char(lead, 0xA3);
            if (c && r->on == 1 && !open_end && r->annotated && cedu__reading_fits(c, &r->reading) < 1) continue;
            if (c && open_end && r->on == 1) { /* both neighbours are open: the best pair */
                uint32_t y = last_char(r, r->n ? r->b[2 * r->n - 1] : r->lead, c, &k, &k2);
                k = y ? k + step_cost(r, r->before, c) : 1 << 20;
            } else if (c) k = step_cost(r, r->before, c) + pair_cost(c, r->on > 1 ? r->o[1] : r->after);
        }
        if (!c) continue;
        if (k < best) second = best < second || !both ? best : second, best = k, r->o[0] = c;
        else if (k < second) second = k;
    }
    if (best == 1 << 20) return false;
    cost += best + (int)r->drops * BLANK + (r->on > 1 ? script_cost(r, r->o[1]) : 0);
    r->confidence = sure(best, second);
    uint32_t last = r->o[r->on - 1];
    if (open_end) {
        unsigned lead = r->n ? r->b[2 * r->n - 1] : r->lead;
        uint32_t c = last_char(r, lead, last, &best, &second);
        if (!c) return false;
        r->extra[r->on] = 0;
        r->o[r->on++] = c;
        cost += pairs ? 0 : best; /* counted above */
        float p = sure(best, second);
        if (p < r->confidence) r->confidence = p;
    } else if (r->on > 1) {
        if (r->annotated && cedu__reading_fits(last, &r->reading) < 1) return false;
        cost += cedu__model_cost(last, r->after);
    }
    r->gain = damaged - cost;
    if (r->holes + r->drops && r->confidence > 0.8f) r->confidence = 0.8f;
    CEDU_TRACE(repair, "gbk_shift at %zu: %u damaged characters, original %d, as it stands %d, gain %d, ends %.2f", r->at, r->n,
               cost, damaged, r->gain, (double)r->confidence);
    return r->gain >= threshold;
}

static void put_char(cedu_stage_out *s, size_t src_n, const uint32_t *o, unsigned count, bool narrow) {
    char to[64];
    size_t n = 0;
    for (unsigned i = 0; i < count && n < sizeof to - 4; i++)
        n += cedu__u8_put(narrow && o[i] >= 0xFF01 && o[i] <= 0xFF5E ? o[i] - 0xFEE0 : o[i], to + n);
    cedu__stage_put(s, src_n, (cedu_str){to, n}, false);
}

/* Character by character, so that a quotation of a part points at its part. */
static void write_run(cedu_stage_out *s, const run *r, bool narrow) {
    cedu__stage_keep(s, r->at);
    size_t dst = s->n;
    unsigned joint = r->how != END_ASCII_TRAIL; /* the last damaged character stands for two */
    unsigned k = 0;                             /* original characters written */
    if (!r->split) put_char(s, r->at_n, &r->o[k++], 1, narrow);
    for (unsigned i = 0; i + joint < r->n; i++) {
        unsigned count = 1;
        while (k + count < r->on && r->extra[k + count]) count++;
        put_char(s, r->end[i] - s->at, &r->o[k], count, narrow);
        k += count;
    }
    put_char(s, r->stop - s->at, &r->o[k], r->on - k, narrow);
    cedu__stage_edit(s, CEDU_REPAIR_gbk_shift, r->at, dst, r->confidence);
    s->count++;
}

/* The ways in at byte i (character c, len bytes): way 0 the mark itself, 1 a lost lead byte's '?' or U+FFFD and the mark behind it,
 * 2 the split pair. False: not this way. */
static bool enter(run *r, size_t i, uint32_t c, size_t len, uint32_t before, int way) {
    r->at = i;
    r->before = before;
    r->lead_seen = way == 1;
    r->split = way == 2;
    size_t end, mark_n = len;
    bool asked = c == '?';
    if (way == 2) {
        if (before < 0x80 || (!asked && c != '(') ||
            !cedu__annotation_at(r->s, i + asked, i + asked < r->s.n && r->s.p[i + asked] == '(', &r->inside, &end) ||
            !r->inside.tone || (!asked && cedu__reading_fits(before, &r->inside)))
            return false;
        r->at_n = end - i;
        return true;
    }
    if (way == 1) {
        if ((!asked && c != 0xFFFD) || !r->machine) return false;
        c = cedu__u8_at(r->s, i + len, &mark_n);
        if (!mark_n) return false;
        mark_n += len;
    }
    for (size_t k = 0; k < CEDU_COUNT(marks); k++)
        if (marks[k].cp == c && (marks[k].usual || r->machine)) {
            r->at_n = mark_n;
            r->lead = marks[k].trail;
            r->usual = marks[k].usual;
            r->kind = (unsigned)k;
            return true;
        }
    return false;
}

/* First byte of a character at or after i that may open a run. */
static size_t next_opening(cedu_str in, size_t i, bool machine) {
    static const uint8_t opens[256] = {['!'] = 1, ['?'] = 1, ['('] = 1, [0xEF] = 1, [')'] = 2, [','] = 2, [':'] = 2, [';'] = 2};
    unsigned skip = machine ? 0 : 2;
    for (; i < in.n; i++) {
        uint8_t k = opens[(unsigned char)in.p[i]];
        if (!k || k == skip) continue;
        if (in.p[i] != '\xEF') break;
        /* most signs begin with this byte: only U+FF01, U+FF1F, and U+FFFD before a mark count */
        if (in.p[i + 1] == '\xBC' ? in.p[i + 2] == '\x81' || in.p[i + 2] == '\x9F' : machine && in.p[i + 1] == '\xBF') break;
    }
    return i;
}

/* One pass over the text; s == NULL: only counts the runs that are beyond doubt. */
static unsigned pass(cedu_stage_out *s, cedu_str in, run *r, run *best, bool narrow) {
    unsigned found = 0;
    size_t len, stop = SIZE_MAX; /* where the last run stopped */
    for (size_t i = 0; (i = next_opening(in, i, r->machine)) < in.n && !(s && s->failed); i += len) {
        uint32_t c = cedu__u8_at(in, i, &len), before = '\n';
        size_t one;
        if (i == stop) before = best->o[best->on - 1];
        else if (i) before = cedu__u8_at(in, cedu__u8_prev(in, i), &one);
        bool any = false;
        for (int way = 0; way < 3; way++) {
            if (!enter(r, i, c, len, before, way) || !follow(r, r + 1) || (any && r[1].gain <= best->gain)) continue;
            *best = r[1];
            any = true;
        }
        if (any) {
            found++;
            if (s) write_run(s, best, narrow);
            else if (!best->split) r->proven |= 1u << best->kind;
            i = stop = best->stop;
            len = 0;
        }
    }
    return found;
}

void cedu__repair_gbk(cedu_stage_out *s, const cedu_signs *signs) {
    if (!signs->marks && !signs->annotations) return;
    cedu_str in = s->in;
    run *r = CEDU_NEW_N(s->arena, run, 3); /* now, the best end, the best way in */
    if (!r) {
        s->failed = true;
        return;
    }
    r->s = in;
    r->trad = cedu__is_traditional(signs->trad, signs->simp);
    bool narrow = cedu__find(in, CEDU_STR("，"), 0) < 0; /* the page writes its signs half-width */
    r->machine = signs->annotations >= 3;
    r->dropped = r->machine && !memchr(in.p, 0xEE, in.n); /* U+E000 to U+EFFF begin with this byte */
    r->threshold = THRESHOLD + SURE;
    r->budget = 1000 + in.n / 50; /* some times what damaged text needs; a text of marks only must not take for ever */
    bool shown = pass(NULL, in, r, r + 2, narrow) > 0;
    r->budget = 1000 + in.n / 50;
    r->threshold = THRESHOLD - (r->machine ? ANNOTATED : 0) - (shown ? SHOWN : 0);
    r->alone = shown;
    pass(s, in, r, r + 2, narrow);
    if (s->count) cedu__stage_keep(s, in.n);
}
