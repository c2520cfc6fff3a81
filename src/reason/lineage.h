/* lineage.h - which policy carries out which, which takes another's place, what is in force.
 *
 * A link is only drawn where a text says so (根据《…》, 为贯彻落实《…》, 《…》同时废止, two texts of one title of which one is a draft); its
 * sentence is quoted. One kind is a hint and says so: a higher region's policy on the same matter, named in the text of the lower one.
 * Threads, memory, errors: as reason.h.
 */
#ifndef CEDU_REASON_LINEAGE_H
#define CEDU_REASON_LINEAGE_H

#include "reason/reason.h"

/* X(name, Chinese, English) */
/* clang-format off */
#define CEDU_LINKS(X) \
    X(carries_out, "依据或落实", "carries out") X(replaces, "废止旧文", "replaces") X(final_of, "草案的定稿", "final text of") \
    X(under, "上级同类（提示）", "under (a hint)")
#define CEDU_FORCES(X) \
    X(unknown, "未写明", "not said") X(draft, "征求意见", "draft") X(later, "尚未施行", "not yet in force") \
    X(in_force, "有效", "in force") X(expired, "已过有效期", "expired") X(repealed, "已废止", "repealed")
/* clang-format on */
typedef enum cedu_link_what {
#define CEDU__X(name, zh, en) CEDU_LINK_##name,
    CEDU_LINKS(CEDU__X)
#undef CEDU__X
} cedu_link_what;
typedef enum cedu_force {
#define CEDU__X(name, zh, en) CEDU_FORCE_##name,
    CEDU_FORCES(CEDU__X)
#undef CEDU__X
} cedu_force;
const char *cedu__link_name(cedu_link_what w); /* carries_out */
const char *cedu__link_label(cedu_link_what w, bool english);
const char *cedu__force_name(cedu_force f);
const char *cedu__force_label(cedu_force f, bool english);

typedef struct cedu_line_policy {    /* a policy, or a title that is only cited */
    const cedu_store_policy *policy; /* NULL = only cited */
    cedu_str title, region, level;   /* level of the packs: country, province, prefecture …; absent = unknown */
    cedu_str date;                   /* published, signed or effective, whichever is written */
    cedu_force force;                /* as of the day asked for */
    bool text;                       /* a document is its text, and no sentence speaks of it */
} cedu_line_policy;
typedef struct cedu_line {
    cedu_link_what what;
    const cedu_line_policy *lower, *upper; /* replaces: the new one and the old one; final_of: the final text and the draft */
    cedu_str quote;
    cedu_store_fact fact; /* of the lower policy, in the document that says so */
    bool odd;             /* carries out a policy of a narrower region: read it before using it */
} cedu_line;
typedef struct cedu_lineage {
    const cedu_line_policy **policies; /* widest region first, then by date */
    size_t policy_count;
    cedu_line *lines;
    size_t line_count;
} cedu_lineage;
/* regions: only lines that touch one of them or what lies in it; empty = all. */
CEDU_MUST_USE cedu_status cedu__reason_lineage(cedu_store *s, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a,
                                               cedu_lineage *out, cedu_error *err);

#endif
