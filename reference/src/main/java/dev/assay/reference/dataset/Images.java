package dev.assay.reference.dataset;

import dev.assay.reference.op.Extent;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Images of one size, a byte per pixel and channel, and what they show where that is known. */
public final class Images {
  private final int count;
  private final int channels;
  private final Extent size;
  private final int border;
  private final Records pixels;
  private final int[] labels;

  /** Where in a file's bytes the pixels lie: image after image, each in planes of rows. */
  static final class Records {
    private final byte[] bytes;
    private final int start;
    private final int stride;

    /**
     * @param start of the first image's pixels
     * @param stride from one image's pixels to the next one's
     */
    Records(byte[] bytes, int start, int stride) {
      this.bytes = bytes;
      this.start = start;
      this.stride = stride;
    }

    int at(int image, int position) {
      return Byte.toUnsignedInt(bytes[start + image * stride + position]);
    }
  }

  /**
   * @param labels the number of each image's class; empty if nobody knows
   */
  Images(int count, int channels, Extent size, Records pixels, int[] labels) {
    this(count, channels, size, 0, pixels, labels);
  }

  private Images(int count, int channels, Extent size, int border, Records pixels, int[] labels) {
    this.count = count;
    this.channels = channels;
    this.size = size;
    this.border = border;
    this.pixels = pixels;
    this.labels = labels;
  }

  /**
   * Images that are decoded already.
   *
   * @param pixels of each image, in planes of rows, a plane for each channel
   * @param labels the number of each image's class; empty if nobody knows
   * @throws IllegalArgumentException if an image has more or fewer bytes than the size and the
   *     channels ask for
   * @throws ArithmeticException if all of them have more than 2³¹ − 1
   */
  public static Images of(int channels, Extent size, List<byte[]> pixels, int... labels) {
    int length = channels * size.h() * size.w();
    byte[] all = new byte[Math.multiplyExact(length, pixels.size())];
    for (int i = 0; i < pixels.size(); i++) {
      if (pixels.get(i).length != length) {
        throw new IllegalArgumentException(
            "image " + i + " has " + pixels.get(i).length + " bytes, not " + length);
      }
      System.arraycopy(pixels.get(i), 0, all, i * length, length);
    }
    return new Images(pixels.size(), channels, size, new Records(all, 0, length), labels.clone());
  }

  /** The same with black pixels around each image. */
  public Images withBorder(int more) {
    return new Images(count, channels, size, border + more, pixels, labels);
  }

  public int count() {
    return count;
  }

  public int channels() {
    return channels;
  }

  /** Height and width, border included. */
  public Extent size() {
    return new Extent(size.h() + 2 * border, size.w() + 2 * border);
  }

  /** Whether it is known what they show. */
  public boolean labelled() {
    return labels.length > 0;
  }

  /**
   * The number of the class that an image belongs to.
   *
   * @throws IndexOutOfBoundsException if there is no such image, or nobody knows what it shows
   */
  public int label(int image) {
    return labels[image];
  }

  /** The largest number of a class; -1 without labels. */
  public int largestLabel() {
    return Arrays.stream(labels).max().orElse(-1);
  }

  /**
   * A batch of images that follow one another, [n, channels, height, width].
   *
   * @throws IllegalArgumentException if it is empty
   * @throws IndexOutOfBoundsException if there is no such image, or the normalisation does not
   *     {@linkplain Normalization#fits fit}
   */
  public Tensor batch(int from, int n, Normalization normalization) {
    return batch(IntStream.range(from, from + n).toArray(), normalization);
  }

  /**
   * A batch of images chosen by number, [n, channels, height, width].
   *
   * @throws IllegalArgumentException if it is empty
   * @throws IndexOutOfBoundsException if there is no such image, or the normalisation does not
   *     {@linkplain Normalization#fits fit}
   */
  public Tensor batch(int[] chosen, Normalization normalization) {
    Extent whole = size();
    Shape shape = Shape.of(chosen.length, channels, whole.h(), whole.w());
    double[] values = new double[shape.size()];
    int to = 0;
    for (int image : chosen) {
      for (int channel = 0; channel < channels; channel++) {
        for (int y = -border; y < size.h() + border; y++) {
          for (int x = -border; x < size.w() + border; x++) {
            values[to++] = normalization.apply(channel, pixel(image, channel, y, x));
          }
        }
      }
    }
    return new Tensor(shape, values);
  }

  private int pixel(int image, int channel, int y, int x) {
    boolean inside = y >= 0 && y < size.h() && x >= 0 && x < size.w();
    return inside ? pixels.at(image, (channel * size.h() + y) * size.w() + x) : 0;
  }

  /**
   * What images show, [n, classes]: one for the class of each, zero for all others.
   *
   * @param classes more than {@link #largestLabel}
   * @throws IndexOutOfBoundsException if there is no such image, or nobody knows what it shows
   */
  public Tensor labels(int[] chosen, int classes) {
    double[] values = new double[chosen.length * classes];
    for (int i = 0; i < chosen.length; i++) {
      values[i * classes + label(chosen[i])] = 1;
    }
    return new Tensor(Shape.of(chosen.length, classes), values);
  }
}
