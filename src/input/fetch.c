/* fetch.c - stub */
#include "input/fetch.h"
bool cedu__input_is_url(const char *path) { return !strncmp(path, "http://", 7) || !strncmp(path, "https://", 8); }
cedu_status cedu__fetch_page(const char *url, const cedu_input_options *opt, cedu_member *out, cedu_error *err) {
    (void)url;
    (void)opt;
    (void)out;
    return cedu__fail(err, CEDU_UNSUPPORTED, "暂不支持", "not supported yet");
}
