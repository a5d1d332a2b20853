package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseFolderTest {
  @TempDir Path path;

  private static NoiseRecord noise(String backend, double deviation) {
    return new NoiseRecord(
        backend,
        Instant.EPOCH,
        8,
        List.of(new NoiseRecord.Deviation("total", "layers", 6, deviation)));
  }

  @Test
  void keepsWhatWasMeasuredByMachineAndBackend() {
    NoiseFolder folder = new NoiseFolder(path.resolve("noise"));
    MachineRecord machine = SampleRuns.begun().machine();
    assertThat(folder.load(machine)).isEmpty();

    folder.save(machine, List.of(noise("a", 0.01), noise("b", 0.02)));
    folder.save(machine, List.of(noise("b", 0.03)));

    assertThat(folder.load(machine)).containsExactly(noise("a", 0.01), noise("b", 0.03));
    assertThat(folder.load(withoutProcessor(machine))).isEmpty();
  }

  private static MachineRecord withoutProcessor(MachineRecord m) {
    return new MachineRecord(
        new MachineRecord.Cpu(null, null, null, null, List.of(), new TreeMap<>(), null, null, null),
        m.memoryBytes(),
        m.os(),
        m.kernel(),
        m.load(),
        m.virtual(),
        m.limits(),
        m.jvm(),
        m.gpus(),
        m.card());
  }

  @Test
  void whatCannotBeReadIsMeasuredAgain() throws IOException {
    NoiseFolder folder = new NoiseFolder(path);
    MachineRecord machine = SampleRuns.begun().machine();
    Path file = folder.save(machine, List.of(noise("a", 0.01)));
    Files.writeString(file, "[{");
    assertThat(folder.load(machine)).isEmpty();
  }
}
