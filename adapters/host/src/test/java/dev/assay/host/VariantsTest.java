package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.spi.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that are another way to use a library. */
class VariantsTest {
  private static final Platform LINUX = new Platform("linux-x86_64", Set.of());

  @TempDir Path folder;

  private void write(String name, String... lines) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(home.resolve(Descriptor.FILE), String.join("\n", lines));
  }

  private Descriptor read(String name) {
    return DescriptorFile.read(folder.resolve(name)).get(0);
  }

  private void writeBase() throws IOException {
    write(
        "base",
        "title=A library",
        "class=a.Backend",
        "version=1.0",
        "artifacts=a:library:{version}",
        "jvm=-Dthreads={threads}",
        "natives.linux-x86_64.cpu=a:natives:{version}");
  }

  @Test
  void takesWhatItLeavesOutFromItsBase() throws IOException {
    writeBase();
    write("variant", "title=Another way", "class=a.Other", "variant-of=base");

    Descriptor variant = read("variant");

    assertThat(variant.title()).isEqualTo("Another way");
    assertThat(variant.className()).isEqualTo("a.Other");
    assertThat(variant.version()).isEqualTo("1.0");
    assertThat(variant.jvmArguments()).containsExactly("-Dthreads={threads}");
    assertThat(variant.devices(LINUX)).containsExactly("cpu");
    assertThat(variant.supported()).containsExactly("linux-x86_64.cpu");
    assertThat(variant.artifacts(LINUX, Device.CPU))
        .containsExactly("a:library:1.0", "a:natives:1.0");
  }

  @Test
  void computesOnWhatItHasNativesForSomewhere() throws IOException {
    writeBase();
    write("cards", "title=Cards", "class=a.B", "version=1", "natives.linux-arm64.cuda=a:b:1");

    assertThat(read("base").computesOn(Device.CPU)).isTrue();
    assertThat(read("base").computesOn(Device.parse("cuda:1"))).isFalse();
    assertThat(read("cards").computesOn(Device.CPU)).isFalse();
    assertThat(read("cards").computesOn(Device.parse("cuda:1"))).isTrue();
    assertThatThrownBy(() -> read("cards").artifacts(LINUX, Device.CPU))
        .hasMessage("cards computes on cuda, not on cpu; choose with --device cuda:0");
  }

  /** Those for AVX-512 kill a processor that has none. */
  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, '', plain",
    "linux-x86_64, avx2, avx2",
    "linux-x86_64, avx512, plain",
    "linux-x86_64, avx2 avx512, avx512",
    "linux-x86_64, avx2 avx512 other, avx512",
    "linux-x86_64, avx2 sve sve2, sve",
    "linux-x86, avx2 avx512, small",
  })
  void takesTheNativesForAllThatTheProcessorHas(String name, String features, String natives)
      throws IOException {
    write(
        "some",
        "title=t",
        "class=c",
        "version=1",
        "natives.linux-x86_64+avx2.cpu=avx2",
        "natives.linux-x86_64.cpu=plain",
        "natives.linux-x86_64+avx2+avx512.cpu=avx512",
        "natives.linux-x86_64+sve+sve2.cpu=sve",
        "natives.linux-x86.cpu=small",
        "natives.linux-x86_64+avx2+avx512+other.cuda=card");

    assertThat(read("some").artifacts(new Platform(name, Set.of(features.split(" "))), Device.CPU))
        .containsExactly(natives);
  }

  @Test
  void onAPlatformComputesOnWhatItHasNativesForThere() throws IOException {
    write(
        "both",
        "title=t",
        "class=c",
        "version=1",
        "natives.linux-x86_64.cpu=a",
        "natives.linux-arm64.cuda=b");

    assertThat(read("both").computesOn(Device.CPU, LINUX)).isTrue();
    assertThat(read("both").computesOn(Device.parse("cuda:0"), LINUX)).isFalse();
  }

  @Test
  void computesInJavaWithoutAnyNatives() throws IOException {
    Device card = Device.parse("cuda:1");
    write("java", "title=In Java", "class=a.B", "version=1");

    Descriptor java = read("java");

    assertThat(java.artifacts(LINUX, Device.CPU)).isEmpty();
    assertThat(java.devices(LINUX)).containsExactly("cpu");
    assertThat(java.computesOn(Device.CPU)).isTrue();
    assertThat(java.computesOn(card)).isFalse();
    assertThatThrownBy(() -> java.artifacts(LINUX, card))
        .hasMessage("java computes on cpu, not on cuda; choose with --device cpu");
  }

  @Test
  void computesNowhereElseThanItsNatives() throws IOException {
    Platform other = new Platform("linux-arm64", Set.of());
    writeBase();

    assertThat(read("base").devices(other)).isEmpty();
    assertThatThrownBy(() -> read("base").artifacts(other, Device.CPU))
        .hasMessageStartingWith("base has no natives for cpu on linux-arm64")
        .hasMessageEndingWith("; it has: linux-x86_64.cpu");
  }

  @Test
  void replacesWhatItGives() throws IOException {
    writeBase();
    write(
        "variant",
        "title=Another way",
        "class=a.Other",
        "variant-of=base",
        "artifacts=a:layers:{version}",
        "jvm=");

    Descriptor variant = read("variant").withVersion("2.0");

    assertThat(variant.requestedName()).isEqualTo("variant@2.0");
    assertThat(variant.jvmArguments()).isEmpty();
    assertThat(variant.artifacts(LINUX, Device.CPU))
        .containsExactly("a:layers:2.0", "a:natives:2.0");
  }

  @Test
  void hasTheJarsOfItsBaseBehindItsOwn() throws IOException {
    writeBase();
    write("variant", "title=Another way", "class=a.Other", "variant-of=base");

    assertThat(read("variant").folders())
        .containsExactly(folder.resolve("variant"), folder.resolve("base"));
    assertThat(read("base").folders()).containsExactly(folder.resolve("base"));
  }

  @Test
  void isFoundByItsBaseInTheVersionAskedFor() throws IOException {
    writeBase();
    write("other", "title=Other", "class=b.Backend", "version=3");
    write("variant", "title=Another way", "class=a.Other", "variant-of=base");

    BackendCatalog catalog = new BackendCatalog(List.of(folder));

    assertThat(catalog.plain()).extracting(Descriptor::name).containsExactly("base", "other");
    assertThat(catalog.variants(catalog.find("base@2.0")))
        .extracting(Descriptor::requestedName)
        .containsExactly("variant@2.0");
    assertThat(catalog.variants(catalog.find("base")))
        .extracting(Descriptor::requestedName)
        .containsExactly("variant");
    assertThat(catalog.variants(catalog.find("other"))).isEmpty();
  }

  @Test
  void needsATitleAndAClassOfItsOwn() throws IOException {
    writeBase();
    write("variant", "title=Another way", "variant-of=base");

    assertThatThrownBy(() -> read("variant"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("variant: its descriptor lacks 'class'");
  }

  @Test
  void needsAVersion() throws IOException {
    write("some", "title=t", "class=c");

    assertThatThrownBy(() -> read("some"))
        .isInstanceOf(HostException.class)
        .hasMessage("backend some: its descriptor lacks 'version'");
  }

  @Test
  void needsAValueForEachVariable() throws IOException {
    write("some", "title=t", "class=c", "version=1", "environment=THREADS=2 FOO");

    assertThatThrownBy(() -> read("some"))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "backend some: 'environment' in its descriptor holds 'FOO', which is no NAME=value");
  }

  @Test
  void needsABaseThatIsThereAndNoVariant() throws IOException {
    write("orphan", "title=t", "class=c", "variant-of=nobody");
    write("self", "title=t", "class=c", "variant-of=self");

    assertThatThrownBy(() -> read("orphan")).hasMessageContaining("nobody");
    assertThatThrownBy(() -> read("self")).hasMessageContaining("self is a variant itself");
  }

  @Test
  void inWordsAloneTakesWhatIsNotReplacedFromTheSameDescriptor() throws IOException {
    write(
        "base",
        "title=A library",
        "class=a.Backend",
        "version=1.0",
        "artifacts=a:library:{version}",
        "jvm=-Dthreads={threads}",
        "environment=A=1",
        "natives.linux-x86_64.cpu=a:natives:{version}",
        "variant.old.title=An older library",
        "variant.old.version=0.9",
        "variant.fast.title=The library in a hurry",
        "variant.fast.options=-Dmode=fast -Dinterval={threads}",
        "variant.fast.natives.linux-x86_64.cpu=a:natives-fast:{version}");

    List<Descriptor> found = DescriptorFile.read(folder.resolve("base"));

    assertThat(found)
        .extracting(Descriptor::requestedName, Descriptor::title, Descriptor::variantOf)
        .containsExactly(
            tuple("base", "A library", Optional.empty()),
            tuple("base-fast", "The library in a hurry", Optional.of("base")),
            tuple("base-old", "An older library", Optional.of("base")));
    assertThat(found.get(0).jvmArguments()).containsExactly("-Dthreads={threads}");
    Descriptor fast = found.get(1).withVersion("2.0");
    assertThat(fast.requestedName()).isEqualTo("base-fast@2.0");
    assertThat(fast.className()).isEqualTo("a.Backend");
    assertThat(fast.jvmArguments())
        .containsExactly("-Dthreads={threads}", "-Dmode=fast", "-Dinterval={threads}");
    assertThat(fast.environment()).containsExactly("A=1");
    assertThat(fast.artifacts(LINUX, Device.CPU))
        .containsExactly("a:library:2.0", "a:natives-fast:2.0");
    assertThat(fast.folders()).containsExactly(folder.resolve("base"));
    assertThat(found.get(2).artifacts(LINUX, Device.CPU))
        .containsExactly("a:library:0.9", "a:natives:0.9");
  }

  @Test
  void noVersionBehindTheAtSignIsAMistake() throws IOException {
    write("base", "title=t", "class=c", "version=1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackendCatalog(List.of(folder)).find("base@"))
        .withMessageContaining("'base@' names no version");
  }

  @Test
  void aVersionOfTwoPartsIsThatOfTheEngineAndThatOfItsBinding() throws IOException {
    write(
        "base",
        "title=t",
        "class=c",
        "version=2.7-rc-1-0.36",
        "artifacts=a:binding:{binding}",
        "natives.linux-x86_64.cpu=a:engine:jar:linux:{engine},a:both:{version}");
    BackendCatalog catalog = new BackendCatalog(List.of(folder));

    assertThat(catalog.find("base").artifacts(LINUX, Device.CPU))
        .containsExactly("a:binding:0.36", "a:engine:jar:linux:2.7-rc-1", "a:both:2.7-rc-1-0.36");
    assertThat(catalog.find("base@2.5-0.33").artifacts(LINUX, Device.CPU))
        .containsExactly("a:binding:0.33", "a:engine:jar:linux:2.5", "a:both:2.5-0.33");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.find("base@0.33"))
        .withMessage(
            "'base@0.33' names half a version; those of base are of the engine and of what calls"
                + " it from Java, such as 2.7-rc-1-0.36");
  }

  @Test
  void inWordsAloneIsFoundLikeOneWithAFolder() throws IOException {
    write("base", "title=t", "class=c", "version=1", "variant.fast.title=u", "variant.fast.jvm=-X");
    write("variant", "title=v", "class=d", "variant-of=base", "variant.slow.title=w");

    BackendCatalog catalog = new BackendCatalog(List.of(folder));

    assertThat(catalog.plain()).extracting(Descriptor::name).containsExactly("base");
    assertThat(catalog.find("base-fast@2").requestedName()).isEqualTo("base-fast@2");
    // A variant's variant is one of what that is one of; and nobody inherits a variant.
    assertThat(catalog.variants(catalog.find("base@3")))
        .extracting(Descriptor::requestedName)
        .containsExactly("base-fast@3", "variant@3", "variant-slow@3");
    assertThat(catalog.find("variant-slow").folders())
        .containsExactly(folder.resolve("variant"), folder.resolve("base"));
  }

  @Test
  void inWordsAloneNeedsATitleOfItsOwn() throws IOException {
    write("base", "title=t", "class=c", "version=1", "variant.fast.options=-Dmode=fast");

    assertThatThrownBy(() -> read("base"))
        .hasMessage("backend base-fast: its descriptor lacks 'title'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tittle",
        "variant.fast.tittle",
        "variant.fast",
        "variant.fast.variant-of",
        "variant.fast.variant.slow.title",
        "variant.f@st.title",
        "variants.fast.title"
      })
  void hasNoKeysThatNobodyReads(String key) throws IOException {
    write("base", "title=t", "class=c", "version=1", key + "=x");

    assertThatThrownBy(() -> read("base"))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "backend base: its descriptor has an unknown key '"
                + key
                + "'; there are: artifacts, class, environment, jvm, options, title, version,"
                + " natives.…, each also as variant.NAME.KEY, and variant-of");
  }

  @Test
  void liesInAFolderAmongOthersOrInOneThatIsNamed() throws IOException {
    writeBase();
    write("other", "title=Other", "class=b.Backend", "version=3");
    Files.createDirectories(folder.resolve("no-backend"));

    assertThat(new BackendCatalog(List.of(folder)).all())
        .extracting(Descriptor::name)
        .containsExactly("base", "other");
    assertThat(new BackendCatalog(List.of(folder.resolve("other"))).all())
        .extracting(Descriptor::name, Descriptor::folder)
        .containsExactly(tuple("other", folder.resolve("other")));
    for (String none : new String[] {"no-backend", "nowhere"}) {
      assertThatThrownBy(() -> new BackendCatalog(List.of(folder.resolve(none))))
          .isInstanceOf(HostException.class)
          .hasMessageStartingWith("no backends at " + folder.resolve(none) + "; build");
    }
  }

  @Test
  void hasANameOfItsOwn() throws IOException {
    write("base", "title=t", "class=c", "version=1", "variant.fast.title=u");
    write("base-fast", "title=v", "class=d", "variant-of=base");

    assertThatThrownBy(() -> new BackendCatalog(List.of(folder)))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "there are two backends of the name 'base-fast', in %s and in %s; rename or remove one",
            folder.resolve("base"), folder.resolve("base-fast"));
  }
}
