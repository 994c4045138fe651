public import SystemPackage

extension Errno {
  /// What went wrong with a file, in Chinese where it happens to people; else as the system says it.
  public var chinese: String {
    switch self {
    case .noSuchFileOrDirectory: "没有这个文件或文件夹"
    case .permissionDenied, .notPermitted: "没有权限"
    case .isDirectory: "这是文件夹，不是文件"
    case .notDirectory: "路径中有文件而不是文件夹"
    case .illegalByteSequence: "文件名不是 UTF-8，请改名"
    case .notSupported: "不是普通文件（是管道、设备等）"
    case .readOnlyFileSystem: "磁盘为只读"
    case .noSpace: "磁盘已满"
    case .fileTooLarge: "文件过大"
    case .ioError: "读取出错（磁盘或网络）"
    case .tooManySymbolicLinkLevels: "符号链接无法打开"
    case .fileNameTooLong: "路径过长"
    default: description
    }
  }

  /// What a message of the system, as ``Errno`` describes it, says in Chinese; the message itself where
  /// it is none that happens to people.
  public static func chinese(of message: String) -> String {
    let known: [Errno] = [
      .noSuchFileOrDirectory, .permissionDenied, .notPermitted, .isDirectory, .notDirectory,
      .illegalByteSequence, .notSupported, .readOnlyFileSystem, .noSpace, .fileTooLarge, .ioError,
      .tooManySymbolicLinkLevels, .fileNameTooLong,
    ]
    return known.first { $0.description == message }?.chinese ?? message
  }
}
