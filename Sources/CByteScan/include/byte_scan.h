// Finds the bytes that structure delimited text, 64 at a time.
//
// Swift has no instruction that makes a bit mask of a vector comparison; SSE2 and NEON have.
// Every x86-64 and every ARM64 machine has them; the portable loop serves all others.

#ifndef JICAI_BYTE_SCAN_H
#define JICAI_BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Bit i is set where bytes[i] is the delimiter, a quotation mark, a line feed or a carriage return.
/// Reads 64 bytes.
static inline uint64_t structural_mask(const uint8_t *bytes, uint8_t delimiter) {
  uint64_t mask = 0;
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8((char)delimiter);
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i feeds = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  for (int part = 0; part < 4; part++) {
    const __m128i text = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i hits = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(text, delimiters), _mm_cmpeq_epi8(text, quotes)),
        _mm_or_si128(_mm_cmpeq_epi8(text, feeds), _mm_cmpeq_epi8(text, returns)));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * part);
  }
#elif defined(__ARM_NEON) && defined(__aarch64__)
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t bits = vld1q_u8(weights);
  for (int part = 0; part < 4; part++) {
    const uint8x16_t text = vld1q_u8(bytes + 16 * part);
    const uint8x16_t hits = vorrq_u8(
        vorrq_u8(vceqq_u8(text, vdupq_n_u8(delimiter)), vceqq_u8(text, vdupq_n_u8('"'))),
        vorrq_u8(vceqq_u8(text, vdupq_n_u8('\n')), vceqq_u8(text, vdupq_n_u8('\r'))));
    const uint8x16_t weighted = vandq_u8(hits, bits);
    mask |= (uint64_t)vaddv_u8(vget_low_u8(weighted)) << (16 * part);
    mask |= (uint64_t)vaddv_u8(vget_high_u8(weighted)) << (16 * part + 8);
  }
#else
  for (int i = 0; i < 64; i++) {
    const uint8_t byte = bytes[i];
    const uint64_t hit = byte == delimiter || byte == '"' || byte == '\n' || byte == '\r';
    mask |= hit << i;
  }
#endif
  return mask;
}

/// Reads a number such as `1234.5` or `-3`, of at most 18 characters and `places` decimals, in
/// units of 10^-places.
///
/// Returns how many decimals are printed, or -1 where the text is anything else.
static inline int plain_decimal(
    const uint8_t *text, size_t count, int places, int64_t *scaled) {
  static const int64_t powers[] = {
      1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
      100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
      10000000000000000, 100000000000000000, 1000000000000000000};
  if (count == 0 || count > 18 || places < 0 || places > 18) return -1;
  const int negative = text[0] == '-';
  int64_t value = 0;
  int decimals = -1;
  size_t place = (size_t)negative;
  for (; place < count; place++) {
    const unsigned digit = (unsigned)text[place] - '0';
    if (digit < 10) {
      if (decimals >= places) return -1;
      value = value * 10 + digit;
      decimals += decimals >= 0;
    } else if (text[place] == '.' && decimals < 0) {
      decimals = 0;
    } else {
      return -1;
    }
  }
  const int printed = decimals < 0 ? 0 : decimals;
  if (count <= (size_t)negative + (decimals >= 0)) return -1;
  if (__builtin_mul_overflow(value, powers[places - printed], &value)) return -1;
  *scaled = negative ? -value : value;
  return printed;
}

/// The two digits at `text`, or a number above 99 where they are none.
static inline unsigned two_digits(const uint8_t *text) {
  const unsigned tens = (unsigned)text[0] - '0', units = (unsigned)text[1] - '0';
  return tens < 10 && units < 10 ? tens * 10 + units : 1000;
}

/// `2024-01-05` and `2024/01/05` as 20240105, or -1 where the text is anything else. Days are not
/// checked against the calendar.
static inline int32_t plain_day(const uint8_t *text, size_t count) {
  if (count != 10 || text[4] != text[7] || (text[4] != '-' && text[4] != '/')) return -1;
  const unsigned century = two_digits(text), years = two_digits(text + 2);
  const unsigned month = two_digits(text + 5), day = two_digits(text + 8);
  if (century > 99 || years > 99 || month > 99 || day > 99) return -1;
  return (int32_t)(((century * 100 + years) * 100 + month) * 100 + day);
}

/// Reads the digits that `text` ends with, at most 12 of them.
///
/// Returns how many there are; 0 where there are none or more.
static inline int last_digits(const uint8_t *text, size_t count, uint64_t *value) {
  uint64_t sum = 0, power = 1;
  int digits = 0;
  while ((size_t)digits < count) {
    const unsigned digit = (unsigned)text[count - 1 - (size_t)digits] - '0';
    if (digit > 9) break;
    if (++digits > 12) return 0;
    sum += digit * power;
    power *= 10;
  }
  *value = sum;
  return digits;
}

#endif
