// Columns of some records at a time: numbers, and the numbers of names.

#ifndef JICAI_COLUMNS_H
#define JICAI_COLUMNS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "byte_scan.h"
#include "plain_lines.h"

/// Some records. At least `record_slack` bytes behind their last field may be read.
struct record_columns {
  const uint8_t *bytes;
  const struct plain_field *fields;
  const struct plain_record *records;
  size_t count;
};

enum { record_slack = 32 };

/// A field; an empty one where the record does not reach the column.
static inline struct plain_field field_of(
    const struct record_columns *columns, size_t record, int32_t column) {
  const struct plain_record *const place = columns->records + record;
  if (column >= place->field_count) return (struct plain_field){0, 0};
  return columns->fields[place->first_field + column];
}

/// Reads up to eight columns of plain numbers, as `plain_decimal` reads each.
///
/// `columns` names eight columns, -1 where there is none; `places` says how many decimals to keep of
/// each. For each record, `values` receives eight numbers, 0 where one is not plain; `decimals` how
/// many decimals each is printed with; `plain` a bit for each number that is plain.
void read_decimals(
    const struct record_columns *records, const int32_t columns[8], const int32_t places[8],
    int64_t *values, int8_t *decimals, uint8_t *plain);

/// The first 31 bytes of a name, zeros behind a shorter one, then how many bytes there are, 255 where
/// there are more; and a hash of all of it.
struct name_key {
  uint64_t words[4];
  uint64_t hash;
};

/// The bytes that a key is made of.
enum { name_words = 32 };

/// The names that have a number, found by open addressing.
struct name_table {
  /// Numbers, counted from 1; 0 is vacant.
  const uint32_t *slots;
  /// How many slots there are, less 1; there are a power of two.
  size_t mask;
  /// The words of each name's key.
  const uint64_t (*words)[4];
  /// All names one after the other, and where each ends.
  const uint8_t *bytes;
  const ptrdiff_t *ends;
};

/// Stands for a name without a number.
static const uint32_t no_name = UINT32_MAX;

/// The two halves of the full product, folded into one.
static inline uint64_t fold_product(uint64_t left, uint64_t right) {
  const unsigned __int128 product = (unsigned __int128)left * right;
  return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

/// A mask for so many bytes of a name begins as many bytes before the zeros.
static const uint8_t name_masks[2 * name_words] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

/// The key of a name. At least 32 bytes from `name` on may be read.
static inline struct name_key key_of_name(const uint8_t *name, size_t count) {
  struct name_key key;
  const size_t held = count < name_words ? count : name_words;
  const uint8_t *const mask = name_masks + name_words - held;
  for (int i = 0; i < 4; i++) key.words[i] = eight_bytes(name + 8 * i) & eight_bytes(mask + 8 * i);
  const uint64_t length = count < name_words ? count : 255;
  key.words[3] = (key.words[3] & 0x00FFFFFFFFFFFFFF) | length << 56;
  // Two products that do not wait for each other.
  key.hash = fold_product(key.words[0] ^ 0xa0761d6478bd642f, key.words[1] ^ 0xe7037ed1a0b428db) ^
             fold_product(key.words[2] ^ 0x8ebc6af09c88c6e3, key.words[3] ^ 0x589965cc75374cc3);
  if (count >= name_words) {
    for (size_t i = name_words - 8; i + 8 < count; i += 8) {
      key.hash = fold_product(key.hash ^ eight_bytes(name + i), 0xe7037ed1a0b428db);
    }
    key.hash = fold_product(key.hash ^ eight_bytes(name + count - 8), 0x8ebc6af09c88c6e3);
  }
  return key;
}

/// The same for a name of which no more than its own bytes may be read.
static inline struct name_key key_of_any_name(const uint8_t *name, size_t count) {
  uint8_t copy[name_words] = {0};
  if (count >= name_words) return key_of_name(name, count);
  memcpy(copy, name, count);
  return key_of_name(copy, count);
}

/// The number of a name.
static inline uint32_t find_name(
    const struct name_table *table, const struct name_key *key, const uint8_t *name,
    size_t count) {
  for (size_t slot = key->hash & table->mask;; slot = (slot + 1) & table->mask) {
    if (table->slots[slot] == 0) return no_name;
    const uint32_t number = table->slots[slot] - 1;
    const uint64_t *const words = table->words[number];
    const uint64_t others = (words[0] ^ key->words[0]) | (words[1] ^ key->words[1]) |
                            (words[2] ^ key->words[2]) | (words[3] ^ key->words[3]);
    if (others != 0) continue;
    if (count < name_words) return number;
    const ptrdiff_t start = number == 0 ? 0 : table->ends[number - 1];
    if ((size_t)(table->ends[number] - start) == count &&
        memcmp(table->bytes + start, name, count) == 0) {
      return number;
    }
  }
}

/// Looks up the names of a column; `numbers` receives one for each record, `no_name` where it has
/// none.
///
/// Returns how many have none.
size_t find_names(
    const struct record_columns *records, int32_t column, const struct name_table *table,
    uint32_t *numbers);

#endif
