import DelimitedText
import SystemPackage
import Testing

struct FolderListingTests {
  @Test func filesAtAnyDepthInByteOrder() throws {
    let scratch = try Scratch()
    for name in ["b.csv", "a/z.csv", "a.csv", "B.csv", "a/b/c.csv", "十.csv", "a-b/x.csv"] {
      try scratch.write([0x61], to: name)
    }
    #expect(
      try FolderListing.files(below: scratch.path) == [
        "B.csv", "a-b/x.csv", "a.csv", "a/b/c.csv", "a/z.csv", "b.csv", "十.csv",
      ])
  }

  @Test func hiddenFilesAndFoldersAreLeftOut() throws {
    let scratch = try Scratch()
    for name in [".hidden.csv", ".git/x.csv", "a/.b/c.csv", "a/d.csv"] {
      try scratch.write([], to: name)
    }
    #expect(try FolderListing.files(below: scratch.path) == ["a/d.csv"])
  }

  @Test func whatIsNotReadIsNamed() throws {
    let scratch = try Scratch()
    try scratch.write([], to: "a/b.csv")
    try scratch.link("folder", to: "a")
    try scratch.link("a/loop", to: "..")
    try scratch.link("broken.csv", to: "none.csv")
    let deepest = String(repeating: "d/", count: FolderListing.depthLimit)
    try scratch.write([], to: deepest + "d/out.csv")
    let listing = try FolderListing.contents(of: scratch.path)
    #expect(listing.files == ["a/b.csv", "broken.csv"])
    #expect(listing.foldersNotRead.map(\.path) == ["a/loop", deepest + "d", "folder"])
    #expect(
      listing.foldersNotRead.map(\.error) == [
        .tooManySymbolicLinkLevels, .fileNameTooLong, .tooManySymbolicLinkLevels,
      ])
    #expect(FolderListing.isThere(scratch.path.appending("broken.csv")))
    #expect(!FolderListing.isThere(scratch.path.appending("none.csv")))
    #expect(FolderListing.isOrdinaryFile(scratch.path.appending("broken.csv")) == nil)
    #expect(FolderListing.isOrdinaryFile(scratch.path.appending("a")) == false)
    #expect(FolderListing.isOrdinaryFile(scratch.path.appending("a/b.csv")) == true)
  }

  @Test func linksToFilesAreFollowedToFoldersNot() throws {
    let scratch = try Scratch()
    try scratch.write([], to: "a/b.csv")
    try scratch.link("file.csv", to: "a/b.csv")
    try scratch.link("folder", to: "a")
    try scratch.link("loop", to: ".")
    #expect(try FolderListing.files(below: scratch.path) == ["a/b.csv", "file.csv"])
    #expect(try FolderListing.files(below: scratch.path.appending("folder")) == ["b.csv"])
  }

  @Test func depthIsLimited() throws {
    let scratch = try Scratch()
    let deepest = String(repeating: "d/", count: FolderListing.depthLimit)
    try scratch.write([], to: deepest + "in.csv")
    try scratch.write([], to: deepest + "d/out.csv")
    #expect(try FolderListing.files(below: scratch.path) == [deepest + "in.csv"])
  }

  @Test func emptyAndMissingFolders() throws {
    let scratch = try Scratch()
    let file = try scratch.write([0x61, 0x62], to: "file")
    let folder = scratch.path.appending("folder")
    #expect(throws: Errno.noSuchFileOrDirectory) { try FolderListing.files(below: folder) }
    #expect(throws: Errno.notDirectory) { try FolderListing.files(below: file) }
    try FolderListing.makeFolder(folder)
    #expect(try FolderListing.files(below: folder).isEmpty)
    #expect(throws: Errno.fileExists) { try FolderListing.makeFolder(folder) }
    #expect(FolderListing.isFolder(folder))
    #expect(!FolderListing.isFolder(file))
    #expect(!FolderListing.isFolder(scratch.path.appending("none")))
    #expect(FolderListing.size(of: file) == 2)
    #expect(FolderListing.size(of: scratch.path.appending("none")) == 0)
  }
}
