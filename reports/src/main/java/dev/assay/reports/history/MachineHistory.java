package dev.assay.reports.history;

import dev.assay.reports.record.MachineRecord;
import java.util.List;

/**
 * All runs of one machine.
 *
 * @param key what makes times of one machine no measure of another's
 * @param machine as the newest run met it
 * @param runs in order of time
 */
public record MachineHistory(
    String key, MachineRecord machine, List<FoundRun> runs, List<Track> tracks) {
  public FoundRun newest() {
    return runs.get(runs.size() - 1);
  }
}
