package dev.loopwarden.sandbox;

import dev.loopwarden.pull.CommitId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// The files of a commit as GitHub packs them: all under one folder that is named after repository and commit.
final class Tarball {

  private Tarball() {}

  static byte[] of(Hosted hosted, CommitId commit) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      String folder = hosted.fullName().replace('/', '-') + "-" + commit.brief() + "/";
      for (String path : hosted.listing(commit).files().keySet().stream().sorted().toList()) {
        byte[] content = hosted.listing(commit).blob(path).flatMap(hosted.git()::read).orElseThrow();
        var entry = new TarArchiveEntry(folder + path);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
