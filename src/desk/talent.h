/* talent.h - 人才: demand against supply by region, tier and field from users' tables, and beside it what pages say.
 *
 * Gap = demand - supply; ratio = supply / demand. Thresholds (CEDU_TALENT_*): short below 0.9, severe below 0.6, surplus from 1.2 on. Trend: the
 * ratio's change from the period before to the last one; rising or falling from 0.05 on. The two kinds of evidence are never added: a warning says
 * whether it rests on the user's numbers (user), on what pages say (text), or both. What neither gives is unknown, no warning.
 */
#ifndef CEDU_DESK_TALENT_H
#define CEDU_DESK_TALENT_H

#include "desk/desk.h"

#define CEDU_TALENT_SEVERE  0.6
#define CEDU_TALENT_SHORT   0.9
#define CEDU_TALENT_SURPLUS 1.2
#define CEDU_TALENT_TREND   0.05

/* X(name, Chinese, English) */
/* clang-format off */
#define CEDU_TALENT_STATES(X) \
    X(unknown, "未知", "unknown") X(severe, "严重不足", "severely short") X(scarce, "不足", "short") \
    X(balanced, "基本平衡", "balanced") X(surplus, "供过于求", "surplus")
#define CEDU_TALENT_TRENDS(X) \
    X(unknown, "未知", "unknown") X(easing, "缓解", "easing") X(steady, "持平", "steady") X(worsening, "加剧", "worsening")
/* clang-format on */
typedef enum cedu_talent_state {
#define CEDU__X(name, zh, en) CEDU_TALENT_IS_##name,
    CEDU_TALENT_STATES(CEDU__X)
#undef CEDU__X
} cedu_talent_state;
typedef enum cedu_talent_trend {
#define CEDU__X(name, zh, en) CEDU_TALENT_##name,
    CEDU_TALENT_TRENDS(CEDU__X)
#undef CEDU__X
} cedu_talent_trend;
const char *cedu__talent_state_name(cedu_talent_state s);
const char *cedu__talent_state_label(cedu_talent_state s, bool english);
const char *cedu__talent_trend_name(cedu_talent_trend t);
const char *cedu__talent_trend_label(cedu_talent_trend t, bool english);

typedef struct cedu_talent_row { /* of the user's table: the last period */
    cedu_str region, tier, field, period;
    const cedu_desk_cell *demand, *supply; /* NULL = not given */
    double gap, ratio, ratio_before;       /* NAN = unknown */
    cedu_str period_before;
    cedu_talent_state state;
    cedu_talent_trend trend;
    size_t lack,
        text; /* facts of pages about the region and the tier (or no tier): that say talent is lacking, that speak of it at all */
} cedu_talent_row;
/* What an early warning rests on: "user", "text", "user+text", or "none" where neither speaks of a lack. */
const char *cedu__talent_evidence(const cedu_talent_row *r);
typedef struct cedu_talent_signal { /* a fact of a page */
    cedu_store_fact fact;
    cedu_str tag; /* the ledger's word: 领军人才 */
    bool lack;    /* says that it is lacking */
} cedu_talent_signal;
typedef struct cedu_talent {
    cedu_talent_row *p;
    size_t n;
    cedu_talent_signal *signals;
    size_t signal_count;
} cedu_talent;
/* regions empty = all. opt->image is needed for what pages say. */
CEDU_MUST_USE cedu_status cedu__desk_talent(cedu_store *s, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a,
                                            cedu_talent *out, cedu_error *err);

#endif
