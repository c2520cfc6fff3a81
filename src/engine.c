/* */
typedef int cedu__e1;
