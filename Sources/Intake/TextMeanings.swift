/// What different texts of a file mean, worked out once each: by their places among the texts.
struct TextMeanings<Meaning: Sendable>: Sendable {
  private var meanings: [Meaning?] = []

  /// What the text at `place` means: what `make` said of it before, or says now.
  ///
  /// - Returns: `nil` where it means nothing.
  mutating func meaning(at place: Int, _ make: () -> Meaning?) -> Meaning? {
    if place < meanings.count, let known = meanings[place] { return known }
    guard let meaning = make() else { return nil }
    if place >= meanings.count {
      meanings.append(contentsOf: repeatElement(nil, count: place + 1 - meanings.count))
    }
    meanings[place] = meaning
    return meaning
  }
}
