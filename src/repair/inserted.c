#include "repair/room.h"
void cedu__repair_inserted(cedu_stage_out *s, const cedu_signs *signs) { (void)s, (void)signs; }
