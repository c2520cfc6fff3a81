/* match.h - clean text to mentions: everything that can be part of a fact, with exact span and value.
 *
 * Mentions are sorted by start, then longest first; they may nest (a region inside an organisation, a number inside a quantity is
 * not reported twice: the larger one stands). Spans include modifiers (超, 余, 以上); core_start/core_end leave them out.
 * A masked or damaged number is a mention with `refused` set and no value.
 */
#ifndef CEDU_MATCH_H
#define CEDU_MATCH_H

#include "base/base.h"
#include "pack/pack.h"

/* X(name in JSON) */
#define CEDU_MENTIONS(X)                                                                                                       \
    X(number)                                                                                                                  \
    X(ordinal)                                                                                                                 \
    X(percent)                                                                                                                 \
    X(points)                                                                                                                  \
    X(money)                                                                                                                   \
    X(quantity)                                                                                                                \
    X(time)                                                                                                                    \
    X(duration)                                                                                                                \
    X(set)                                                                                                                     \
    X(region)                                                                                                                  \
    X(organisation)                                                                                                            \
    X(person)                                                                                                                  \
    X(policy_title)                                                                                                            \
    X(document_number)                                                                                                         \
    X(indicator)                                                                                                               \
    X(sector)                                                                                                                  \
    X(title) /* 《》 that is no policy: a report, newspaper, book */                                                         \
    X(post)  /* 副局长 */                                                                                                   \
    X(head)  /* head noun of an indicator */                                                                                   \
    X(cue)   /* a verb of speech or a pronoun; all cues are words, below */                                                    \
    X(doc_type)

typedef enum cedu_mention_type {
#define CEDU__X(name) CEDU_MENTION_##name,
    CEDU_MENTIONS(CEDU__X)
#undef CEDU__X
        CEDU_MENTION_TYPE_COUNT
} cedu_mention_type;

typedef enum cedu_grain {
    CEDU_GRAIN_NONE,
    CEDU_GRAIN_YEAR,
    CEDU_GRAIN_HALF,
    CEDU_GRAIN_QUARTER,
    CEDU_GRAIN_MONTH,
    CEDU_GRAIN_WEEK,
    CEDU_GRAIN_DAY,
    CEDU_GRAIN_HOUR,
    CEDU_GRAIN_MINUTE,
    CEDU_GRAIN_SECOND
} cedu_grain;

typedef struct cedu_civil {
    int16_t year;
    int8_t month, day, hour, minute, second;
} cedu_civil; /* year 0 = open or unknown */

typedef struct cedu_when {
    cedu_civil start, end; /* both inclusive; open ends have year 0 */
    cedu_grain grain;
    bool interval; /* kind "interval", else "point" */
    bool approx;
    bool relative; /* resolved against the reference date (去年, 5月31日 without year) */
    bool plan;     /* the name of a plan period (十四五) */
    bool deadline; /* 到/至 … 年: by then */
    bool as_of;    /* 截至 … */
    bool since;    /* … 以来 */
} cedu_when;

typedef struct cedu_mention {
    uint32_t start, end;           /* bytes of the clean text */
    uint32_t core_start, core_end; /* without modifiers */
    cedu_mention_type type;
    cedu_modifier modifier;
    bool refused; /* masked or damaged: there was a number, its value is not known */
    bool damaged; /* a blank stands where the decimal point was (491 07亿元): the value is read with the point */
    bool vague;   /* several, many: no exact value */
    bool has_value, has_max;
    double value, value_max; /* base unit; NaN = that end is open */
    int32_t entry;   /* unit (quantity, money, percent), region, organisation, indicator, sector, post, head, cue …; -1 */
    cedu_when when;  /* time */
    double duration; /* duration, set: seconds, or NaN where calendar units do not allow it */
    cedu_str timex;  /* time, duration, set */
    cedu_str name;   /* canonical name: organisation with its region, title without marks, number in 〔〕 style */
    cedu_str refers; /* 《规划》, 该公司, 他, a short form that the text introduced: the name of what it stands for */
    bool pending;    /* inside the match room only: waits for what it refers to */
} cedu_mention;

typedef struct
    cedu_match_word {    /* a form of the classes cue and pattern: the pass meets them anyway, so nobody need look again */
    uint32_t start, end; /* bytes of the clean text */
    int32_t entry;
} cedu_match_word;

typedef struct cedu_mentions {
    const cedu_mention *p;
    size_t n;
    const cedu_match_word *words; /* by start, then shortest first, then by entry; all of them, wherever they stand */
    size_t word_n;
} cedu_mentions;

typedef struct cedu_match_options {
    cedu_civil ref;     /* the page's date, for relative times; year 0 = unknown: relative times then have no value */
    int32_t ref_region; /* region entry for 全市, 我省; -1 = unknown */
} cedu_match_options;

/* Thread-safe; all memory from `arena`. Linear in s.n. */
CEDU_MUST_USE cedu_status cedu__match_run(const cedu_image *im, cedu_str s, const cedu_match_options *opt, cedu_arena *arena,
                                          cedu_mentions *out, cedu_error *err);
const char *cedu__mention_name(cedu_mention_type t);
/* ISO 8601 of a time as a period: 2021, 2021-02, 2021-02-23, 2022/2025, ../2025; absent where neither end is known. Written to out. */
#define CEDU_WHEN_PERIOD 24
cedu_str cedu__when_period(const cedu_when *w, char out[CEDU_WHEN_PERIOD]);
/* One mention's JSON value object of CONTRACT: {"value":3} … Appends to out. */
void cedu__mention_json_value(const cedu_image *im, const cedu_mention *m, cedu_buf *out);

#endif
