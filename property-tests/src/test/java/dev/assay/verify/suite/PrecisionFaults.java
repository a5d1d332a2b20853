package dev.assay.verify.suite;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.oracle.FactorRounding;
import dev.assay.verify.generate.ProblemSource;
import dev.assay.verify.generate.Shard;
import java.util.List;
import java.util.stream.Stream;

/** Products in another precision than the backend declares. */
final class PrecisionFaults {
  private PrecisionFaults() {}

  static List<Fault> all() {
    return OperationText.names().stream()
        .filter(PrecisionFaults::isOfContraction)
        .flatMap(
            operation ->
                Stream.of(
                    fault("TF32, cut off, not declared", operation, FactorRounding.TF32_CUT_OFF),
                    fault("bf16 to nearest, as TF32", operation, FactorRounding.BF16_TO_NEAREST)
                        .with(FactorRounding.TF32_TO_NEAREST),
                    fault("bf16, cut off, as TF32", operation, FactorRounding.BF16_CUT_OFF)
                        .with(FactorRounding.TF32_CUT_OFF)))
        .toList();
  }

  private static Fault fault(String name, String operation, FactorRounding rounding) {
    return new Fault(
        name, operation, call -> ShortFactors.results(call.problem(), call.inputs(), rounding));
  }

  /** Whether the precision of products matters to an operation. */
  static boolean isOfContraction(String operation) {
    return new ProblemSource(operation, 1, Shard.WHOLE).next().value().operation()
        instanceof Contraction;
  }
}
