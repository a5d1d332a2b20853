package dev.assay.adapters.cudnn;

import dev.assay.reference.numeric.ProductPrecision;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudnn;

/** The arithmetic of convolutions and matrix products. Everything else is float32 in any case. */
enum MathMode {
  /**
   * Float32 throughout, in convolutions by fused multiply-adds.
   *
   * <p>cuBLAS's default computes products of float32 in no less than float32, as its documentation
   * says of {@code cublasMath_t}: TF32 is another mode, which has to be asked for. The pedantic
   * mode is meant for debugging there, and may be slower. Two environment variables could make
   * something else of the default, which the descriptor therefore takes away: {@code
   * NVIDIA_TF32_OVERRIDE}, and {@code CUBLAS_EMULATE_SINGLE_PRECISION}, which has float32 emulated
   * by bfloat16.
   */
  F32(ProductPrecision.F32, cudnn.CUDNN_FMA_MATH, cublas.CUBLAS_DEFAULT_MATH) {
    @Override
    boolean permits(int mathType) {
      return mathType == cudnn.CUDNN_FMA_MATH || mathType == cudnn.CUDNN_DEFAULT_MATH;
    }

    /** Whatever a search reports: with this no kernel uses tensor cores. */
    @Override
    int typeToRun(int found) {
      return convolutions();
    }
  },
  /**
   * Factors rounded to 11 bits, sums in float32, on tensor cores: the default of most frameworks.
   */
  TF32(ProductPrecision.TF32, cudnn.CUDNN_TENSOR_OP_MATH, cublas.CUBLAS_TF32_TENSOR_OP_MATH) {
    @Override
    boolean permits(int mathType) {
      // Converting float32 down would make float16 of it.
      return mathType != cudnn.CUDNN_TENSOR_OP_MATH_ALLOW_CONVERSION;
    }

    @Override
    int typeToRun(int found) {
      return found;
    }
  };

  private final ProductPrecision precision;
  private final int convolutions;
  private final int products;

  MathMode(ProductPrecision precision, int convolutions, int products) {
    this.precision = precision;
    this.convolutions = convolutions;
    this.products = products;
  }

  /** What it makes of the factors of products. */
  ProductPrecision precision() {
    return precision;
  }

  /** cuDNN's math type to search with. */
  int convolutions() {
    return convolutions;
  }

  /** cuBLAS's math mode. */
  int products() {
    return products;
  }

  /** Whether a kernel of this math type, as cuDNN reports it, computes so. */
  abstract boolean permits(int mathType);

  /** The math type to set for an algorithm that a search found with this one. */
  abstract int typeToRun(int found);

  @Override
  public String toString() {
    return precision.toString();
  }
}
