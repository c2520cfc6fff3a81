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
 * lattice.c follows the run and weighs it; this file says where one may begin, what is taken, and writes it.
 *
 * To take in other replacements: a line in `marks`; test on clean text first.
 */
#include "repair/shift.h"

enum {
    THRESHOLD = 64, /* what the original must be likelier by, eighths of a bit */
    ANNOTATED = 40, /* … less where a machine has annotated the text: the same machines shift */
    SHOWN = 16,     /* … less where the text has a shift beyond doubt, */
    PROVEN = 24,    /* … more where the mark is a sign that is everywhere, and was found to be damage elsewhere in the text */
    UNUSUAL = 104,  /* … more where the mark is a sign that is everywhere */
    BARE = 48,      /* … more where nothing of the two characters is left, */
    SURE = 120      /* which is one that much likelier */
};

typedef struct mark {
    uint32_t cp;
    uint8_t trail; /* A3 xx stands for it: xx is the lead byte of the second character */
    bool usual;    /* looked at in any text; the others, which are everywhere, only where a machine has annotated the text */
} mark;
static const mark marks[] = {{'!', 0xA1, true},    {'?', 0xBF, true},  {0xFF01, 0xA1, true},
                             {0xFF1F, 0xBF, true}, {'(', 0xA8, false}, {')', 0xA9, false},
                             {',', 0xAC, false},   {':', 0xBA, false}, {';', 0xBB, false}};

/* What is known of the text while it is gone through. */
typedef struct search {
    cedu_shift_start q;
    unsigned kind, proven;  /* the mark's number; bits of those that stood for two bytes beyond doubt somewhere in the text */
    int threshold, unusual; /* what is asked for of a run; … and more of one with an unusual mark */
    size_t budget;          /* ends that may still be tried */
    CEDU_VEC(size_t) worth; /* places where the first look found anything */
    cedu_lattice *lattice;
    cedu_shift run, best; /* the likeliest of one way in, of all */
} search;

static void put_char(cedu_stage_out *s, size_t src_n, const uint32_t *o, unsigned count, bool narrow) {
    char to[64];
    size_t n = 0;
    for (unsigned i = 0; i < count && n < sizeof to - 4; i++)
        n += cedu__u8_put(narrow && o[i] >= 0xFF01 && o[i] <= 0xFF5E ? o[i] - 0xFEE0 : o[i], to + n);
    cedu__stage_put(s, src_n, (cedu_str){to, n}, false);
}

/* Character by character, so that a quotation of a part points at its part. */
static void write_run(cedu_stage_out *s, const cedu_shift_start *q, const cedu_shift *r, bool narrow) {
    cedu__stage_keep(s, q->at);
    size_t dst = s->n;
    for (unsigned k = 0, count; k < r->on; k += count) {
        unsigned symbol = r->symbol[k];
        for (count = 1; k + count < r->on && r->symbol[k + count] == symbol;) count++;
        size_t end = symbol > r->n || (symbol == r->n && r->joint) ? r->stop : symbol ? r->end[symbol - 1] : q->at + q->at_n;
        put_char(s, end - s->at, &r->o[k], count, narrow);
    }
    cedu__stage_edit(s, CEDU_REPAIR_gbk_shift, q->at, dst, r->confidence);
    s->count++;
}

/* The ways in at byte i (character c, len bytes): way 0 the mark itself, 1 a lost lead byte's '?' or U+FFFD and the mark behind it,
 * 2 the split pair. False: not this way. */
static bool enter(search *f, size_t i, uint32_t c, size_t len, int way) {
    cedu_shift_start *q = &f->q;
    q->at = i;
    q->lead_seen = way == 1;
    q->split = way == 2;
    q->threshold = f->threshold;
    size_t end, mark_n = len;
    bool asked = c == '?';
    if (way == 2) {
        if (q->before[0] < 0x80 || (!asked && c != '(') ||
            !cedu__annotation_at(q->s, i + asked, i + asked < q->s.n && q->s.p[i + asked] == '(', &q->inside, &end) ||
            !q->inside.tone || (!asked && cedu__reading_fits(q->before[0], &q->inside)))
            return false;
        q->at_n = end - i;
        return true;
    }
    if (way == 1) {
        if ((!asked && c != 0xFFFD) || !q->machine) return false;
        c = cedu__u8_at(q->s, i + len, &mark_n);
        if (!mark_n) return false;
        mark_n += len;
    }
    for (size_t k = 0; k < CEDU_COUNT(marks); k++)
        if (marks[k].cp == c && (marks[k].usual || q->machine)) {
            q->at_n = mark_n;
            q->lead = marks[k].trail;
            f->kind = (unsigned)k;
            if (!marks[k].usual && way == 0) q->threshold += f->proven >> k & 1 ? PROVEN : f->unusual;
            return true;
        }
    return false;
}

