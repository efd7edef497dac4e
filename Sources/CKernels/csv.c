#include "KoshCSVKernels.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

// What can be looked at behind the end of a stretch.
enum { ROOM = 64 };

// A stretch with zeros behind it, so that 64 bytes can be looked at from any place; null if it cannot be read.
static uint8_t *read_stretch(int file, ptrdiff_t start, ptrdiff_t end) {
  uint8_t *bytes = malloc((size_t)(end - start) + ROOM);
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
  memset(bytes + have, 0, ROOM);
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

static inline int continues(const uint8_t *bytes, int count) {
  for (int i = 1; i <= count; i++)
    if ((bytes[i] & 0xC0) != 0x80) return 0;
  return 1;
}

// Whether bytes with room behind them are UTF-8 (The Unicode Standard, table 3-7).
static int is_utf8(const uint8_t *bytes, ptrdiff_t length) {
  ptrdiff_t at = 0;
  while (at < length) {
    uint64_t word;
    memcpy(&word, bytes + at, sizeof word);
    if (!(word & 0x8080808080808080)) {
      at += 8;
      continue;
    }
    uint8_t lead = bytes[at], second = bytes[at + 1];
    if (lead < 0x80) {
      at++;
    } else if (lead >= 0xC2 && lead <= 0xDF) {
      if (!continues(bytes + at, 1)) return 0;
      at += 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      if (!continues(bytes + at, 2) || (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
      at += 3;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      if (!continues(bytes + at, 3) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
      at += 4;
    } else {
      return 0;
    }
  }
  return 1;
}

typedef uint8_t block __attribute__((vector_size(16)));

static int has_any(block flags) {
  uint64_t halves[2];
  memcpy(halves, &flags, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

ptrdiff_t kosh_csv_records(int file, ptrdiff_t start, ptrdiff_t end) {
  const ptrdiff_t length = end - start;
  uint8_t *bytes = read_stretch(file, start, end);
  if (!bytes) return -1;
  ptrdiff_t feeds = 0, at = 0;
  block quotes = {0}, zeros = {0}, returns = {0}, high = {0};
  while (at + 16 <= length) {
    // Each byte of `found` counts the line feeds of up to 255 blocks.
    block found = {0};
    for (int i = 0; i < 255 && at + 16 <= length; i++, at += 16) {
      block here;
      memcpy(&here, bytes + at, sizeof here);
      found -= (block)(here == 10);
      quotes |= (block)(here == 0x22);
      zeros |= (block)(here == 0);
      returns |= (block)(here == 13);
      high |= here & 0x80;
    }
    for (int i = 0; i < 16; i++) feeds += found[i];
  }
  int is_plain = !has_any(quotes) && !has_any(zeros), has_returns = has_any(returns), has_high = has_any(high);
  for (; at < length; at++) {
    feeds += bytes[at] == 10;
    is_plain &= bytes[at] != 0x22 && bytes[at] != 0;
    has_returns |= bytes[at] == 13;
    has_high |= bytes[at] >= 0x80;
  }
  if (has_returns)
    for (ptrdiff_t i = 0; i < length; i++) is_plain &= bytes[i] != 13 || bytes[i + 1] == 10;
  if (is_plain && has_high) is_plain = is_utf8(bytes, length);
  ptrdiff_t records = feeds + (length > 0 && bytes[length - 1] != 10);
  free(bytes);
  return is_plain ? records : -1;
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

// A number of any length, read sign by sign; `points` becomes more than 0 if it has one.
static __attribute__((noinline)) int number(const uint8_t *cell, ptrdiff_t length, double *value, uint64_t *points) {
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
    *points |= 1;
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

static const uint64_t ones = 0x0101010101010101, sevens = 0x7F7F7F7F7F7F7F7F;

// The high bit of each byte that is 0: exact, since no carry leaves a byte.
static inline uint64_t zero_bytes(uint64_t word) { return ~(((word & sevens) + sevens) | word | sevens); }

static inline uint64_t little_endian(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// Two to eight signs: digits with at most one point, no code such as 007. All signs are looked at at once.
static inline __attribute__((always_inline)) int short_number(const uint8_t *cell, unsigned length, double *value,
                                                              uint64_t *points) {
  const uint64_t raw = little_endian(cell);
  // The last sign in the highest byte, zeros before the first.
  const unsigned shift = 64 - 8 * length;
  uint64_t word = (raw << shift) | ((((uint64_t)1 << shift) - 1) & ones * '0');
  const uint64_t point = zero_bytes(word ^ ones * '.');
  unsigned decimals = 0;
  if (point) {
    // What comes before the point moves into its place.
    const unsigned place = (unsigned)__builtin_ctzll(point) & 0x38;
    const uint64_t before = ((uint64_t)1 << place) - 1;
    decimals = 7 - place / 8;
    word = (word & ~(before << 8 | 0xFF)) | (word & before) << 8 | '0';
  }
  uint64_t digits = word ^ ones * '0';
  if (((digits + ones * 0x76) | digits) & ones * 0x80) return 0;
  if ((raw & 0xFF) == '0' && (uint8_t)((raw >> 8 & 0xFF) - '0') < 10) return 0;
  digits = digits * 10 + (digits >> 8);
  digits = ((digits & 0x000000FF000000FF) * 0x000F424000000064 +
            ((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32;
  *points |= point;
  // Both are exact, so their quotient is rounded once.
  *value = (double)(uint32_t)digits / powers[decimals];
  return 1;
}

static __attribute__((noinline)) int is_missing(const kosh_csv_plan *plan, const uint8_t *cell, ptrdiff_t length) {
  if (length == 0) return 1;
  for (ptrdiff_t i = 0; i < plan->missing; i++)
    if (plan->lengths[i] == length && memcmp(plan->words[i], cell, (size_t)length) == 0) return 1;
  return 0;
}

// Where the delimiters and line feeds stand in 64 bytes.
static inline uint64_t ends_of(const uint8_t *bytes, uint8_t delimiter) {
#ifdef __SSE2__
  const __m128i delimiters = _mm_set1_epi8((char)delimiter), feeds = _mm_set1_epi8(10);
  uint64_t ends = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i here = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i));
    const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(here, delimiters), _mm_cmpeq_epi8(here, feeds));
    ends |= (uint64_t)(unsigned)_mm_movemask_epi8(found) << 16 * i;
  }
  return ends;
#else
  uint64_t ends = 0;
  for (int i = 0; i < 8; i++) {
    const uint64_t word = little_endian(bytes + 8 * i);
    const uint64_t found = zero_bytes(word ^ delimiter * ones) | zero_bytes(word ^ 10 * ones);
    // The eight high bits side by side.
    ends |= (found >> 7) * 0x0102040810204080 >> 56 << 8 * i;
  }
  return ends;
#endif
}

// Puts the place of every delimiter and line feed into `ends`, which has room for `most` and 64 more. Returns how many
// there are, or −1 if more than `most`.
static ptrdiff_t index_fields(const uint8_t *bytes, ptrdiff_t length, uint8_t delimiter, uint32_t *ends,
                              ptrdiff_t most) {
  ptrdiff_t count = 0;
  for (ptrdiff_t at = 0; at < length; at += 64) {
    uint64_t found = ends_of(bytes + at, delimiter);
    if (length - at < 64) found &= ((uint64_t)1 << (length - at)) - 1;
    const ptrdiff_t next = count + __builtin_popcountll(found);
    if (next > most) return -1;
    // Eight at a time, so that the number of turns is nearly always foreseen; what is too much is written over.
    while (count < next) {
      for (int i = 0; i < 8; i++) {
        ends[count + i] = (uint32_t)(at + (found ? __builtin_ctzll(found) : 0));
        found &= found - 1;
      }
      count += 8;
    }
    count = next;
  }
  return count;
}

// The cells of one column. `ends` is the end of the field before its first one, and goes on by `step` fields a record.
static int read_column(const kosh_csv_plan *plan, const uint8_t *bytes, const uint32_t *ends, ptrdiff_t step,
                       ptrdiff_t rows, int is_last, double *values, uint8_t *has_points) {
  uint64_t points = 0;
  for (ptrdiff_t row = 0; row < rows; row++, ends += step) {
    const uint32_t start = ends[0] + 1;
    uint32_t stop = ends[1];
    if (is_last && stop > start && bytes[stop - 1] == 13) stop--;
    const uint8_t *cell = bytes + start;
    const uint32_t length = stop - start;
    const uint8_t digit = (uint8_t)(*cell - '0');
    if (length == 1 && digit < 10) {
      values[row] = digit;
    } else if (length - 2 > 6 || !short_number(cell, length, &values[row], &points)) {
      if (number(cell, length, &values[row], &points)) continue;
      if (!is_missing(plan, cell, length)) return 0;
      values[row] = NAN;
    }
  }
  if (points) __atomic_store_n(has_points, 1, __ATOMIC_RELAXED);
  return 1;
}

static int refuse(const kosh_csv_plan *plan) {
  __atomic_store_n(plan->refused, 1, __ATOMIC_RELAXED);
  return 0;
}

int kosh_csv_numbers(
    const kosh_csv_plan *plan, ptrdiff_t start, ptrdiff_t end, ptrdiff_t first_row, ptrdiff_t rows) {
  const ptrdiff_t columns = plan->columns;
  ptrdiff_t length = end - start;
  if (__atomic_load_n(plan->refused, __ATOMIC_RELAXED)) return 0;
  // Each field ends with a byte of its own.
  if (rows <= 0 || columns <= 0 || rows > (length + 1) / columns) return refuse(plan);
  const ptrdiff_t fields = rows * columns;
  uint8_t *bytes = read_stretch(plan->file, start, end);
  // The place before the first is where a field before the stretch would end.
  uint32_t *places = malloc((size_t)(fields + 1 + 64) * sizeof *places);
  int is_good = bytes && places && length <= UINT32_MAX - ROOM;
  if (is_good) {
    // A last record without a line feed gets one.
    if (bytes[length - 1] != 10) bytes[length++] = 10;
    places[0] = UINT32_MAX;
    is_good = index_fields(bytes, length, plan->delimiter, places + 1, fields) == fields;
  }
  // There are as many line feeds as records: if each record ends with one, none stands before an end.
  for (ptrdiff_t row = 1; is_good && row <= rows; row++) is_good = bytes[places[row * columns]] == 10;
  // A blank line of a file with one column is no record.
  for (ptrdiff_t row = 1; is_good && columns == 1 && row <= rows; row++)
    is_good = places[row] - places[row - 1] > 1 && bytes[places[row - 1] + 1] != 13;
  for (ptrdiff_t column = 0; is_good && column < columns; column++) {
    const int32_t place = plan->wanted[column];
    if (place < 0) continue;
    is_good = read_column(plan, bytes, places + column, columns, rows, column == columns - 1,
                          plan->values[place] + first_row, plan->points + place);
  }
  free(bytes);
  free(places);
  return is_good ? 1 : refuse(plan);
}
