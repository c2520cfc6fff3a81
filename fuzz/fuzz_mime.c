/* fuzz_mime.c - any bytes as a letter or a page saved in one file: all parts are accounted for. */
#include "members.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_members(data, size, "x.eml", NULL), 0; }
