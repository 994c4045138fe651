#include "plain_lines.h"

#include "byte_masks.h"

/// What a block of 64 bytes hands on to the next.
struct carry {
  /// All ones within quotes, else 0.
  uint64_t inside;
  /// Whether the last byte ends a field, is a newline, closes a quote, is a blank, a return.
  uint64_t end, newline, closing, blank, carriage_return;
};

/// What there is among 64 bytes.
struct block {
  /// Delimiters and newlines outside quotes, up to the first byte that is not plain.
  uint64_t ends;
  uint64_t newlines;
  /// Those ends that stand behind a closing quote.
  uint64_t quoted;
  /// Whether all 64 bytes are plain.
  int is_plain;
};

/// Finds where fields end, and whether anything is other than plain: a quotation mark within a
/// field, text between a quotation mark and a delimiter, a newline in quotes, a blank at either end
/// of a field, a return without a line feed, an empty line. It looks at all bytes at once, and at
/// no field by itself, so that it goes equally fast whatever they hold.
static inline __attribute__((always_inline)) struct block plain_block(
    struct byte_masks masks, uint64_t others, uint64_t valid, uint8_t newline,
    struct carry *carry) {
  uint64_t inside = carry->inside, opening = 0, closing = 0;
  if (masks.quotes != 0) {
    inside ^= prefix_parity(masks.quotes);
    opening = masks.quotes & inside;
    closing = masks.quotes & ~inside;
  }
  const uint64_t ends = (masks.delimiters | masks.newlines) & ~inside;
  const uint64_t behind_end = ends << 1 | carry->end;
  const uint64_t behind_newline = masks.newlines << 1 | carry->newline;
  const uint64_t behind_closing = closing << 1 | carry->closing;
  // Low bytes other than newlines are rare.
  const uint64_t low = masks.low & ~masks.delimiters & ~masks.newlines;
  uint64_t returns = 0, blanks = 0, wrong = masks.newlines & (inside | behind_newline);
  if ((low | carry->blank | carry->carriage_return) != 0) {
    if (newline == '\r') {
      wrong |= others;
    } else {
      returns = others;
      wrong |= (returns & (inside | behind_newline)) |
               ((returns << 1 | carry->carriage_return) & ~masks.newlines);
    }
    blanks = low & ~others & ~inside;
    wrong |= (blanks & behind_end) | ((blanks << 1 | carry->blank) & (ends | returns));
  }
  wrong |= (opening & ~behind_end) | (behind_closing & ~(ends | returns));
  wrong &= valid;
  carry->inside = (uint64_t)((int64_t)inside >> 63);
  carry->end = ends >> 63;
  carry->newline = masks.newlines >> 63;
  carry->closing = closing >> 63;
  carry->blank = blanks >> 63;
  carry->carriage_return = returns >> 63;
  // What lies below the lowest bit that is wrong; everything where none is.
  const uint64_t plain = valid & ((wrong & (0 - wrong)) - 1);
  return (struct block){ends & plain, masks.newlines, behind_closing & ends & plain, wrong == 0};
}

/// A number of 32 bits, and the one that follows it, as two numbers next to each other.
static inline uint64_t with_successor(uint64_t number) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  return number << 32 | (number + 1);
#else
  return number | (number + 1) << 32;
#endif
}

/// Writes where fields end, and the next begin: eight at once, whether there are so many or not,
/// since a jump that is guessed wrong takes longer than to write some for nothing.
static inline __attribute__((always_inline)) void write_ends(
    uint64_t ends, size_t count, uint64_t first, struct plain_field *fields) {
  for (size_t done = 0; done < count; done += 8) {
    for (size_t i = 0; i < 8; i++) {
      const uint64_t place = (uint64_t)__builtin_ctzll(ends | (uint64_t)1 << 63);
      const uint64_t both = with_successor(first + place);
      __builtin_memcpy(&fields[done + i].end, &both, 8);
      ends &= ends - 1;
    }
  }
}

#if defined(JICAI_HAS_AVX2)
#define JICAI_AVX512 "avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt"

/// The same with instructions that list the places of bits.
__attribute__((target(JICAI_AVX512), always_inline)) static inline void write_ends_avx512(
    uint64_t ends, size_t count, uint64_t first, struct plain_field *fields) {
  static const uint8_t numbers[64] = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
      22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
      44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  __m512i places = _mm512_maskz_compress_epi8(ends, _mm512_loadu_si512(numbers));
  const __m512i firsts = _mm512_set1_epi64((long long)with_successor(first));
  for (size_t done = 0; done < count; done += 8) {
    const __m512i eight = _mm512_cvtepu8_epi64(_mm512_castsi512_si128(places));
    const __m512i both = _mm512_or_si512(eight, _mm512_slli_epi64(eight, 32));
    _mm512_storeu_si512(&fields[done].end, _mm512_add_epi32(both, firsts));
    places = _mm512_maskz_compress_epi8(~(uint64_t)0 << 8, places);
  }
}
#endif

