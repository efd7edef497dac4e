#ifndef KOSH_CZLIB_H
#define KOSH_CZLIB_H

// The system's zlib: deflate and inflate for ZIP archives (.docx, .qdpx).
#include <zlib.h>

#endif
