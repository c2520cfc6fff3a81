#include "fact/inner.h"
void cedu__fact_read_named(fx *x) { (void)x; }
