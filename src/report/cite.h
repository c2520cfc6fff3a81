/* cite.h - citations of the page that was read: GB/T 7714, BibTeX, CSL-JSON.
 *
 * What is cited is the page read, never the one it may have been copied from; a repost is marked as one. GB/T 7714-2015 for an
 * electronic bulletin [EB/OL]; the 2025 edition differs in the access path and is marked experimental in the help.
 */
#ifndef CEDU_REPORT_CITE_H
#define CEDU_REPORT_CITE_H

#include "base/json.h"

/* X(name of --style, Chinese, English) */
/* clang-format off */
#define CEDU_CITES(X) \
    X(gbt2015, "GB/T 7714—2015", "GB/T 7714-2015") \
    X(gbt2025, "GB/T 7714—2025（试行）", "GB/T 7714-2025 (experimental)") \
    X(bibtex, "BibTeX", "BibTeX") \
    X(csl, "CSL-JSON", "CSL-JSON")
/* clang-format on */
typedef enum cedu_cite_style {
#define CEDU__X(name, zh, en) CEDU_CITE_##name,
    CEDU_CITES(CEDU__X)
#undef CEDU__X
        CEDU_CITE_STYLES
} cedu_cite_style;
bool cedu__cite_style(const char *name, cedu_cite_style *out);

typedef struct cedu_cite_page {                             /* absent fields are left out */
    cedu_str title, outlet, published, url, file, accessed; /* ISO 8601 */
    cedu_strs authors;
    const char *sha256;
    bool repost;
} cedu_cite_page;
/* Appends one citation without a newline. */
void cedu__cite(const cedu_cite_page *p, cedu_cite_style style, cedu_buf *out);

#endif
