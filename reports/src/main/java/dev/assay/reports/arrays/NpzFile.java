package dev.assay.reports.arrays;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Arrays by name in one file, as {@code numpy.savez} writes them: a ZIP archive without
 * compression, of which each entry tells its length beforehand, because not every reader of NPZ
 * reads others.
 */
final class NpzFile {
  /**
   * The same content makes the same file. (The first day that ZIP has is written with a time zone.)
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  NpzFile(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  /** Adds an array under a name that no other has. */
  void add(String name, NpyArray array) throws IOException {
    CRC32 checksum = new CRC32();
    array.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(NO_TIME);
    entry.setSize(array.bytes());
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    array.writeTo(zip);
    zip.closeEntry();
  }

  /** Ends the archive; what it is written to stays open. */
  void finish() throws IOException {
    zip.finish();
  }
}
