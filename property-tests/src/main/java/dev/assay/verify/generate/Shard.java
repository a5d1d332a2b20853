package dev.assay.verify.generate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One machine's part of a campaign. Each operation's sequence of problems is dealt out in small
 * blocks, in turn, so that the shards of one seed together try every problem exactly once.
 *
 * @param index from 1
 * @param count how many shards there are
 */
public record Shard(int index, int count) {
  /** The whole campaign. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** Problems of the same parameters follow each other, and are cheaper together. */
  public static final int BLOCK = 16;

  private static final int MOST = 10_000;

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");

  public Shard {
    if (count < 1 || count > MOST || index < 1 || index > count) {
      throw new IllegalArgumentException(
          "no shard " + index + "/" + count + "; use i/n, such as 1/4, 2/4, 3/4 and 4/4");
    }
  }

  /**
   * Parses {@code i/n}.
   *
   * @throws IllegalArgumentException if it is none, with the remedy
   */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "no shard '" + text + "'; use i/n, such as 1/4, 2/4, 3/4 and 4/4");
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Whether the problem at a position of the sequence, from 0, is this shard's. */
  public boolean has(long position) {
    return position / BLOCK % count == index - 1;
  }

  /** How many problems from one position to before another are this shard's. */
  public long count(long start, long end) {
    return before(end) - before(Math.min(start, end));
  }

  private long before(long end) {
    long round = (long) BLOCK * count;
    long rest = end % round - (long) BLOCK * (index - 1);
    return end / round * BLOCK + Math.max(0, Math.min(BLOCK, rest));
  }

  /** Whether some problem is in both. */
  public boolean overlaps(Shard other) {
    // By the Chinese remainder theorem some block is in both exactly if the indices agree so.
    return (index - other.index) % gcd(count, other.count) == 0;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
