package dev.assay.adapters.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** A native operation with its arrays and arguments bound, to be run any number of times. */
final class Call {
  private final DynamicCustomOp operation;
  private final OpContext context = Nd4j.getExecutioner().buildContext();
  private Runnable preparation = () -> {};

  /**
   * Binds the arrays.
   *
   * @param name as ND4J's native library registers it
   */
  Call(String name, List<INDArray> inputs, INDArray... outputs) {
    operation = DynamicCustomOp.builder(name).build();
    // Else it is a random one, and the same failure reads differently every time.
    operation.setOwnName(name);
    context.setInputArrays(inputs);
    context.setOutputArrays(outputs);
  }

  /** Sets ND4J's "i-args". */
  Call integers(long... arguments) {
    context.setIArguments(arguments);
    return this;
  }

  /** Sets ND4J's "t-args". */
  Call reals(double... arguments) {
    context.setTArguments(arguments);
    return this;
  }

  /** Sets ND4J's "b-args". */
  Call flags(boolean... arguments) {
    context.setBArguments(arguments);
    return this;
  }

  /** Has ND4J compute this with its own code, not with oneDNN. Where cuDNN helps, it may. */
  Call withoutOneDnn() {
    if (new Natives().helper() == Helper.ONE_DNN) {
      context.allowHelpers(false);
    }
    return this;
  }

  /** Has this done first every time: arguments that differ from run to run are set so. */
  Call before(Runnable action) {
    preparation = action;
    return this;
  }

  void run() {
    preparation.run();
    Nd4j.exec(operation, context);
  }
}
