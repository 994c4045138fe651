#include "columns.h"

/// How many names are looked up at once.
enum { stretch = 64 };

/// A table of so many slots stays in the nearest cache, with the names that it leads to.
enum { near_slots = 2048 };

/// Looks names up one after the other.
static size_t find_near_names(
    const struct record_columns *records, int32_t column, const struct name_table table,
    uint32_t *numbers) {
  size_t unknown = 0;
  for (size_t i = 0; i < records->count; i++) {
    const struct plain_field field = field_of(records, i, column);
    const uint8_t *const name = records->bytes + field.start;
    const struct name_key key = key_of_name(name, field.end - field.start);
    numbers[i] = find_name(&table, &key, name, field.end - field.start);
    unknown += numbers[i] == no_name;
  }
  return unknown;
}

size_t find_names(
    const struct record_columns *records, int32_t column, const struct name_table *table,
    uint32_t *numbers) {
  if (table->mask < near_slots) return find_near_names(records, column, *table, numbers);
  struct name_key keys[stretch];
  size_t unknown = 0;
  for (size_t first = 0; first < records->count; first += stretch) {
    const size_t rest = records->count - first;
    const size_t count = rest < stretch ? rest : stretch;
    // Loops that do little else than read, so that very many reads are under way at once.
    for (size_t i = 0; i < count; i++) {
      const struct plain_field field = field_of(records, first + i, column);
      keys[i] = key_of_name(records->bytes + field.start, field.end - field.start);
      __builtin_prefetch(table->slots + (keys[i].hash & table->mask));
    }
    for (size_t i = 0; i < count; i++) {
      const uint32_t held = table->slots[keys[i].hash & table->mask];
      if (held != 0) __builtin_prefetch(table->words[held - 1]);
    }
    for (size_t i = 0; i < count; i++) {
      const struct plain_field field = field_of(records, first + i, column);
      const uint32_t number = find_name(
          table, &keys[i], records->bytes + field.start, field.end - field.start);
      numbers[first + i] = number;
      unknown += number == no_name;
    }
  }
  return unknown;
}
