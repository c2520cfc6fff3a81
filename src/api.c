/* */
typedef int cedu__e2;
