#include "KoshCSVKernels.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A stretch with room behind it, so that eight bytes can be looked at from any place; null if it cannot be read.
static uint8_t *read_stretch(int file, ptrdiff_t start, ptrdiff_t end) {
  uint8_t *bytes = malloc((size_t)(end - start) + 8);
  if (!bytes) return NULL;
  ptrdiff_t have = 0;
  while (have < end - start) {
    ssize_t got = pread(file, bytes + have, (size_t)(end - start - have), start + have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      free(bytes);
      return NULL;
    }
    have += got;
  }
  memset(bytes + have, 0, 8);
  return bytes;
}

ptrdiff_t kosh_csv_boundary(int file, ptrdiff_t position, ptrdiff_t size) {
  uint8_t window[4096];
  // The byte before may be the line feed that ends the record before.
  ptrdiff_t at = position > 0 ? position - 1 : 0;
  while (at < size) {
    ssize_t got = pread(file, window, sizeof window, at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return -1;
    const uint8_t *feed = memchr(window, 10, (size_t)got);
    if (feed) return at + (feed - window) + 1;
    at += got;
  }
  return size;
}

ptrdiff_t kosh_csv_records(int file, ptrdiff_t start, ptrdiff_t end) {
  ptrdiff_t length = end - start;
  uint8_t *bytes = read_stretch(file, start, end);
  if (!bytes) return -1;
  ptrdiff_t feeds = 0, returns = 0, pairs = 0, others = 0;
  for (ptrdiff_t i = 0; i < length; i++) {
    feeds += bytes[i] == 10;
    returns += bytes[i] == 13;
    pairs += bytes[i] == 13 && bytes[i + 1] == 10;
    others += bytes[i] == 0x22 || bytes[i] == 0;
  }
  ptrdiff_t records = feeds + (length > 0 && bytes[length - 1] != 10);
  free(bytes);
  return others == 0 && returns == pairs ? records : -1;
}

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Digits that do not fit 53 bits, and exponents.
static int long_number(const uint8_t *cell, ptrdiff_t length, uint64_t digits, ptrdiff_t count, ptrdiff_t decimals,
                       int negative, int has_exponent, double *value) {
#if __LDBL_MANT_DIG__ == 64
  // Digits and power are exact in 64 bits, so the quotient is rounded once to 64 and once to 53; only where the bits
  // that fall away stand near the middle can that differ from rounding once.
  if (!has_exponent && count <= 19 && decimals <= 22) {
    long double quotient = (long double)digits / (long double)powers[decimals];
    uint64_t mantissa;
    memcpy(&mantissa, &quotient, sizeof mantissa);
    uint64_t rest = mantissa & 0x7FF;
    if (rest < 0x3FF || rest > 0x401) {
      *value = negative ? -(double)quotient : (double)quotient;
      return 1;
    }
  }
#else
  (void)digits;
  (void)count;
  (void)decimals;
  (void)negative;
  (void)has_exponent;
#endif
  char text[64];
  if (length >= (ptrdiff_t)sizeof text) return 0;
  memcpy(text, cell, (size_t)length);
  text[length] = 0;
  char *rest;
  *value = strtod(text, &rest);
  return rest == text + length && isfinite(*value);
}

static inline __attribute__((always_inline)) int number(const uint8_t *cell, ptrdiff_t length, double *value) {
  const uint8_t *at = cell, *end = cell + length;
  int negative = 0;
  if (at < end && *at == '-') {
    negative = 1;
    at++;
  } else if (length > 1 && cell[0] == '0' && (uint8_t)(cell[1] - '0') < 10) {
    return 0;
  }
  const uint8_t *first = at;
  uint64_t digits = 0;
  while (at < end && (uint8_t)(*at - '0') < 10) digits = digits * 10 + (uint64_t)(*at++ - '0');
  ptrdiff_t count = at - first, decimals = 0;
  if (at < end && *at == '.') {
    const uint8_t *mark = ++at;
    while (at < end && (uint8_t)(*at - '0') < 10) digits = digits * 10 + (uint64_t)(*at++ - '0');
    decimals = at - mark;
    count += decimals;
  }
  if (count == 0) return 0;
  if (at == end && count <= 19 && digits <= (uint64_t)1 << 53) {
    // Both are exact, so their quotient is rounded once.
    double quotient = decimals ? (double)digits / powers[decimals] : (double)digits;
    *value = negative ? -quotient : quotient;
    return 1;
  }
  int has_exponent = 0;
  if (at < end && (*at == 'e' || *at == 'E')) {
    has_exponent = 1;
    at++;
    if (at < end && (*at == '-' || *at == '+')) at++;
    const uint8_t *power = at;
    while (at < end && (uint8_t)(*at - '0') < 10) at++;
    if (at == power || at - power > 4) return 0;
  }
  return at == end && long_number(cell, length, digits, count, decimals, negative, has_exponent, value);
}

static int is_missing(const kosh_csv_plan *plan, const uint8_t *cell, ptrdiff_t length) {
  if (length == 0) return 1;
  for (ptrdiff_t i = 0; i < plan->missing; i++)
    if (plan->lengths[i] == length && memcmp(plan->words[i], cell, (size_t)length) == 0) return 1;
  return 0;
}

int kosh_csv_numbers(
    const kosh_csv_plan *plan, ptrdiff_t start, ptrdiff_t end, ptrdiff_t first_row, ptrdiff_t rows) {
  const ptrdiff_t length = end - start, columns = plan->columns;
  uint8_t *bytes = read_stretch(plan->file, start, end);
  if (!bytes) return 0;
  const uint64_t ones = 0x0101010101010101, low = 0x7F7F7F7F7F7F7F7F;
  const uint64_t delimiters = plan->delimiter * ones, feeds = 10 * ones;
  ptrdiff_t row = first_row, column = 0, field = 0;
  int is_good = 1;
  for (ptrdiff_t at = 0; at < length && is_good; at += 8) {
    uint64_t word;
    memcpy(&word, bytes + at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    // The high bit of each byte that is the one looked for: exact, since no carry leaves a byte.
    uint64_t d = word ^ delimiters, f = word ^ feeds;
    uint64_t hits = ~(((d & low) + low) | d | low) | ~(((f & low) + low) | f | low);
    while (hits) {
      ptrdiff_t hit = at + (__builtin_ctzll(hits) >> 3);
      hits &= hits - 1;
      int ends_record = bytes[hit] == 10;
      if (column >= columns || (ends_record && column != columns - 1)) {
        is_good = 0;
        break;
      }
      int32_t place = plan->wanted[column];
      if (place >= 0) {
        ptrdiff_t stop = ends_record && hit > field && bytes[hit - 1] == 13 ? hit - 1 : hit;
        double value;
        if (!number(bytes + field, stop - field, &value)) {
          if (!is_missing(plan, bytes + field, stop - field)) {
            is_good = 0;
            break;
          }
          value = NAN;
        }
        plan->values[place][row] = value;
      }
      field = hit + 1;
      if (ends_record) {
        column = 0;
        row++;
      } else {
        column++;
      }
    }
  }
  // A last record without a line feed.
  if (is_good && field < length + (column > 0)) {
    int32_t place = column < columns ? plan->wanted[column] : -1;
    double value = NAN;
    if (column != columns - 1) is_good = 0;
    if (is_good && place >= 0) {
      if (!number(bytes + field, length - field, &value) && !is_missing(plan, bytes + field, length - field))
        is_good = 0;
      plan->values[place][row] = value;
    }
    row++;
  }
  free(bytes);
  return is_good && row == first_row + rows;
}
