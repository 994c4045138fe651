import Dispatch
import Parallel
import Testing

/// However many workers there are, what comes back is the same.
struct SideBySideTests {
  static let workers = [1, 2, 4]

  @Test(arguments: workers, [0, 1, 2, 7, 1_000])
  func outputsStandInTheOrderOfTheInputs(_ workers: Int, _ count: Int) {
    let inputs = Array(0..<count)
    #expect(sideBySide(workers, inputs) { $0 * $0 } == inputs.map { $0 * $0 })
  }

  @Test(arguments: workers)
  func everyTaskIsDoneOnce(_ workers: Int) {
    let done = Guarded<[Int: Int]>([:])
    sideBySide(
      workers, (0..<100).map { task in { done.withLock { $0[task, default: 0] += 1 } } })
    #expect(done.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<100).map { ($0, 1) }))
  }

  /// Parts that come to less than they have room for leave no gaps. The elements are references, so
  /// that one that is moved wrongly is lost or destroyed twice.
  @Test(
    arguments: workers,
    [
      [], [(0, 0)], [(3, 3), (2, 2)], [(5, 2), (4, 0), (6, 6), (3, 1)], [(0, 0), (4, 4), (0, 0)],
      (0..<200).map { ($0 % 7 * 100, $0 % 7 * ($0 % 5) * 20) },
    ] as [[(room: Int, count: Int)]])
  func partsAreFilledWithoutGaps(_ workers: Int, _ parts: [(room: Int, count: Int)]) {
    let inputs = parts.enumerated().map { (part: $0.offset, count: $0.element.count) }
    let (elements, outputs) = filledSideBySide(workers, inputs, room: parts.map(\.room)) {
      input, span in
      for index in 0..<input.count { span.append("part \(input.part), element \(index)") }
      return input.part
    }
    #expect(outputs == Array(parts.indices))
    #expect(
      elements
        == inputs.flatMap { input in
          (0..<input.count).map { "part \(input.part), element \($0)" }
        })
  }

  @Test func aDeferredValueIsMadeOnceAndNotBefore() {
    let made = Guarded(0)
    let value = Deferred {
      made.withLock {
        $0 += 1
        return "value \($0)"
      }
    }
    #expect(made.withLock { $0 } == 0)
    #expect(
      sideBySide(4, Array(0..<200)) { _ in value() } == Array(repeating: "value 1", count: 200))
    #expect(made.withLock { $0 } == 1)
  }

  @Test func noThreadDisturbsAnother() {
    let sum = Guarded((count: 0, digits: ""))
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for _ in 0..<500 {
        sum.withLock { sum in
          // Between reading and writing another thread would be seen.
          let before = sum.count
          sum.digits.append(String(thread))
          sum.count = before + 1
        }
      }
    }
    #expect(sum.withLock { $0.count } == 4_000)
    let digits = sum.withLock { $0.digits }
    for thread in 0..<8 { #expect(digits.count { $0 == Character(String(thread)) } == 500) }
  }

  @Test func aLockThatIsHeldIsNotWaitedFor() {
    let value = Guarded(1)
    let inside = value.withLock { _ in
      sideBySide(2, [0, 1]) { _ in value.withLockIfAvailable { $0 } }
    }
    #expect(inside == [nil, nil])
    #expect(value.withLockIfAvailable { $0 + 1 } == 2)
  }

  struct Failure: Error, Equatable {}

  @Test func anErrorLeavesTheLockOpen() {
    let value = Guarded(1)
    #expect(throws: Failure()) {
      try value.withLock { value throws(Failure) in
        value = 2
        throw Failure()
      }
    }
    #expect(value.withLock { $0 } == 2)
  }
}
