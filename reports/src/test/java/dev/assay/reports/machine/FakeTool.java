package dev.assay.reports.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A script in the place of NVIDIA's tool. It notes what it was called with.
 *
 * @param folder where it lies
 */
record FakeTool(Path folder) {

  /** What answers as the lines of a shell script say, whose {@code $1} is the query. */
  NvidiaSmi saying(String... lines) throws IOException {
    Path script = folder.resolve("nvidia-smi");
    Files.writeString(
        script, "#!/bin/sh\necho \"$@\" >> '" + calls() + "'\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new NvidiaSmi(script.toString());
  }

  /** What does not exist. */
  NvidiaSmi missing() {
    return new NvidiaSmi(folder.resolve("no-such-tool").toString());
  }

  /** The file of what it was called with. */
  Path calls() {
    return folder.resolve("calls");
  }
}
