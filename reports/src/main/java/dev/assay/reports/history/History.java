package dev.assay.reports.history;

import dev.assay.reports.compare.Scope.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What happened over time.
 *
 * @param machines the one with the newest run first
 * @param skipped files that are not part of it
 */
public record History(List<MachineHistory> machines, List<SkippedFile> skipped) {
  /** Of all runs of an archive. */
  public static History of(Archive archive) {
    Map<String, List<FoundRun>> machines = new LinkedHashMap<>();
    archive.runs().stream()
        .sorted(Comparator.comparing(found -> found.run().started()))
        .forEach(
            found ->
                machines
                    .computeIfAbsent(found.run().machine().key(), key -> new ArrayList<>())
                    .add(found));
    Map<String, List<Draft>> drafts = new LinkedHashMap<>();
    machines.forEach((key, runs) -> drafts.put(key, drafts(runs)));
    Map<Level, Long> counts = new EnumMap<>(Level.class);
    drafts.values().stream()
        .flatMap(List::stream)
        .flatMap(draft -> draft.series.stream())
        .forEach(series -> counts.merge(series.level(), 1L, Long::sum));
    List<MachineHistory> histories = new ArrayList<>();
    machines.forEach(
        (key, runs) ->
            histories.add(
                new MachineHistory(
                    key,
                    runs.get(runs.size() - 1).run().machine(),
                    runs,
                    drafts.getOrDefault(key, List.of()).stream()
                        .map(draft -> draft.track(counts))
                        .toList())));
    histories.sort(
        Comparator.comparing((MachineHistory machine) -> machine.newest().run().started())
            .reversed());
    return new History(histories, archive.skipped());
  }

  /** A track before its changes are looked for. */
  private record Draft(String backend, String place, List<BackendRun> runs, List<Series> series) {

    Track track(Map<Level, Long> counts) {
      return Track.of(
          backend,
          place,
          runs,
          series,
          level -> level.mistake(Objects.requireNonNull(counts.get(level))));
    }
  }

  private static List<Draft> drafts(List<FoundRun> runs) {
    Map<Place, List<BackendRun>> tracks = new LinkedHashMap<>();
    Map<String, Place> latest = new LinkedHashMap<>();
    for (FoundRun found : runs) {
      for (BackendDigest backend : found.run().backends()) {
        Place place = Place.of(backend);
        if (backend.error() != null) {
          // One that does not start cannot tell where it would have computed.
          place = latest.getOrDefault(backend.name(), place);
        }
        latest.put(backend.name(), place);
        tracks.computeIfAbsent(place, p -> new ArrayList<>()).add(new BackendRun(found, backend));
      }
    }
    return tracks.entrySet().stream()
        .map(
            track ->
                new Draft(
                    track.getKey().backend,
                    track.getKey().words(),
                    track.getValue(),
                    Series.of(track.getValue())))
        .sorted(Comparator.comparing(Draft::backend).thenComparing(Draft::place))
        .toList();
  }

  /** Where a backend computes. */
  private record Place(String backend, String device, int threads) {
    static Place of(BackendDigest digest) {
      return new Place(digest.name(), digest.device(), digest.threads());
    }

    String words() {
      return threads == 0
          ? device
          : device + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
  }
}
