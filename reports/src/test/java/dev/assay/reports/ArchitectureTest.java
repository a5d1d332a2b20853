package dev.assay.reports;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Dependencies point one way: reference, then spi, then adapters, worker, verifier and benchmarks,
 * then reports.
 */
class ArchitectureTest {
  private static final String REFERENCE = "dev.assay.reference..";
  private static final String SPI = "dev.assay.spi..";
  private static final String KNOWN = "dev.assay.spi.known..";
  private static final String ADAPTERS = "dev.assay.adapters..";
  private static final String BY_HAND = "dev.assay.adapters.byhand..";
  private static final String WORKER = "dev.assay.worker..";
  private static final String HOST = "dev.assay.host..";
  private static final String VERIFY = "dev.assay.verify..";
  private static final String BENCH = "dev.assay.bench..";
  private static final String REPORTS = "dev.assay.reports..";

  private static JavaClasses classes = new ClassFileImporter().importPaths(List.of());

  @BeforeAll
  static void importAllModules() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."), 4)) {
      List<Path> modules =
          files.filter(path -> path.endsWith(Path.of("target", "classes"))).toList();
      classes =
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
              .importPaths(modules);
    }
  }

  @Test
  void allModulesAreLookedAt() {
    assertThat(
            classes.stream()
                .map(type -> type.getPackageName().split("\\.", -1)[2])
                .distinct()
                .toList())
        .contains("reference", "spi", "adapters", "worker", "host", "verify", "bench", "reports");
  }

  @Test
  void referenceNeedsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage(REFERENCE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(REFERENCE, "java..", "org.jspecify.annotations..")
        .check(classes);
  }

  @Test
  void interfaceOfBackendsNeedsTheReferenceOnly() {
    onlyDependsOn(SPI, REFERENCE);
  }

  @Test
  void whatIsKnownOfLibrariesIsForAdaptersAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ADAPTERS, KNOWN)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(KNOWN)
        .check(classes);
  }

  @Test
  void workerRunsOnAnyBackendsClassPath() {
    onlyDependsOn(WORKER, SPI, REFERENCE);
  }

  @Test
  void adaptersKnowNobodyButTheInterface() {
    noClasses()
        .that()
        .resideInAPackage(ADAPTERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(WORKER, HOST, VERIFY, BENCH, REPORTS)
        .check(classes);
  }

  /** What is compared with adapters must not go through them. */
  @Test
  void whatIsWrittenByHandUsesNoAdapter() {
    noClasses()
        .that()
        .resideInAPackage(BY_HAND)
        .should()
        .dependOnClassesThat(resideInAPackage(ADAPTERS).and(resideOutsideOfPackage(BY_HAND)))
        .check(classes);
  }

  @Test
  void nobodyKnowsAnAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ADAPTERS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ADAPTERS)
        .check(classes);
  }

  @Test
  void benchmarksRunOnAnyBackendsClassPath() {
    noClasses()
        .that()
        .resideInAPackage(BENCH)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(WORKER, HOST, VERIFY, REPORTS)
        .check(classes);
  }

  @Test
  void nobodyKnowsTheReports() {
    noClasses()
        .that()
        .resideOutsideOfPackage(REPORTS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(REPORTS)
        .check(classes);
  }

  @Test
  void whatCommandsDoKnowsNothingOfOptions() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.assay.reports.cli..", "dev.assay.reports.console..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(classes);
  }

  /** From what is kept of a run to the commands: nobody knows who comes later. */
  @Test
  void reportsAreLayers() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("kept")
        .definedBy("dev.assay.reports.record..")
        .layer("judged")
        .definedBy(
            "dev.assay.reports.compare..",
            "dev.assay.reports.history..",
            "dev.assay.reports.recommend..")
        .layer("shown")
        .definedBy("dev.assay.reports.render..")
        .layer("console")
        .definedBy("dev.assay.reports.console..")
        .layer("done")
        .definedBy("dev.assay.reports.job..", "dev.assay.reports.images..")
        .layer("asked")
        .definedBy("dev.assay.reports.cli..")
        .whereLayer("asked")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("done")
        .mayOnlyBeAccessedByLayers("asked")
        .whereLayer("console")
        .mayOnlyBeAccessedByLayers("done", "asked")
        .whereLayer("shown")
        .mayOnlyBeAccessedByLayers("console", "done", "asked")
        .whereLayer("judged")
        .mayOnlyBeAccessedByLayers("shown", "console", "done", "asked")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.assay.(**)").should().beFreeOfCycles().check(classes);
  }

  private static void onlyDependsOn(String who, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(who, "java..", "org.jspecify.annotations.."), Stream.of(others))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(who)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(classes);
  }
}
