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
    default: description
    }
  }
}
