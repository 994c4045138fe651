internal import Dispatch

/// What `body` makes of each input, in their order; the inputs are worked on side by side where
/// there is more than one worker.
package func sideBySide<Input: Sendable, Output: Sendable>(
  _ workers: Int, _ inputs: [Input], _ body: @Sendable (Input) -> Output
) -> [Output] {
  guard workers > 1, inputs.count > 1 else { return inputs.map(body) }
  let outputs = Guarded<[Int: Output]>([:])
  DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
    let output = body(inputs[index])
    outputs.withLock { $0[index] = output }
  }
  return outputs.withLock { outputs in inputs.indices.compactMap { outputs[$0] } }
}

/// Does all of `tasks`, side by side where there is more than one worker.
package func sideBySide(_ workers: Int, _ tasks: [@Sendable () -> Void]) {
  _ = sideBySide(workers, tasks) { $0() }
}
