package dev.assay.reports.record;

import dev.assay.verify.Outcome;
import java.util.List;

/** What made-up runs find: one failure of each kind. */
final class SampleFindings {
  private static final String UNSHRUNK =
      "conv2d backward-weights n=7 c=12 h=31 w=17 k=18 kernel=5x3 stride=7x2 pad=6x1,0x4"
          + " dilation=2x3 groups=%d bias=true seed=8239847239847";

  static final List<FindingRecord> ALL =
      List.of(
          new FindingBuilder("djl-mxnet", Outcome.FAILED, UNSHRUNK.formatted(6))
              .shrunk(
                  "conv2d backward-weights n=1 c=1 h=3 w=1 k=1 kernel=1x1 stride=3x1 fill=integer"
                      + " seed=2")
              .occurrences(9)
              .message("gradient of weights is off where the stride skips the last row")
              .element(
                  new ElementRecord(
                      "gradient of weights", List.of(1, 1, 1, 1), 0, 24, 31, 0.00522, 1340.5))
              .build(),
          new FindingBuilder("djl-mxnet", Outcome.CRASHED, UNSHRUNK.formatted(12))
              .shrunk("conv2d backward-weights n=1 c=2 h=1 w=1 k=2 kernel=1x1 groups=2 seed=2")
              .occurrences(3)
              .message("the worker ended with exit status 136 (SIGFPE)")
              .log(
                  """
                  [14:05:11] src/operator/nn/mkldnn/mkldnn_base.cc:74: Allocate 25088 bytes
                  #
                  # A fatal error has been detected by the Java Runtime Environment:
                  #
                  #  SIGFPE (0x8) at pc=0x00007f2ab13c5d31, pid=41231, tid=41232
                  # C  [libmxnet.so+0x35c5d31]  mxnet::op::ConvolutionBackward(mxnet::OpContext const&)+0x1a1""")
              .build(),
          new FindingBuilder(
                  "djl-mxnet",
                  Outcome.FAILED,
                  "conv2d n=2 c=3 h=9 w=9 k=4 kernel=3x3 stride=3x3 seed=77")
              .law("stride is subsampling")
              .shrunk("conv2d n=1 c=1 h=3 w=3 k=1 kernel=1x1 stride=3x3 seed=1")
              .occurrences(3)
              .message("the strided result differs from the subsampled one")
              .element(
                  new ElementRecord(
                      "output",
                      List.of(1, 4, 3, 3),
                      17,
                      0.25,
                      Double.NaN,
                      1.2e-7,
                      Double.POSITIVE_INFINITY))
              .build(),
          new FindingBuilder(
                  "djl-mxnet",
                  Outcome.TIMED_OUT,
                  "average-pool2d n=4 c=8 h=64 w=3 kernel=3x3 stride=1x1 pad=1x1 seed=31")
              .message("no answer within 20 s")
              .build(),
          new FindingBuilder(
                  "dl4j",
                  Outcome.KNOWN,
                  "leaky-relu backward shape=4x7x3 slope=0.01 fill=integer seed=12")
              .shrunk("leaky-relu backward shape=1 fill=integer seed=12")
              .occurrences(188)
              .message("gradient of x: 1 at x = 0")
              .element(
                  new ElementRecord(
                      "gradient of x", List.of(1), 0, 0.01, 1, 0, Double.POSITIVE_INFINITY))
              .known(
                  "leaky-relu-slope-at-zero",
                  "the gradient at 0 is 1, not the slope",
                  "https://github.com/deeplearning4j/deeplearning4j/issues/1")
              .build());

  private SampleFindings() {}

  /** One of many, with text that means something to HTML, XML, Markdown and terminals. */
  static FindingRecord hostile(int number) {
    return new FindingBuilder(
            "djl-pytorch",
            number % 2 == 0 ? Outcome.CRASHED : Outcome.FAILED,
            "conv2d n=" + number + " " + "dilation=1x1 ".repeat(60).strip())
        .message(
            "<script>alert(\"" + number + "\")</script> & 'a|b' `c` \u0000\u001b[31m]]> </pre>")
        .reproduce("assay replay --backend djl-pytorch \"conv2d n=" + number + "\"")
        .log("\u001b[1m# SIGSEGV (0xb) at pc=0x00007f\n<b>*_x_*</b>\n```\n| a | b |")
        .build();
  }
}
