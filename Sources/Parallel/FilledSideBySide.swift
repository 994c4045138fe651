#if canImport(Glibc)
  internal import Glibc
#endif

/// An array that is filled part by part, side by side where there is more than one worker.
///
/// Memory that was never used before is slow to come by, since the system clears it when it is first
/// touched. Here every worker touches its own part, once, and nothing is copied to the array.
///
/// - Parameters:
///   - inputs: what the parts are made of, in their order.
///   - room: how many elements each comes to at most.
///   - fill: writes the elements of an input.
/// - Returns: all elements, and what `fill` returned for each input.
package func filledSideBySide<Input: Sendable, Element: Sendable, Output: Sendable>(
  _ workers: Int, _ inputs: [Input], room: [Int],
  _ fill: @Sendable (Input, inout OutputSpan<Element>) -> Output
) -> (elements: [Element], outputs: [Output]) {
  var outputs: [Output] = []
  let elements = unsafe [Element](
    unsafeUninitializedCapacity: room.reduce(0, +)
  ) { buffer, count in
    guard let base = buffer.baseAddress else { return }
    var parts: [Part<Input, Element>] = []
    var end = 0
    for (input, room) in zip(inputs, room) {
      let rest = unsafe UnsafeMutableBufferPointer(start: base + end, count: room)
      parts.append(unsafe Part(input: input, room: rest))
      end += room
    }
    let filled = sideBySide(workers, parts) { part in
      unsafe bringIn(UnsafeMutableRawBufferPointer(part.room))
      var span = unsafe OutputSpan(buffer: part.room, initializedCount: 0)
      let output = fill(part.input, &span)
      return unsafe (count: span.finalize(for: part.room), output: output)
    }
    // Parts that came to less than they had room for leave gaps.
    for (part, filled) in zip(parts, filled) {
      if filled.count > 0, let first = unsafe part.room.baseAddress, unsafe first != base + count {
        unsafe (base + count).moveInitialize(from: first, count: filled.count)
      }
      count += filled.count
      outputs.append(filled.output)
    }
  }
  return (elements, outputs)
}

/// Asks the system for all pages of some memory at once, in place of one after the other as each is
/// first touched. A system that does not know how, such as Linux before 5.14, leaves it at that.
private func bringIn(_ memory: UnsafeMutableRawBufferPointer) {
  #if canImport(Glibc)
    // MADV_POPULATE_WRITE, which older headers do not have.
    let advice: Int32 = 23
    let page = Int(getpagesize())
    guard let base = memory.baseAddress else { return }
    let start = unsafe base.alignedDown(toMultipleOf: page)
    let end = unsafe (base + memory.count).alignedDown(toMultipleOf: page)
    if unsafe start < end { _ = unsafe madvise(start, start.distance(to: end), advice) }
  #endif
}

/// An input, and where its elements go; no two parts share memory.
@safe private struct Part<Input: Sendable, Element>: @unchecked Sendable {
  let input: Input
  let room: UnsafeMutableBufferPointer<Element>
}
