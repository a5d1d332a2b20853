package dev.assay.reports.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to go on with a run's random problems, and to tell them from those of other runs.
 *
 * @param arguments the command line that started it, word by word
 * @param shard which part of the problems, {@code 1/4}; null for all
 * @param timeLimit seconds it may take; null if as long as it needs
 * @param positions how far it has come
 */
public record CampaignRecord(
    List<String> arguments,
    @Nullable String shard,
    @Nullable Double timeLimit,
    List<Position> positions) {

  public CampaignRecord {
    arguments = List.copyOf(arguments);
    positions = List.copyOf(positions);
  }

  /** The same, having come so far. */
  CampaignRecord with(Position position) {
    List<Position> further = new ArrayList<>(positions);
    RunDraft.put(further, position, Position::subject);
    return new CampaignRecord(arguments, shard, timeLimit, further);
  }

  /**
   * How far one backend and operation has come.
   *
   * @param position how many problems of the operation's sequence are done with, those of other
   *     shards included
   * @param seconds wall time it took, laws and shrinking included
   * @param cutShort whether it was given up because too many problems killed the backend
   */
  public record Position(
      String backend, String operation, long position, double seconds, boolean cutShort) {
    Object subject() {
      return List.of(backend, operation);
    }
  }
}