/// The fields that a block may write: its own, and some for nothing.
static const size_t block_room = 64 + 8 + 1;

/// `split_plain_lines`, made once for each kind of machine.
static inline __attribute__((always_inline)) int split_lines(
    const uint8_t *base, size_t end, uint8_t delimiter, uint8_t newline, size_t record_limit,
    struct plain_sink *sink, struct byte_masks (*masks_of)(const uint8_t *, uint8_t, uint8_t),
    void (*write_ends)(uint64_t, size_t, uint64_t, struct plain_field *)) {
  const size_t first = sink->position;
  size_t line_start = first, field_count = sink->field_count, first_field = field_count;
  struct plain_field *const fields = sink->fields;
  const uint8_t other = newline == '\r' ? '\n' : '\r';
  struct carry carry = {0, 1, 1, 0, 0, 0};
  int has_room = 1;
  for (size_t start = first; start < end; start += 64) {
    if (field_count + block_room > sink->field_room) {
      has_room = 0;
      break;
    }
    const uint8_t *text = base + start;
    uint64_t valid = ~(uint64_t)0;
    uint8_t rest[64] = {0};
    if (start + 64 > end) {
      __builtin_memcpy(rest, text, end - start);
      valid >>= 64 - (end - start);
      text = rest;
    }
    const struct byte_masks masks = masks_of(text, delimiter, newline);
    const uint64_t low = masks.low & ~masks.newlines;
    const uint64_t others = low == 0 ? 0 : masks_of(text, other, other).delimiters;
    const struct block block = plain_block(masks, others, valid, newline, &carry);

    if (field_count == first_field) fields[field_count].start = (uint32_t)line_start;
    const size_t count = (size_t)__builtin_popcountll(block.ends);
    write_ends(block.ends, count, start, fields + field_count);
    for (uint64_t quoted = block.quoted; quoted != 0; quoted &= quoted - 1) {
      const uint64_t below = (quoted & (0 - quoted)) - 1;
      struct plain_field *const field =
          fields + field_count + __builtin_popcountll(block.ends & below);
      field->start++;
      field->end--;
    }
    int is_plain = block.is_plain;
    for (uint64_t lines = block.newlines & block.ends; lines != 0; lines &= lines - 1) {
      const size_t newline_at = start + (size_t)__builtin_ctzll(lines);
      const uint64_t below = (lines & (0 - lines)) - 1;
      const size_t next = field_count + (size_t)__builtin_popcountll(block.ends & below) + 1;
      size_t length = newline_at - line_start;
      if (newline == '\n' && base[newline_at - 1] == '\r') {
        struct plain_field *const field = fields + next - 1;
        field->end--;
        length--;
        if (length > 0 && base[newline_at - 2] == '"') {
          field->start++;
          field->end--;
        }
      }
      if (length > record_limit || sink->record_count >= sink->record_room) {
        has_room = length > record_limit;
        is_plain = 0;
        break;
      }
      struct plain_record *const record = sink->records + sink->record_count++;
      record->first_field = (int32_t)first_field;
      record->field_count = (int32_t)(next - first_field);
      record->line = sink->line++;
      record->line_count = 1;
      line_start = newline_at + 1;
      first_field = next;
    }
    field_count += count;
    if (!is_plain) break;
  }
  sink->position = line_start;
  sink->field_count = first_field;
  return has_room;
}

#if defined(JICAI_HAS_AVX2)
__attribute__((target("avx2,bmi,popcnt"))) static int split_lines_avx2(
    const uint8_t *base, size_t end, uint8_t delimiter, uint8_t newline, size_t record_limit,
    struct plain_sink *sink) {
  return split_lines(
      base, end, delimiter, newline, record_limit, sink, masks_of_avx2, write_ends);
}

__attribute__((target(JICAI_AVX512))) static int split_lines_avx512(
    const uint8_t *base, size_t end, uint8_t delimiter, uint8_t newline, size_t record_limit,
    struct plain_sink *sink) {
  return split_lines(
      base, end, delimiter, newline, record_limit, sink, masks_of_avx512, write_ends_avx512);
}
#endif

int split_plain_lines(
    const uint8_t *base, size_t end, uint8_t delimiter, uint8_t newline, size_t record_limit,
    struct plain_sink *sink) {
  if (delimiter == '"' || delimiter == '\r' || delimiter == '\n') return 1;
#if defined(JICAI_HAS_AVX2)
  if (__builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl")) {
    return split_lines_avx512(base, end, delimiter, newline, record_limit, sink);
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) {
    return split_lines_avx2(base, end, delimiter, newline, record_limit, sink);
  }
#endif
  return split_lines(base, end, delimiter, newline, record_limit, sink, masks_of, write_ends);
}
