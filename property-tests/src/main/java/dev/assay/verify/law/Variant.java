package dev.assay.verify.law;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import java.util.HashMap;
import java.util.Map;

/** An operation like another one but for some of its parameters; a problem but for its numbers. */
final class Variant {
  static final Extent ONE = new Extent(1, 1);

  private Variant() {}

  /**
   * An operation of the same kind.
   *
   * @param changes the parameters that differ, by their names in a problem's text
   * @throws dev.assay.reference.op.InvalidOperationException if the parameters make no operation
   */
  @SuppressWarnings("unchecked") // the name says the class
  static <O extends Operation> O of(O operation, Map<String, ?> changes) {
    Map<String, String> parameters = new HashMap<>();
    for (String word : OperationText.print(operation)) {
      String[] parts = word.split("=", 2);
      parameters.put(parts[0], parts[1]);
    }
    changes.forEach((name, value) -> parameters.put(name, String.valueOf(value)));
    return (O) OperationText.parse(operation.name(), parameters);
  }

  /** The same with other numbers. */
  static Problem reseeded(Problem problem) {
    return new Problem(
        problem.operation(),
        problem.direction(),
        problem.type(),
        problem.fill(),
        problem.seed() + 1);
  }

  /** The same without a bias, if it is one of those that may have one. */
  static Operation unbiased(Operation operation) {
    return operation instanceof Contraction ? of(operation, Map.of("bias", false)) : operation;
  }

  /** A convolution of the same images by another kernel, with nothing else to it but the bias. */
  static Conv2d plain(Conv2d conv, Extent kernel) {
    return of(
        conv,
        Map.of("kernel", kernel, "stride", ONE, "pad", Padding.NONE, "dilation", ONE, "groups", 1));
  }
}
