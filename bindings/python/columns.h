/* columns.h - see columns.c. */
#include <cedu/cedu.h>

#define CEDU_COLUMN_NUMBERS 8
#define CEDU_COLUMN_TEXTS   17

char *cedu_py_columns(const cedu_page *p, size_t *size); /* NULL: read the JSON; freed by cedu_py_free() */
void cedu_py_free(char *p);
