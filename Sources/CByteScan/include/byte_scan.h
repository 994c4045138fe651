// Words, numbers and days in delimited text, eight bytes at a time.

#ifndef JICAI_BYTE_SCAN_H
#define JICAI_BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Eight bytes as a number whose lowest byte is the first, on every machine.
static inline uint64_t eight_bytes(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

/// Whether `count` bytes are the same, without a call for the few bytes that a field has.
static inline int same_bytes(const uint8_t *left, const uint8_t *right, size_t count) {
  if (count < 8) {
    for (size_t i = 0; i < count; i++) {
      if (left[i] != right[i]) return 0;
    }
    return 1;
  }
  if (eight_bytes(left + count - 8) != eight_bytes(right + count - 8)) return 0;
  for (size_t i = 0; i + 8 < count; i += 8) {
    if (eight_bytes(left + i) != eight_bytes(right + i)) return 0;
  }
  return 1;
}

/// Whether all eight bytes are digits.
static inline int are_digits(uint64_t word) {
  return (((word & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030) |
          (((word + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030)) == 0;
}

/// The number that eight digits make, the lowest byte being the first digit.
static inline uint64_t eight_digits(uint64_t word) {
  word -= 0x3030303030303030;
  word = word * 10 + (word >> 8);
  return ((word & 0x000000FF000000FF) * 0x000F424000000064 +
          ((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32;
}

static const int64_t powers_of_ten[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
    100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
    10000000000000000, 100000000000000000, 1000000000000000000};

/// Reads a number such as `1234.5` or `-3`, of at most 18 characters and `places` decimals, in
/// units of 10^-places.
///
/// Returns how many decimals are printed, or -1 where the text is anything else.
static inline int any_plain_decimal(
    const uint8_t *text, size_t count, int places, int64_t *scaled) {
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
  if (__builtin_mul_overflow(value, powers_of_ten[places - printed], &value)) return -1;
  *scaled = negative ? -value : value;
  return printed;
}

/// The same, eight characters at once where there are no more and none of them is a sign. Reads
/// eight bytes from `text` on, however many count.
__attribute__((always_inline)) static inline int plain_decimal(
    const uint8_t *text, size_t count, int places, int64_t *scaled) {
  if (count == 0 || count > 8 || places < 0 || places > 10) {
    return any_plain_decimal(text, count, places, scaled);
  }
  // The characters at the top, zeros before them.
  uint64_t word = eight_bytes(text);
  if (count < 8) {
    word = word << (64 - 8 * count) | 0x3030303030303030 >> (8 * count);
  }
  int printed = 0;
  const uint64_t other = word ^ 0x2E2E2E2E2E2E2E2E;
  const uint64_t points = (other - 0x0101010101010101) & ~other & 0x8080808080808080;
  if (points != 0) {
    const int place = __builtin_ctzll(points) / 8;
    printed = 7 - place;
    if (count == 1 || printed > places) return any_plain_decimal(text, count, places, scaled);
    // What stands before the point moves up to close the gap.
    const uint64_t behind = place == 7 ? 0 : ~(uint64_t)0 << (8 * (place + 1));
    const uint64_t before = ((uint64_t)1 << (8 * place)) - 1;
    word = (word & behind) | (word & before) << 8 | 0x30;
  }
  if (!are_digits(word)) return any_plain_decimal(text, count, places, scaled);
  *scaled = (int64_t)eight_digits(word) * powers_of_ten[places - printed];
  return printed;
}

/// `2024-01-05` as 20240105, or -1 where the text is anything else. Days are not checked against
/// the calendar.
static inline int32_t plain_day(const uint8_t *text, size_t count) {
  if (count != 10) return -1;
  const uint64_t word = eight_bytes(text);
  if ((word & 0xFF0000FF00000000) != 0x2D00002D00000000) return -1;
  // The eight digits next to each other: year, month, day.
  const uint64_t digits = (word & 0xFFFFFFFF) | (word >> 8 & 0x0000FFFF00000000) |
                          (uint64_t)text[8] << 48 | (uint64_t)text[9] << 56;
  return are_digits(digits) ? (int32_t)eight_digits(digits) : -1;
}

/// Reads the digits that `text` ends with, at most 12 of them.
///
/// Returns how many there are; 0 where there are none or more.
static inline int last_digits(const uint8_t *text, size_t count, uint64_t *value) {
  uint64_t sum = 0, power = 1;
  size_t digits = 0;
  if (count >= 8 && are_digits(eight_bytes(text + count - 8))) {
    sum = eight_digits(eight_bytes(text + count - 8));
    power = 100000000;
    digits = 8;
  }
  while (digits < count) {
    const unsigned digit = (unsigned)text[count - 1 - digits] - '0';
    if (digit > 9) break;
    if (++digits > 12) return 0;
    sum += digit * power;
    power *= 10;
  }
  *value = sum;
  return (int)digits;
}

#endif
