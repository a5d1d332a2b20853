package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.NoiseRecord.Deviation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseFolderTest {
  @TempDir Path path;

  private static NoiseRecord noise(String backend, double deviation) {
    return noise(backend, of("layers", "seventy", 0.25, deviation));
  }

  private static NoiseRecord noise(String backend, Deviation... deviations) {
    return new NoiseRecord(backend, Instant.EPOCH, 8, List.of(deviations));
  }

  private static Deviation of(
      String name, @Nullable String problems, @Nullable Double seconds, double deviation) {
    return new Deviation("total", name, problems, seconds, 6, deviation);
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

  @Test
  void whatACalibrationDoesNotMeasureAgainStays() {
    NoiseFolder folder = new NoiseFolder(path);
    MachineRecord machine = SampleRuns.begun().machine();
    Deviation layers = of("layers", "seventy", 0.25, 0.01);
    Deviation others = of("layers", "two", 0.25, 0.02);
    Deviation longer = of("layers", "seventy", 1.0, 0.005);
    folder.save(machine, List.of(noise("a", layers, others)));
    folder.save(machine, List.of(noise("a", longer)));
    folder.save(machine, List.of(noise("a", of("training", "lenet5", 3.0, 0.03))));
    assertThat(folder.load(machine)).flatExtracting(NoiseRecord::deviations).hasSize(4);

    Deviation again = of("layers", "seventy", 0.25, 0.04);
    folder.save(machine, List.of(noise("a", again)));
    assertThat(folder.load(machine))
        .flatExtracting(NoiseRecord::deviations)
        .hasSize(4)
        .contains(others, longer, again)
        .doesNotContain(layers);
  }

  @Test
  void whatDoesNotSayWhatItIsAboutIsReplaced() {
    NoiseFolder folder = new NoiseFolder(path);
    MachineRecord machine = SampleRuns.begun().machine();
    folder.save(machine, List.of(noise("a", of("layers", null, null, 0.01))));
    folder.save(machine, List.of(noise("a", 0.02)));
    assertThat(folder.load(machine)).containsExactly(noise("a", 0.02));
  }

  private static MachineRecord withoutProcessor(MachineRecord m) {
    return new MachineRecord(
        new MachineRecord.Cpu(
            null, null, null, null, List.of(), new TreeMap<>(), null, null, null, null),
        m.memoryBytes(),
        m.os(),
        m.kernel(),
        m.load(),
        m.virtual(),
        m.onBattery(),
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
