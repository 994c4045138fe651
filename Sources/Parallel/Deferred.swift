/// A value that is made when it is first asked for, and then kept; so is the error where it cannot be made.
package final class Deferred<Value: Sendable, Failure: Error>: Sendable {
  private let made = Guarded<Result<Value, Failure>?>(nil)
  private let make: @Sendable () throws(Failure) -> Value

  /// The value that `make` makes.
  package init(_ make: @escaping @Sendable () throws(Failure) -> Value) {
    self.make = make
  }

  /// The value.
  package func callAsFunction() throws(Failure) -> Value {
    let result = made.withLock { made in
      let result = made ?? Result(catching: make)
      made = result
      return result
    }
    return try result.get()
  }
}
