package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Linear;
import org.bytedeco.cuda.global.cublas;

/**
 * Fully connected layers by {@code cublasSgemm}. cuBLAS counts along columns, so that to it every
 * row-major matrix is its transpose: y = x·Wᵀ becomes yᵀ = W·xᵀ.
 */
final class Linears implements Layer {
  private static final int X = 0;
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private final Plan plan;
  private final Linear linear;

  Linears(Plan plan, Linear linear) {
    this.plan = plan;
    this.linear = linear;
  }

  /** A row-major matrix with so many columns, as cuBLAS is told of it. */
  private record Matrix(int operation, DeviceArray array, int columns) {}

  private static Matrix transposed(DeviceArray array, int columns) {
    return new Matrix(cublas.CUBLAS_OP_N, array, columns);
  }

  private static Matrix asItIs(DeviceArray array, int columns) {
    return new Matrix(cublas.CUBLAS_OP_T, array, columns);
  }

  @Override
  public void forward(Pass pass) {
    multiply(
        linear.out(),
        linear.n(),
        linear.in(),
        asItIs(pass.operand(WEIGHTS), linear.in()),
        transposed(pass.x(), linear.in()),
        pass.result());
    if (linear.bias()) {
      bias().add(pass.operand(BIAS), pass.result());
    }
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(BIAS, ofBias -> bias().gradient(ofResult, ofBias));
    gradients.of(
        WEIGHTS,
        ofWeights ->
            multiply(
                linear.in(),
                linear.out(),
                linear.n(),
                transposed(pass.x(), linear.in()),
                asItIs(ofResult, linear.out()),
                ofWeights));
    gradients.of(
        X,
        ofX ->
            multiply(
                linear.in(),
                linear.n(),
                linear.out(),
                transposed(pass.operand(WEIGHTS), linear.in()),
                transposed(ofResult, linear.out()),
                ofX));
  }

  private Bias bias() {
    return new Bias(plan, new int[] {linear.n(), linear.out(), 1, 1});
  }

  /**
   * Appends a product: result, as a matrix of {@code columns} rows in cuBLAS's sense.
   *
   * @param columns of the row-major result
   * @param rows of the row-major result
   * @param terms of each sum
   */
  private void multiply(
      int columns, int rows, int terms, Matrix first, Matrix second, DeviceArray result) {
    Gpu gpu = plan.gpu();
    plan.cublas(
        "cublasSgemm",
        () ->
            cublas.cublasSgemm_v2(
                gpu.blas(),
                first.operation(),
                second.operation(),
                columns,
                rows,
                terms,
                gpu.one(),
                first.array().pointer(),
                first.columns(),
                second.array().pointer(),
                second.columns(),
                gpu.zero(),
                result.pointer(),
                columns));
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
