package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.host.NvidiaDriver;
import dev.assay.host.Platform;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import dev.assay.spi.Device;
import dev.assay.verify.MissingBiasBackend;
import dev.assay.verify.OracleBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which backends there are, and which of them a command takes. */
class BackendChoiceTest {
  private static final String QUICK = "verify --op add --tries 5 ";

  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  @BeforeEach
  void installBackends() throws IOException {
    installation.backend("honest", OracleBackend.class);
    installation.backend("faulty", MissingBiasBackend.class);
  }

  private List<String> backendsOf(String command, String... more) throws IOException {
    return installation.run(ExitCode.FINE, command, more).load().backends().stream()
        .filter(backend -> backend.error() == null)
        .map(BackendRecord::name)
        .toList();
  }

  /** Someone else's backend: a folder anywhere, with a descriptor and the backend's own jar. */
  @Test
  void adaptersElsewhereAreVerified() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Files.move(folder.resolve("backends").resolve("faulty"), elsewhere.resolve("foreign"));

    RunRecord run =
        installation
            .run(
                ExitCode.WRONG,
                "verify --op conv2d --tries 40 --backend foreign --adapters",
                elsewhere.toString())
            .load();

    assertThat(run.backends()).extracting(BackendRecord::name).containsExactly("foreign");
    String found = "--adapters '" + elsewhere + "' --backend foreign";
    assertThat(run.command()).contains("--backend foreign --adapters '" + elsewhere + "'");
    assertThat(run.findings())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.reproduce()).contains(found));
    assertThat(Reproducer.of(run, "foreign").invalid("no-such")).contains(found);
  }

  @Test
  void adaptersThatAreNoneAreNamed() {
    assertThat(user.assay("backends --adapters", folder.resolve("nowhere").toString()))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(user.errors()).contains("no backends at", "nowhere");
  }

  @Test
  void variantsAreTakenWhereAskedFor() throws IOException {
    installation.variant("honest-too", "honest", OracleBackend.class);
    installation.variant("faulty-too", "faulty", MissingBiasBackend.class);

    assertThat(backendsOf(QUICK + "--backend honest")).containsExactly("honest");
    assertThat(backendsOf(QUICK + "--backend honest --variants"))
        .containsExactly("honest", "honest-too");
    assertThat(backendsOf(QUICK + "--backend honest-too")).containsExactly("honest-too");
    assertThat(backendsOf(QUICK)).containsExactly("faulty", "honest");
  }

  @Test
  void backendsSaysWhatIsAVariantOfWhat() throws IOException {
    installation.variant("honest-too", "honest", OracleBackend.class);

    assertThat(user.assay("backends")).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("honest-too", "Another way, a variant of honest; computes on cpu");
  }

  /** What computes on cards alone changes nothing where nobody asks for a card. */
  @Test
  void backendsForCardsAreListedAndOtherwiseLeftOut() throws IOException {
    installForCards();

    assertThat(user.assay("backends")).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("Cards; computes on cuda");
    assertThat(installation.run(ExitCode.FINE, QUICK).load().backends())
        .extracting(BackendRecord::name)
        .containsExactly("faulty", "honest");
    assertThat(user.errors()).doesNotContain("on-cards");
  }

  /** Only one that was named is missing where there are no natives of it. */
  @Test
  void whatHasNoNativesHereIsLeftOutUnlessNamed() throws IOException {
    installElsewhere();

    assertThat(backendsOf(QUICK)).containsExactly("faulty", "honest");
    assertThat(user.assay("backends --start")).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("Elsewhere; no natives for this platform, only for amiga-m68k.cpu");
    assertThat(
            installation.run(ExitCode.UNAVAILABLE, QUICK + "--backend elsewhere").load().backends())
        .extracting(BackendRecord::error)
        .singleElement()
        .asString()
        .startsWith("elsewhere has no natives for cpu on " + Platform.current().name());
  }

  @Test
  void whatIsLeftOutIsTold() throws IOException {
    installElsewhere();
    installForCards();

    assertThat(choice(List.of(), Platform.current()).leftOut()).containsExactly("elsewhere");
    assertThat(choice(List.of("honest"), Platform.current()).leftOut()).isEmpty();
    BackendChoice nowhere = choice(List.of(), new Platform("none", Set.of()));
    assertThat(nowhere.leftOut()).isEmpty();
    assertThat(nowhere.taken())
        .extracting(Descriptor::name)
        .containsExactly("elsewhere", "faulty", "honest");
  }

  private BackendChoice choice(List<String> names, Platform platform) {
    BackendCatalog catalog = new BackendCatalog(List.of(folder.resolve("backends")));
    return new BackendChoice(catalog, names, false, Device.CPU, platform);
  }

  private void installElsewhere() throws IOException {
    installation.descriptor(
        "elsewhere",
        "title=Elsewhere",
        "class=nowhere.Backend",
        "version=1",
        "natives.amiga-m68k.cpu=");
  }

  /** Natives for cards are large. */
  @Test
  void withoutADriverNothingIsFetchedForACard() throws IOException {
    assumeTrue(NvidiaDriver.missing().isPresent(), "there is a driver for cards here");
    installForCards();

    assertThat(
            installation
                .run(ExitCode.UNAVAILABLE, QUICK + "--device cuda:0 --backend on-cards")
                .load()
                .backends())
        .extracting(BackendRecord::error)
        .containsExactly(
            "on-cards: no NVIDIA driver here; give the container the card, or choose with"
                + " --device");
  }

  private void installForCards() throws IOException {
    installation.descriptor(
        "on-cards",
        "title=Cards",
        "class=nowhere.Backend",
        "version=1",
        "artifacts=no.such:library:{version}",
        "natives." + Platform.current().name() + ".cuda=");
  }
}
