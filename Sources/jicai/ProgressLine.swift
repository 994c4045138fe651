import Intake
import Parallel
import Reporting

/// Says on standard error how far reading has come: only on a terminal, and only when it takes
/// more than a second.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    var isShown = false
  }

  private let language: Language
  private let start = ContinuousClock.now
  private let state = Guarded(State())

  /// A line in `language`.
  init(_ language: Language) {
    self.language = language
  }

  /// Takes note of progress; shows it four times a second at most.
  func update(_ progress: IntakeProgress) {
    let now = ContinuousClock.now
    let elapsed = now - start
    guard elapsed > .seconds(1) else { return }
    state.withLock { state in
      if let last = state.lastShown, now - last < .milliseconds(250) { return }
      state.lastShown = now
      state.isShown = true
      Console.writeError("\r\u{1B}[K" + text(progress, seconds: elapsed / .seconds(1)))
    }
  }

  /// Takes the line off the screen.
  func clear() {
    state.withLock { state in
      if state.isShown { Console.writeError("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// `312/2500 MB  1234567 行  208 MB/s  剩余 11 s`; how long it takes is said when enough has been
  /// read to tell.
  private func text(_ progress: IntakeProgress, seconds: Double) -> String {
    let megabytes = progress.bytes / 1_000_000
    let total = progress.totalBytes / 1_000_000
    let rate = Double(progress.bytes) / seconds
    let text =
      "\(megabytes)/\(total) MB  \(progress.lines) \(language("行", "lines"))  "
      + "\(Int(rate / 1_000_000)) MB/s"
    guard Double(progress.bytes) >= Double(progress.totalBytes) * Self.telling else { return text }
    let left = Double(progress.totalBytes - progress.bytes) / max(rate, 1)
    return text + "  \(language("剩余", "left")) \(Int(left.rounded(.up))) s"
  }

  /// The share that has to be read before the rest can be estimated.
  private static let telling = 0.03
}
