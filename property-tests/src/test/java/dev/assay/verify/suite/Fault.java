package dev.assay.verify.suite;

import java.util.Optional;

/**
 * One thing that a backend gets wrong about one operation.
 *
 * @param name what it does, in few words
 * @param operation the operation's name
 * @param spoiler how
 * @param threads that the backend is opened with; random problems get one by default
 * @param unnoticed why no default run can notice the fault, if none can
 */
record Fault(
    String name, String operation, Spoiler spoiler, int threads, Optional<String> unnoticed) {

  Fault(String name, String operation, Spoiler spoiler) {
    this(name, operation, spoiler, 1, Optional.empty());
  }

  Fault(String name, String operation, Spoiler spoiler, int threads) {
    this(name, operation, spoiler, threads, Optional.empty());
  }

  Fault unnoticed(String why) {
    return new Fault(name, operation, spoiler, threads, Optional.of(why));
  }

  @Override
  public String toString() {
    return operation + ": " + name;
  }
}
