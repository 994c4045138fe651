#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Array {
  /// Makes room for `count` elements, as `reserveCapacity` does, in large pages of memory where the
  /// system has them to spare.
  ///
  /// A large page is 2 MiB. An array of some hundred megabytes that is filled by one page of 4 KiB
  /// after the other asks the system for each of them, which takes longer than filling it.
  package mutating func reserveLargePages(_ count: Int) {
    reserveCapacity(count)
    #if os(Linux)
      let length = count * MemoryLayout<Element>.stride
      unsafe withUnsafeMutableBytes { bytes in
        // Of an array without elements this is where they will stand.
        guard let first = bytes.baseAddress else { return }
        let page = Int(getpagesize())
        let offset = (page - Int(bitPattern: first) % page) % page
        guard length >= offset + 2 << 20 else { return }
        // Advice: nothing depends on whether it is taken.
        _ = unsafe madvise(first + offset, (length - offset) / page * page, MADV_HUGEPAGE)
      }
    #endif
  }
}
