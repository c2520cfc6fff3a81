/* fuzz_warc.c - any bytes as a WARC file, plain or gzip: all records are accounted for. */
#include "members.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_members(data, size, size > 2 && data[0] == 0x1F ? "x.warc.gz" : "x.warc", NULL), 0;
}
