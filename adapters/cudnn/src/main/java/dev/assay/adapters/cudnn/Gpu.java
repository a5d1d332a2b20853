package dev.assay.adapters.cudnn;

import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Releases;
import dev.assay.spi.UnsupportedProblemException;
import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.cudnn.cudnnContext;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * One card in use: a stream, on which everything happens in order, and cuDNN and cuBLAS on that
 * stream.
 */
final class Gpu implements AutoCloseable {
  private final int index;
  private final Settings settings;
  private final CUstream_st stream = new CUstream_st();
  private final cudnnContext dnn = new cudnnContext();
  private final cublasContext blas = new cublasContext();
  private final Workspace workspace = new Workspace();
  private final FloatPointer one = new FloatPointer(new float[] {1});
  private final FloatPointer zero = new FloatPointer(new float[] {0});
  private final Algorithms algorithms;

  private final Releases open = new Releases();

  /**
   * Opens a card.
   *
   * @throws DeviceUnavailableException if it is not there, with what is
   */
  Gpu(Device device, Settings settings) {
    this.index = device.index();
    this.settings = settings;
    this.algorithms = new Algorithms(this);
    requireCard(device);
    try {
      select();
      Check.cuda("cudaStreamCreate", cudart.cudaStreamCreate(stream));
      open.add(() -> Check.cuda("cudaStreamDestroy", cudart.cudaStreamDestroy(stream)));
      Check.cudnn("cudnnCreate", cudnn.cudnnCreate(dnn));
      open.add(() -> Check.cudnn("cudnnDestroy", cudnn.cudnnDestroy(dnn)));
      Check.cudnn("cudnnSetStream", cudnn.cudnnSetStream(dnn, stream));
      requireConvolutions();
      Check.cublas("cublasCreate", cublas.cublasCreate_v2(blas));
      open.add(() -> Check.cublas("cublasDestroy", cublas.cublasDestroy_v2(blas)));
      Check.cublas("cublasSetStream", cublas.cublasSetStream_v2(blas, stream));
      Check.cublas("cublasSetMathMode", cublas.cublasSetMathMode(blas, settings.math().products()));
      open.add(workspace::close);
    } catch (RuntimeException | Error e) {
      Releases.after(e, this::close);
      throw e;
    }
  }

  private static void requireCard(Device device) {
    int[] count = new int[1];
    int status = cudart.cudaGetDeviceCount(count);
    if (status == cudart.cudaErrorInsufficientDriver) {
      throw new DeviceUnavailableException(
          "no usable NVIDIA driver here: none, or one too old for CUDA "
              + Facts.runtime()
              + "; install a newer one");
    }
    if (status == cudart.cudaErrorNoDevice || (status == cudart.cudaSuccess && count[0] == 0)) {
      throw new DeviceUnavailableException(
          "no NVIDIA card here, though its driver is; see what nvidia-smi says");
    }
    if (status != cudart.cudaSuccess) {
      throw new DeviceUnavailableException(
          "the NVIDIA driver does not answer: "
              + cudart.cudaGetErrorString(status).getString()
              + "; see what nvidia-smi says");
    }
    if (device.index() >= count[0]) {
      throw new DeviceUnavailableException(
          String.format(
              "no %s: there %s; ask for cuda:0%s",
              device,
              count[0] == 1 ? "is 1 card" : "are " + count[0] + " cards",
              count[0] == 1 ? "" : " to cuda:" + (count[0] - 1)));
    }
  }

  /**
   * cuDNN is several libraries, some of which it loads when it is first asked for a convolution.
   *
   * @throws DeviceUnavailableException if they do not go together, with the remedy
   */
  private void requireConvolutions() {
    try (Releases made = new Releases();
        SizeTPointer bytes = new SizeTPointer(1)) {
      Descriptors descriptors = new Descriptors(made);
      cudnnTensorStruct image = descriptors.tensor(1, 1, 4, 4);
      Check.cudnn(
          "cudnnGetConvolutionForwardWorkspaceSize",
          cudnn.cudnnGetConvolutionForwardWorkspaceSize(
              dnn,
              image,
              descriptors.filter(1, 1, 1, 1),
              descriptors.convolution(new int[] {0, 0}, new int[] {1, 1}, new int[] {1, 1}, 1),
              image,
              cudnn.CUDNN_CONVOLUTION_FWD_ALGO_IMPLICIT_GEMM,
              bytes));
    } catch (CudaException | UnsupportedProblemException e) {
      throw new DeviceUnavailableException(
          "cuDNN does not convolve here: "
              + e.getMessage()
              + "; if there is more than one cuDNN, leave one in /usr/local/cuda/lib64 and"
              + " LD_LIBRARY_PATH");
    }
  }

  int index() {
    return index;
  }

  Settings settings() {
    return settings;
  }

  CUstream_st stream() {
    return stream;
  }

  cudnnContext dnn() {
    return dnn;
  }

  cublasContext blas() {
    return blas;
  }

  /** The factor of a result that is taken as it is. */
  FloatPointer one() {
    return one;
  }

  /** The factor of what was there before, where it is replaced. */
  FloatPointer zero() {
    return zero;
  }

  Workspace workspace() {
    return workspace;
  }

  Algorithms algorithms() {
    return algorithms;
  }

  /** Makes this thread's calls go to this card: CUDA remembers that by thread. */
  void select() {
    Check.cuda("cudaSetDevice", cudart.cudaSetDevice(index));
  }

  /** Waits until everything is done. */
  void synchronize() {
    Check.cuda("cudaStreamSynchronize", cudart.cudaStreamSynchronize(stream));
  }

  /** Starts a copy on the card; returns CUDA's code. */
  int copy(DeviceArray from, DeviceArray to) {
    return cudart.cudaMemcpyAsync(
        to.pointer(), from.pointer(), from.bytes(), cudart.cudaMemcpyDeviceToDevice, stream);
  }

  /** Starts filling an array with zeros; returns CUDA's code. */
  int zero(DeviceArray array) {
    return cudart.cudaMemsetAsync(array.pointer(), 0, array.bytes(), stream);
  }

  /** Copies numbers to the card; when this returns they are there. */
  void upload(float[] values, DeviceArray array) {
    if (values.length != array.size()) {
      throw new IllegalArgumentException(
          values.length + " numbers for an array of " + array.size());
    }
    try (FloatPointer host = new FloatPointer(values)) {
      Check.cuda(
          "cudaMemcpy to the card",
          cudart.cudaMemcpyAsync(
              array.pointer(), host, array.bytes(), cudart.cudaMemcpyHostToDevice, stream));
      synchronize();
    }
  }

  /** Copies numbers from the card. */
  float[] download(DeviceArray array) {
    float[] values = new float[array.size()];
    try (FloatPointer host = new FloatPointer(values.length)) {
      Check.cuda(
          "cudaMemcpy from the card",
          cudart.cudaMemcpyAsync(
              host, array.pointer(), array.bytes(), cudart.cudaMemcpyDeviceToHost, stream));
      synchronize();
      host.get(values);
    }
    return values;
  }

  @Override
  public void close() {
    open.close();
  }
}