/* First byte of a character at or after i that may open a run. */
static size_t next_opening(cedu_str in, size_t i, bool machine) {
    static const uint8_t usual[256] = {['!'] = 1, ['?'] = 1, ['('] = 1, [0xEF] = 1},
                         every[256] = {['!'] = 1, ['?'] = 1, ['('] = 1, [0xEF] = 1, [')'] = 1, [','] = 1, [':'] = 1, [';'] = 1};
    const uint8_t *opens = machine ? every : usual;
    for (; (i = cedu__skip_to(in, i, opens)) < in.n; i++) {
        if (in.p[i] != '\xEF') break;
        /* most signs begin with this byte: only U+FF01, U+FF1F, and U+FFFD before a mark count */
        if (in.p[i + 1] == '\xBC' ? in.p[i + 2] == '\x81' || in.p[i + 2] == '\x9F' : machine && in.p[i + 1] == '\xBF') break;
    }
    return i;
}

/* The two characters before byte i; `run` stops there, or NULL. */
static void look_back(cedu_shift_start *q, size_t i, const cedu_shift *run) {
    size_t len;
    q->before[0] = q->before[1] = '\n';
    if (run) {
        q->before[0] = run->o[run->on - 1];
        if (run->on > 1) q->before[1] = run->o[run->on - 2];
        return;
    }
    for (int k = 0; k < 2 && i; k++) {
        i = cedu__u8_prev(q->s, i);
        q->before[k] = cedu__u8_at(q->s, i, &len);
        if (q->before[k] == '\n') return;
    }
}

/* The likeliest run that begins at byte i; *start: what was asked. False: none. */
static bool best_run(search *f, size_t i, cedu_shift_start *start, unsigned *kind) {
    size_t len;
    uint32_t c = cedu__u8_at(f->q.s, i, &len);
    bool any = false;
    for (int way = 0; way < 3; way++) {
        if (!enter(f, i, c, len, way) || !cedu__lattice_solve(f->lattice, &f->q, &f->budget, &f->run)) continue;
        if (any && f->run.gain <= f->best.gain) continue;
        f->best = f->run;
        *start = f->q;
        *kind = f->kind;
        any = true;
    }
    return any;
}

/* The first look: where there may be a run at all, and is there one beyond doubt? Thresholds are the lowest that the second look may
 * have, so that it need not look elsewhere (but right behind a run, where the characters before are others by then). */
static bool look(search *f, cedu_arena *a) {
    cedu_str in = f->q.s;
    bool shown = false;
    size_t len;
    unsigned kind;
    for (size_t i = 0; (i = next_opening(in, i, f->q.machine)) < in.n; i += len) {
        cedu_shift_start start;
        (void)cedu__u8_at(in, i, &len);
        look_back(&f->q, i, NULL);
        if (!best_run(f, i, &start, &kind)) continue;
        if (!CEDU_PUSH(a, &f->worth, i)) return false;
        bool bare = f->best.n == 0 && !start.split && !start.lead_seen;
        int doubt = SURE + (f->q.machine ? ANNOTATED : 0) + SHOWN;
        if (!start.split && !start.lead_seen && !marks[kind].usual) doubt += UNUSUAL - PROVEN;
        if (bare || f->best.gain < start.threshold + doubt) continue;
        shown = true;
        if (!start.split) f->proven |= 1u << kind;
        i = f->best.stop;
        len = 0;
    }
    f->q.alone = shown;
    return true;
}

static void repair(search *f, cedu_stage_out *s, bool narrow) {
    size_t len, stop = SIZE_MAX, k = 0; /* where the last run stopped; the next place that is worth looking at */
    unsigned kind;
    for (size_t i = 0; (i = next_opening(f->q.s, i, f->q.machine)) < f->q.s.n && !s->failed; i += len) {
        cedu_shift_start start;
        (void)cedu__u8_at(f->q.s, i, &len);
        while (k < f->worth.n && f->worth.p[k] < i) k++;
        if (i != stop && (k == f->worth.n || f->worth.p[k] != i)) continue;
        look_back(&f->q, i, i == stop ? &f->best : NULL);
        if (!best_run(f, i, &start, &kind)) continue;
        write_run(s, &start, &f->best, narrow);
        i = stop = f->best.stop;
        len = 0;
    }
}

void cedu__repair_gbk(cedu_stage_out *s, const cedu_signs *signs) {
    if (!signs->marks && !signs->annotations) return;
    cedu_str in = s->in;
    search *f = CEDU_NEW(s->arena, search);
    if (!f || !(f->lattice = cedu__lattice_new(s->arena))) {
        s->failed = true;
        return;
    }
    bool narrow = cedu__find(in, CEDU_STR("，"), 0) < 0; /* the page writes its signs half-width */
    bool machine = signs->annotations >= 3;
    f->q =
        (cedu_shift_start){.s = in,
                           .trad = cedu__is_traditional(signs->trad, signs->simp),
                           .machine = machine,
                           .alone = true,
                           .private_dropped = machine && !memchr(in.p, 0xEE, in.n), /* U+E000 to U+EFFF begin with this byte */
                           .broken_dropped = machine && !signs->lost,
                           .bare = BARE};
    size_t budget = 1000 + in.n / 50; /* some times what damaged text needs; a text of marks only must not take for ever */
    f->budget = budget;
    f->threshold = THRESHOLD - (machine ? ANNOTATED : 0) - SHOWN;
    f->unusual = PROVEN;
    if (!look(f, s->arena)) {
        s->failed = true;
        return;
    }
    f->budget = budget;
    f->unusual = UNUSUAL;
    if (!f->q.alone) f->threshold += SHOWN;
    repair(f, s, narrow);
    if (s->count) cedu__stage_keep(s, in.n);
}
