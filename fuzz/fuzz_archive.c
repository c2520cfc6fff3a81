/* fuzz_archive.c - any bytes as a zip, tar, 7z, rar or compressed file: all entries are accounted for. */
#include "members.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_members(data, size, "x.tar", NULL), 0; }
