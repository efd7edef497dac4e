#ifndef CLAPACK_SHIM_H
#define CLAPACK_SHIM_H
// C99 complex types do not import into Swift; structs do.
#define LAPACK_COMPLEX_STRUCTURE
#include <lapacke.h>
#endif
