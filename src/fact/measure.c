#include "fact/inner.h"
void cedu__fact_read_measures(fx *x, const fact_sentence *s) { (void)x; (void)s; }
void cedu__fact_read_ranks(fx *x, const fact_sentence *s) { (void)x; (void)s; }
