package dev.assay.adapters.dl4j.samediff;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Copies of variables that a training session computes on the way and then forgets. */
final class Kept extends BaseListener {
  private final Map<String, INDArray> copies = new HashMap<>();

  /** Has a variable copied in each step. */
  void add(SDVariable variable, INDArray copy) {
    copies.put(variable.name(), copy);
  }

  @Override
  public boolean isActive(Operation operation) {
    return true;
  }

  @Override
  public void activationAvailable(
      SameDiff samediff, At at, MultiDataSet batch, SameDiffOp op, String name, INDArray value) {
    INDArray copy = copies.get(name);
    if (copy != null) {
      copy.assign(value);
    }
  }
}
