/* convert.c - stub */
#include "input/reader.h"
cedu_status cedu__input_convert(cedu_member *m, const char *path, cedu_error *err) {
    (void)m;
    (void)path;
    (void)err;
    return CEDU_OK;
}
