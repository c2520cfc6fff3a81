/* not written yet */
typedef int cedu__empty_reason;
