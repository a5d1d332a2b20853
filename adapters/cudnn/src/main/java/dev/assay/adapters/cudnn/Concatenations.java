package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Concat;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.FloatPointer;

/** Two arrays one behind the other along an axis, by copies of blocks at a distance. */
final class Concatenations implements Layer {
  private static final int A = 0;
  private static final int B = 1;

  private final Plan plan;
  private final int rows;
  private final int ofA;
  private final int ofB;

  Concatenations(Plan plan, Concat concat) {
    this.plan = plan;
    int step = concat.shape().stride(concat.axis());
    ofA = concat.shape().dimension(concat.axis()) * step;
    ofB = concat.other() * step;
    rows = concat.shape().size() / ofA;
  }

  @Override
  public void forward(Pass pass) {
    copy(pass.operand(A).pointer(), ofA, pass.result().pointer(), ofA + ofB, ofA);
    copy(pass.operand(B).pointer(), ofB, pass.result().pointer(ofA), ofA + ofB, ofB);
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(A, a -> copy(ofResult.pointer(), ofA + ofB, a.pointer(), ofA, ofA));
    gradients.of(B, b -> copy(ofResult.pointer(ofA), ofA + ofB, b.pointer(), ofB, ofB));
  }

  /**
   * Appends a copy of a block per row.
   *
   * @param step numbers from the beginning of a row to that of the next
   */
  private void copy(FloatPointer from, int step, FloatPointer to, int stepOfCopy, int block) {
    plan.cuda(
        "cudaMemcpy2DAsync",
        () ->
            cudart.cudaMemcpy2DAsync(
                to,
                bytes(stepOfCopy),
                from,
                bytes(step),
                bytes(block),
                rows,
                cudart.cudaMemcpyDeviceToDevice,
                plan.gpu().stream()));
  }

  private static long bytes(int numbers) {
    return (long) numbers * Float.BYTES;
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
