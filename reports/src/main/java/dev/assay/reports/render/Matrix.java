package dev.assay.reports.render;

import dev.assay.reference.op.Direction;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.VerificationRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Outcomes by subject and backend.
 *
 * @param backends names of the columns
 * @param rows by subject, in the order in which they were met
 */
record Matrix(List<String> backends, List<Row> rows) {

  /**
   * One line.
   *
   * @param subject operation or law
   * @param detail direction, or the operation that the law is about
   * @param first whether the line before has another subject
   * @param cells by backend, in the order of the columns
   */
  record Row(String subject, String detail, boolean first, List<Cell> cells) {}

  /** Operations take turns, so their directions and laws were met in any order. */
  private static final Comparator<String> BY_DIRECTION =
      Comparator.<String, Integer>comparing(
              Stream.of(Direction.values()).map(Direction::toString).toList()::indexOf)
          .thenComparing(Comparator.naturalOrder());

  /** Operation and direction by backend. */
  static Matrix ofOperations(RunRecord run) {
    Builder builder = new Builder(run, () -> new TreeMap<>(BY_DIRECTION));
    for (VerificationRecord v : run.verifications()) {
      builder.put(v.operation(), v.direction(), v.backend(), Cell.of(run, v));
    }
    return builder.build();
  }

  /** Law and operation by backend. */
  static Matrix ofLaws(RunRecord run) {
    Builder builder = new Builder(run, TreeMap::new);
    for (LawRecord law : run.laws()) {
      builder.put(law.law(), law.operation(), law.backend(), Cell.of(run, law));
    }
    return builder.build();
  }

  /** Invalid problems by backend. */
  static Matrix ofContract(RunRecord run) {
    Builder builder = new Builder(run, LinkedHashMap::new);
    for (ContractRecord c : run.contract()) {
      builder.put(c.operation(), c.reason(), c.backend(), Cell.of(c));
    }
    return builder.build();
  }

  /** What proves networks, by backend; one below the other for several numbers of threads. */
  static Matrix ofProofs(RunRecord run) {
    ThreadCounts threads = ThreadCounts.of(run);
    Map<String, List<ProofRecord>> byProblem = new LinkedHashMap<>();
    for (ProofRecord proof : run.proofs()) {
      byProblem.computeIfAbsent(proof.problem(), problem -> new ArrayList<>()).add(proof);
    }
    Builder builder = new Builder(run, LinkedHashMap::new);
    for (List<ProofRecord> proofs : byProblem.values()) {
      proofs.sort(Comparator.comparing(ProofRecord::threads));
      for (ProofRecord proof : proofs) {
        builder.put(
            proof.network(),
            threads.with(proof.threads(), proof.problem()),
            proof.backend(),
            Cell.of(run, proof));
      }
    }
    return builder.build();
  }

  /** Problems that were computed on one thread and on several, by backend. */
  static Matrix ofThreads(RunRecord run) {
    Builder builder = new Builder(run, LinkedHashMap::new);
    for (ThreadsRecord t : run.threads()) {
      int space = t.problem().indexOf(' ');
      builder.put(
          t.problem().substring(0, space),
          t.problem().substring(space + 1),
          t.backend(),
          Cell.of(run, t));
    }
    return builder.build();
  }

  /**
   * Second runs by operation, direction and backend, where any gave other bits, or was not promised
   * to give the same.
   */
  static Matrix ofSecondRuns(RunRecord run) {
    Set<List<String>> notable =
        run.verifications().stream()
            .filter(v -> SecondRuns.of(v).areNotable())
            .map(v -> List.of(v.operation(), v.direction()))
            .collect(Collectors.toSet());
    Builder builder = new Builder(run, () -> new TreeMap<>(BY_DIRECTION));
    for (VerificationRecord v : run.verifications()) {
      if (notable.contains(List.of(v.operation(), v.direction()))) {
        builder.put(v.operation(), v.direction(), v.backend(), SecondRuns.of(v).cell());
      }
    }
    return builder.build();
  }

  /** The rows in which a cell has one of some signs. */
  Matrix with(Set<Sign> signs) {
    List<Row> kept = new ArrayList<>();
    String before = "";
    for (Row row : rows) {
      if (row.cells().stream().map(Cell::sign).filter(Objects::nonNull).anyMatch(signs::contains)) {
        kept.add(new Row(row.subject(), row.detail(), !row.subject().equals(before), row.cells()));
        before = row.subject();
      }
    }
    return new Matrix(backends, kept);
  }

  private static final class Builder {
    private final List<String> backends;
    private final Supplier<Map<String, Map<String, Cell>>> details;
    private final Map<String, Map<String, Map<String, Cell>>> cells = new LinkedHashMap<>();

    /**
     * Without rows.
     *
     * @param details in which the details of a subject have their order
     */
    Builder(RunRecord run, Supplier<Map<String, Map<String, Cell>>> details) {
      backends = run.startedBackends();
      this.details = details;
    }

    void put(String subject, String detail, String backend, Cell cell) {
      cells
          .computeIfAbsent(subject, s -> details.get())
          .computeIfAbsent(detail, d -> new LinkedHashMap<>())
          .put(backend, cell);
    }

    Matrix build() {
      List<Row> rows = new ArrayList<>();
      cells.forEach(
          (subject, details) -> {
            int before = rows.size();
            details.forEach(
                (detail, byBackend) ->
                    rows.add(
                        new Row(
                            subject,
                            detail,
                            rows.size() == before,
                            backends.stream()
                                .map(backend -> byBackend.getOrDefault(backend, Cell.EMPTY))
                                .toList())));
          });
      return new Matrix(backends, rows);
    }
  }
}
