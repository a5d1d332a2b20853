package dev.assay.verify.suite;

import dev.assay.reference.oracle.FactorRounding;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a backend gets wrong about one operation.
 *
 * @param name what it does, in few words
 * @param operation the operation's name
 * @param spoiler how
 * @param threads that the backend is opened with; random problems get one by default
 * @param rounding of factors of products, which it does by intention, and declares
 * @param unnoticed why no default run can notice the fault, if none can
 * @param reports published bugs of libraries that are this fault, as {@code
 *     owner/repository#number} at GitHub
 */
record Fault(
    String name,
    String operation,
    Spoiler spoiler,
    int threads,
    FactorRounding rounding,
    Optional<String> unnoticed,
    List<String> reports) {

  Fault(String name, String operation, Spoiler spoiler) {
    this(name, operation, spoiler, 1);
  }

  Fault(String name, String operation, Spoiler spoiler, int threads) {
    this(name, operation, spoiler, threads, FactorRounding.NONE, Optional.empty(), List.of());
  }

  /** What a library is reported to have got wrong. */
  static Fault published(String operation, String name, Spoiler spoiler, String... reports) {
    return new Fault(name, operation, spoiler).reported(List.of(reports));
  }

  Fault unnoticed(String why) {
    return new Fault(name, operation, spoiler, threads, rounding, Optional.of(why), reports);
  }

  Fault reported(List<String> where) {
    return new Fault(name, operation, spoiler, threads, rounding, unnoticed, where);
  }

  /** The same fault of a backend opened with so many threads. */
  Fault on(int others) {
    return new Fault(name, operation, spoiler, others, rounding, unnoticed, reports);
  }

  /** The same fault of a backend that multiplies in another precision, and says so. */
  Fault with(FactorRounding declared) {
    return new Fault(name, operation, spoiler, threads, declared, unnoticed, reports);
  }

  @Override
  public String toString() {
    return operation + ": " + name;
  }
}
