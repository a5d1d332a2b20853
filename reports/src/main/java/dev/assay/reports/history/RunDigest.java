package dev.assay.reports.history;

import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.Side;
import dev.assay.reports.compare.Timed;
import dev.assay.reports.record.Arithmetic;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SourceRecord;
import dev.assay.reports.record.VerificationRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a history needs of a run.
 *
 * @param assay version of Assay
 * @param sources ids of the runs it was merged from; empty if it was not
 */
public record RunDigest(
    String id,
    Instant started,
    RunState state,
    String assay,
    MachineRecord machine,
    List<String> sources,
    List<BackendDigest> backends) {

  public RunDigest {
    sources = List.copyOf(sources);
    backends = List.copyOf(backends);
  }

  static RunDigest of(RunRecord run) {
    Side side = Side.withoutVersions(run);
    Collection<Claim> claims = Claim.of(side).values();
    Collection<Timed> times = Timed.of(side).values();
    List<SourceRecord> sources = run.sources();
    return new RunDigest(
        run.id(),
        run.started(),
        run.state(),
        run.assay(),
        run.machine(),
        sources == null ? List.of() : sources.stream().map(SourceRecord::id).toList(),
        run.backends().stream().map(backend -> of(side, backend, claims, times)).toList());
  }

  private static BackendDigest of(
      Side side, BackendRecord backend, Collection<Claim> claims, Collection<Timed> times) {
    String name = side.name(backend.name());
    SortedMap<String, String> versions = new TreeMap<>(backend.facts());
    versions.put("products", backend.products());
    if (!name.equals(backend.name())) {
      versions.put("as", backend.name());
    }
    return new BackendDigest(
        name,
        backend.device(),
        backend.usualThreads(),
        backend.error(),
        versions,
        divergences(side.run(), backend.name()),
        claims.stream().filter(claim -> claim.key().backend().equals(name)).toList(),
        arithmetic(side.run(), backend.name()),
        times.stream().filter(t -> t.backend().equals(name)).map(RunDigest::time).toList());
  }

  private static SortedMap<String, String> divergences(RunRecord run, String backend) {
    SortedMap<String, SortedSet<String>> known = new TreeMap<>();
    run.verifications().stream()
        .filter(v -> v.backend().equals(backend))
        .forEach(v -> known.put(v.operation(), new TreeSet<>()));
    for (FindingRecord finding : run.findings()) {
      FindingRecord.Divergence divergence = finding.known();
      SortedSet<String> ids = known.get(finding.operation());
      if (divergence != null && ids != null && finding.backend().equals(backend)) {
        ids.add(divergence.id());
      }
    }
    SortedMap<String, String> divergences = new TreeMap<>();
    known.forEach(
        (operation, ids) ->
            divergences.put(operation, ids.isEmpty() ? "none" : String.join(", ", ids)));
    return divergences;
  }

  private static SortedMap<String, Arithmetic> arithmetic(RunRecord run, String backend) {
    SortedMap<String, Arithmetic> arithmetic = new TreeMap<>();
    for (VerificationRecord v : run.verifications()) {
      if (v.backend().equals(backend) && v.precision() != null) {
        arithmetic.put(v.operation() + " " + v.direction(), v.precision().inShort());
      }
    }
    return arithmetic;
  }

  private static Time time(Timed timed) {
    return new Time(
        timed.problem(), timed.timing().median(), timed.timing().low(), timed.timing().high());
  }

  /** Whether it is made of runs of machines that are not the same. */
  boolean mixesMachines() {
    return !sources.isEmpty() && machine.standsForSeveral();
  }

  /** Versions of what all backends stand on. */
  Map<String, String> platform() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("Assay", assay);
    put(versions, "system", machine.os());
    put(versions, "kernel", machine.kernel());
    put(versions, "JVM", machine.jvm());
    machine.gpus().forEach(gpu -> put(versions, "driver of " + gpu.name(), gpu.driver()));
    return versions;
  }

  private static void put(Map<String, String> versions, String name, @Nullable String value) {
    if (value != null) {
      versions.put(name, value);
    }
  }
}
