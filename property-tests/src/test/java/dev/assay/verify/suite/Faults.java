package dev.assay.verify.suite;

import dev.assay.reference.op.OperationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All faults: those that any operation may have, for every operation there is, and each family's
 * own. A new operation gets the general ones by itself; its own go into a list of its family.
 */
final class Faults {

  /** Faults that no default run can notice, with the reason. */
  private static final Map<String, String> UNNOTICED =
      Map.of(
          "relu: NaN swallowed",
          "no fill holds a NaN",
          "cross-entropy: logarithm of a float32 softmax",
          "logits of integers are at most 64 apart, and e^-64 is a normal float32: needs a fill of"
              + " larger logits",
          "linear: several threads lose the last element",
          "random problems are computed by one thread each, unless --threads says otherwise; with"
              + " two threads it is noticed, as of all other operations");

  private Faults() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    all.add(GeneralFaults.ofThreads("linear"));
    for (String operation : OperationText.names()) {
      all.addAll(GeneralFaults.of(operation));
      families().filter(fault -> fault.operation().equals(operation)).forEach(all::add);
    }
    return all.stream().map(Faults::marked).toList();
  }

  private static Stream<Fault> families() {
    return Stream.of(
            ConvolutionFaults.all(),
            LinearFaults.all(),
            PoolingFaults.all(),
            ActivationFaults.all(),
            SoftmaxFaults.all(),
            LossFaults.all())
        .flatMap(List::stream);
  }

  private static Fault marked(Fault fault) {
    return Optional.ofNullable(UNNOTICED.get(fault.toString())).map(fault::unnoticed).orElse(fault);
  }
}
