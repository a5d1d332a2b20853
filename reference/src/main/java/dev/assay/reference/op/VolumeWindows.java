package dev.assay.reference.op;

/**
 * Windows that slide over a volume along its three axes: which element each tap of each window
 * reads. An image is a volume of one slice.
 *
 * <p>Elements, windows and taps go by their row-major positions within the volume, the output and
 * the kernel. What reads padding is left out.
 */
final class VolumeWindows {
  private final Windows depths;
  private final Windows rows;
  private final Windows columns;
  private final int depthCount;
  private final int rowCount;
  private final int columnCount;

  VolumeWindows(Windows depths, Windows rows, Windows columns) {
    this.depths = depths;
    this.rows = rows;
    this.columns = columns;
    this.depthCount = depths.outputSize();
    this.rowCount = rows.outputSize();
    this.columnCount = columns.outputSize();
  }

  /** Over an image. */
  VolumeWindows(Windows rows, Windows columns) {
    this(Windows.ONE_SLICE, rows, columns);
  }

  /** Told of a window and its tap that reads the element. */
  @FunctionalInterface
  interface ReaderVisitor {
    void visit(int window, int tap);
  }

  /**
   * Told of neighbouring taps of a window, or of neighbouring windows of a tap, and of what they
   * read: as many elements, {@code step} apart.
   */
  @FunctionalInterface
  interface RowVisitor {
    void visit(int element, int step, int tapOrWindow, int count);
  }

  /** How many elements the volume has. */
  int elements() {
    return depths.input() * rows.input() * columns.input();
  }

  /** How many windows there are. */
  int count() {
    return depthCount * rowCount * columnCount;
  }

  /** Taps of a window. */
  int taps() {
    return depths.kernel() * rows.kernel() * columns.kernel();
  }

  /** What a window reads, one row of its taps after the other. */
  void forEachRowOfTaps(int window, RowVisitor visitor) {
    int q = window % columnCount;
    int p = window / columnCount % rowCount;
    int o = window / (columnCount * rowCount);
    int s = columns.firstTap(q);
    int count = columns.endTap(q) - s;
    int endT = depths.endTap(o);
    int endR = rows.endTap(p);
    for (int t = depths.firstTap(o); count > 0 && t < endT; t++) {
      for (int r = rows.firstTap(p); r < endR; r++) {
        visitor.visit(
            element(depths.input(o, t), rows.input(p, r), columns.input(q, s)),
            columns.dilation(),
            tap(t, r, s),
            count);
      }
    }
  }

  /** What reads an element: of the windows that do, each by one tap. */
  void forEachReader(int element, ReaderVisitor visitor) {
    int column = element % columns.input();
    int row = element / columns.input() % rows.input();
    int slice = element / (columns.input() * rows.input());
    for (int t = 0; t < depths.kernel(); t++) {
      int o = depths.windowReading(slice, t);
      for (int r = 0; o >= 0 && r < rows.kernel(); r++) {
        int p = rows.windowReading(row, r);
        for (int s = 0; p >= 0 && s < columns.kernel(); s++) {
          int q = columns.windowReading(column, s);
          if (q >= 0) {
            visitor.visit(window(o, p, q), tap(t, r, s));
          }
        }
      }
    }
  }

  /** What a tap reads, one row of windows after the other. */
  void forEachRowOfWindows(int tap, RowVisitor visitor) {
    int s = tap % columns.kernel();
    int r = tap / columns.kernel() % rows.kernel();
    int t = tap / (columns.kernel() * rows.kernel());
    int q = columns.firstWindow(s);
    int count = columns.endWindow(s) - q;
    int endO = depths.endWindow(t);
    int endP = rows.endWindow(r);
    for (int o = depths.firstWindow(t); count > 0 && o < endO; o++) {
      for (int p = rows.firstWindow(r); p < endP; p++) {
        visitor.visit(
            element(depths.input(o, t), rows.input(p, r), columns.input(q, s)),
            columns.stride(),
            window(o, p, q),
            count);
      }
    }
  }

  private int element(int slice, int row, int column) {
    return (slice * rows.input() + row) * columns.input() + column;
  }

  private int window(int o, int p, int q) {
    return (o * rowCount + p) * columnCount + q;
  }

  private int tap(int t, int r, int s) {
    return (t * rows.kernel() + r) * columns.kernel() + s;
  }
}
