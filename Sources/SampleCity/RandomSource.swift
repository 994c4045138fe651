/// A stream of random numbers: SplitMix64, which is integer arithmetic only, so that a seed gives
/// the same numbers on every machine.
///
/// Each part of the city draws from a stream of its own; a part that draws more does not change
/// the others.
struct RandomSource {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64) {
    state = seed
    state = next() ^ (stream &* 0x9e37_79b9_7f4a_7c15)
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` − 1; 0 when `bound` is not above 1.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True `share` times in a thousand.
  mutating func chance(_ share: Int) -> Bool {
    below(1000) < share
  }

  /// One of `values`, which must not be empty.
  mutating func pick<Element>(_ values: [Element]) -> Element {
    values[below(values.count)]
  }

  mutating func shuffle<Element>(_ values: inout [Element]) {
    var end = values.count
    while end > 1 {
      values.swapAt(below(end), end - 1)
      end -= 1
    }
  }
}
