/* fuzz_jsonl.c - any bytes as JSON lines, as a JSON file, as CSV and as a feed (the first byte chooses). */
#include "members.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const fields[] = {"text=data.body", "url=data.u", NULL};
    static const cedu_input_options json = {.fields = fields}, csv = {.column = "2"};
    if (size < 1) return 0;
    if (data[0] % 8 == 5) fuzz_members(data + 1, size - 1, "x.json", NULL);
    else if (data[0] % 8 == 6) fuzz_members(data + 1, size - 1, "x.xml", NULL);
    else if (data[0] % 4 == 3) fuzz_members(data + 1, size - 1, "x.csv", &csv);
    else fuzz_members(data + 1, size - 1, "x.jsonl", data[0] % 2 ? &json : NULL);
    return 0;
}
