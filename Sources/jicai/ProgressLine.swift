import Intake
import Synchronization

/// Says on standard error how far reading has come: only on a terminal, and only when it takes
/// more than a second.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    var isShown = false
  }

  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Takes note of progress; shows it four times a second at most.
  func update(_ progress: IntakeProgress) {
    let now = ContinuousClock.now
    let elapsed = now - start
    guard elapsed > .seconds(1) else { return }
    state.withLock { state in
      if let last = state.lastShown, now - last < .milliseconds(250) { return }
      state.lastShown = now
      state.isShown = true
      Console.writeError("\r\u{1B}[K" + Self.text(progress, seconds: elapsed / .seconds(1)))
    }
  }

  /// Takes the line off the screen.
  func clear() {
    state.withLock { state in
      if state.isShown { Console.writeError("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// `312/2,500 MB  1,234,567 行  208 MB/s  剩余 11 s`.
  static func text(_ progress: IntakeProgress, seconds: Double) -> String {
    let megabytes = progress.bytes / 1_000_000
    let total = progress.totalBytes / 1_000_000
    let rate = Double(progress.bytes) / seconds
    let left = Double(progress.totalBytes - progress.bytes) / max(rate, 1)
    return "\(megabytes)/\(total) MB  \(progress.lines) 行  \(Int(rate / 1_000_000)) MB/s  "
      + "剩余 \(Int(left.rounded(.up))) s"
  }
}
