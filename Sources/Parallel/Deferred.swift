/// A value that is made when it is first asked for, and then kept.
package final class Deferred<Value: Sendable>: Sendable {
  private let value = Guarded<Value?>(nil)
  private let make: @Sendable () -> Value

  /// The value that `make` makes.
  package init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
  }

  /// The value.
  package func callAsFunction() -> Value {
    value.withLock { value in
      if let value { return value }
      let made = make()
      value = made
      return made
    }
  }
}
