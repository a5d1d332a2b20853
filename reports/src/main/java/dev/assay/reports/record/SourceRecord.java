package dev.assay.reports.record;

import dev.assay.reports.record.CampaignRecord.Position;
import dev.assay.verify.generate.Shard;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run that a merged run was made of.
 *
 * @param id its name
 * @param state how far it got
 * @param command the command line that started it
 * @param seed what its problems derive from
 * @param tries random problems per operation and backend that were asked for
 * @param shard which part of them; null for all
 * @param positions how far it came with which of them; null if an older version merged it
 */
public record SourceRecord(
    String id,
    RunState state,
    String command,
    long seed,
    int tries,
    @Nullable String shard,
    @Nullable List<Position> positions) {

  public SourceRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(command, "command");
    positions = positions == null ? null : List.copyOf(positions);
  }

  /** Whether it is the same run, which may have been continued between two merges. */
  boolean isSame(SourceRecord other) {
    return id.equals(other.id)
        && command.equals(other.command)
        && seed == other.seed
        && tries == other.tries
        && Objects.equals(shard, other.shard);
  }

  /** Whether some of its problems are the other's too, where their operations are the same. */
  boolean overlaps(SourceRecord other) {
    return seed == other.seed && part().overlaps(other.part());
  }

  /** Which part of the problems it tried. */
  Shard part() {
    return shard == null ? Shard.WHOLE : Shard.parse(shard);
  }
}
