/* post.h - one JSON request to a service that the user runs: a language model on this machine or in this network. The opposite of
 * fetch.h in its caution: what is sent is the user's own material, so by default only private addresses are answered to. */
#ifndef CEDU_INPUT_POST_H
#define CEDU_INPUT_POST_H

#include "base/base.h"

typedef struct cedu_post_options {
    const char *bearer; /* Authorization; NULL = none */
    bool anywhere;      /* also addresses outside private networks: only with the user's consent */
    long seconds;       /* for the whole exchange */
    size_t max;         /* bytes of the answer */
} cedu_post_options;

/* The answer's body into *out. CEDU_USAGE: the address is public and `anywhere` is not set, or is no http(s) address; CEDU_IO: no
 * answer, or a status other than 2xx (in the message); CEDU_TOO_LARGE. Redirects are not followed. Thread-safe. */
CEDU_MUST_USE cedu_status cedu__post_json(const char *url, cedu_str body, const cedu_post_options *opt, cedu_buf *out,
                                          cedu_error *err);

#endif
