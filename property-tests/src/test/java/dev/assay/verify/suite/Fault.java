package dev.assay.verify.suite;

import dev.assay.reference.oracle.FactorRounding;
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
 */
record Fault(
    String name,
    String operation,
    Spoiler spoiler,
    int threads,
    FactorRounding rounding,
    Optional<String> unnoticed) {

  Fault(String name, String operation, Spoiler spoiler) {
    this(name, operation, spoiler, 1, FactorRounding.NONE, Optional.empty());
  }

  Fault(String name, String operation, Spoiler spoiler, int threads) {
    this(name, operation, spoiler, threads, FactorRounding.NONE, Optional.empty());
  }

  Fault unnoticed(String why) {
    return new Fault(name, operation, spoiler, threads, rounding, Optional.of(why));
  }

  /** The same fault of a backend that multiplies in another precision, and says so. */
  Fault with(FactorRounding declared) {
    return new Fault(name, operation, spoiler, threads, declared, unnoticed);
  }

  @Override
  public String toString() {
    return operation + ": " + name;
  }
}
