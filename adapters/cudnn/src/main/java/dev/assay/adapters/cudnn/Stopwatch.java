package dev.assay.adapters.cudnn;

import dev.assay.spi.Releases;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;

/**
 * The card's own clock: two events, which it notes the time of when it comes to them. Its
 * resolution is half a microsecond.
 */
final class Stopwatch implements AutoCloseable {
  private static final double MILLI = 1e-3;

  private final CUstream_st stream;
  private final CUevent_st start = new CUevent_st();
  private final CUevent_st stop = new CUevent_st();
  private final Releases open = new Releases();

  /**
   * A stopwatch.
   *
   * @param stream on which everything happens that it is to time
   */
  Stopwatch(CUstream_st stream) {
    this.stream = stream;
    try {
      create(start);
      create(stop);
    } catch (RuntimeException | Error e) {
      Releases.after(e, this::close);
      throw e;
    }
  }

  private void create(CUevent_st event) {
    Check.cuda("cudaEventCreate", cudart.cudaEventCreate(event));
    open.add(() -> Check.cuda("cudaEventDestroy", cudart.cudaEventDestroy(event)));
  }

  /** Starts some work and waits for it; returns the seconds that the card was at it. */
  double time(Runnable work) {
    record(start);
    work.run();
    record(stop);
    Check.cuda("cudaEventSynchronize", cudart.cudaEventSynchronize(stop));
    float[] milliseconds = new float[1];
    Check.cuda("cudaEventElapsedTime", cudart.cudaEventElapsedTime(milliseconds, start, stop));
    return milliseconds[0] * MILLI;
  }

  private void record(CUevent_st event) {
    Check.cuda("cudaEventRecord", cudart.cudaEventRecord(event, stream));
  }

  @Override
  public void close() {
    open.close();
  }
}
