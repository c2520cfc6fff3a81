/* fetch.h - pages from the web, only when the user names them. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_FETCH_H
#define CEDU_INPUT_FETCH_H

#include <sys/socket.h>

#include "input/input.h"

/* Fetches one address into *out (bytes, url, charset, media, fetched). Thread-safe; waits where politeness asks for it. */
CEDU_MUST_USE cedu_status cedu__fetch_page(const char *url, const cedu_input_options *opt, cedu_member *out, cedu_error *err);

/* robots.txt (RFC 9309): whether `agent` may fetch `path` ("/a?b"). text may be empty: everything is allowed. *delay gets the
 * Crawl-delay in ms where there is one, else stays. */
bool cedu__robots_allow(cedu_str text, const char *agent, const char *path, int *delay);

/* Loopback, private, link-local, multicast and reserved networks, also written as IPv6. */
bool cedu__address_private(const struct sockaddr *sa);

#endif
