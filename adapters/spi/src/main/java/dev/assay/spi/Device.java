package dev.assay.spi;

/**
 * Where a backend computes.
 *
 * @param kind processor or CUDA card
 * @param index which card; 0 for the processor
 */
public record Device(Kind kind, int index) {

  /** Kinds of devices. */
  public enum Kind {
    CPU,
    CUDA
  }

  public static final Device CPU = new Device(Kind.CPU, 0);

  /**
   * Parses {@code cpu}, {@code cuda} (the first card) or {@code cuda:1}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Device parse(String text) {
    if (text.equals("cpu")) {
      return CPU;
    }
    if (text.equals("cuda")) {
      return new Device(Kind.CUDA, 0);
    }
    if (text.matches("cuda:\\d{1,3}")) {
      return new Device(Kind.CUDA, Integer.parseInt(text.substring(5)));
    }
    throw new IllegalArgumentException("unknown device '" + text + "'; use cpu or cuda:N");
  }

  /** {@code cpu} or {@code cuda:0}. */
  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "cuda:" + index;
  }
}
