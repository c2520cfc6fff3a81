/* gbk.c - stub */
#include "repair/room.h"
void cedu__repair_gbk(cedu_stage_out *s, const cedu_signs *signs) {
    (void)s;
    (void)signs;
}
