package dev.assay.reports.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.machine.NvidiaSmi.Card;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.spi.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tool's place is taken by a shell script")
class NvidiaSmiTest {
  private static final String TWO_CARDS =
      """
      cat <<END
      0, GPU-5a1f, NVIDIA H100 80GB HBM3, 81559, 570.124.06, 700.00, 1980
      1, GPU-77e0, Tesla M60, 7680, 570.124.06, [N/A], [Not Supported]
      END""";

  private final FakeTool fake;

  NvidiaSmiTest(@TempDir Path folder) {
    fake = new FakeTool(folder);
  }

  @Test
  void readsWhatCardsThereAre() throws IOException {
    assertThat(fake.saying(TWO_CARDS).cards())
        .containsExactly(
            new Card(
                0,
                "GPU-5a1f",
                new Gpu(
                    "NVIDIA H100 80GB HBM3", 81_559L << 20, "570.124.06", 700.0, 1_980_000_000L)),
            new Card(1, "GPU-77e0", new Gpu("Tesla M60", 7680L << 20, "570.124.06", null, null)));
  }

  @Test
  void aToolThatIsMissingOrFailsOrSaysSomethingElseKnowsOfNoCard() throws IOException {
    assertThat(fake.missing().cards()).isEmpty();
    assertThat(fake.saying("echo 'No devices were found'").cards()).isEmpty();
    assertThat(fake.saying(TWO_CARDS, "exit 9").cards()).isEmpty();
  }

  @Test
  void theCardOfANumberIsTheOneThatCudaSees() throws IOException {
    List<Card> cards = fake.saying(TWO_CARDS).cards();
    assertThat(index(cards, 1, null)).contains(1);
    assertThat(index(cards, 0, "1,0")).contains(1);
    assertThat(index(cards, 1, "GPU-77,GPU-5a1f")).contains(0);
    assertThat(index(cards, 2, null)).isEmpty();
    assertThat(index(cards, 0, "")).isEmpty();
  }

  private static Optional<Integer> index(List<Card> cards, int number, @Nullable String visible) {
    return NvidiaSmi.find(cards, number, visible).map(Card::index);
  }

  @Test
  void theMachineNamesTheCardThatIsComputedOn() throws IOException {
    MachineRecord machine =
        MachineProbe.probe(new Device(Device.Kind.CUDA, 1), fake.saying(TWO_CARDS));
    assertThat(machine.card()).isEqualTo(1);
    assertThat(machine.computing().orElseThrow().name()).isEqualTo("Tesla M60");
    assertThat(machine.toString()).doesNotContain("GPU-77e0");
  }

  @Test
  void nobodyIsAskedForTheProcessor() throws IOException {
    MachineRecord machine = MachineProbe.probe(Device.CPU, fake.saying(TWO_CARDS));
    assertThat(machine.card()).isNull();
    assertThat(fake.calls()).doesNotExist();
  }
}
