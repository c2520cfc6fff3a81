/* members.h - what the fuzz targets of container readers share: every member of the bytes is read, and the counts must be right. */
#ifndef CEDU_FUZZ_MEMBERS_H
#define CEDU_FUZZ_MEMBERS_H

#include <stdlib.h>

#include "input/input.h"

#define LAW(x)                                                                                                                 \
    do {                                                                                                                       \
        if (!(x)) abort();                                                                                                     \
    } while (0)

static inline void fuzz_members(const uint8_t *data, size_t size, const char *name, const cedu_input_options *opt) {
    cedu_members *ms;
    cedu_member m;
    uint64_t read = 0, failed = 0, bytes = 0;
    if (cedu__input_open_bytes(data, size, name, opt, &ms, NULL) != CEDU_OK) {
        LAW(!ms);
        return;
    }
    while (cedu__input_member(ms, &m)) {
        LAW((m.status == CEDU_OK) == (m.bytes.p != NULL));
        LAW(m.status == CEDU_OK || m.err.en[0]);
        LAW(!m.name || cedu__u8_valid(m.name, strlen(m.name)) == strlen(m.name));
        LAW(!m.url || cedu__u8_valid(m.url, strlen(m.url)) == strlen(m.url));
        LAW(m.status != CEDU_OK || m.bytes.p[m.bytes.n] == 0);
        if (m.status == CEDU_OK) read++, bytes += m.bytes.n;
        else failed++;
        cedu__input_member_release(&m);
    }
    const cedu_member_counts *c = cedu__input_counts(ms);
    uint64_t skipped = 0;
    for (size_t i = 0; i < c->reason_count; i++) skipped += c->reasons[i].n;
    LAW(c->read == read && c->failed == failed && c->skipped == skipped && c->bytes == bytes);
    LAW(c->records == read + failed + skipped);
    cedu__input_members_free(ms);
}

#endif
