package dev.assay.reports.render;

import dev.assay.reference.op.Extent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * Numbers as a picture that is part of a page.
 *
 * @param title what it shows
 * @param size in its own pixels
 * @param uri the picture itself, as PNG
 */
record Picture(String title, Extent size, String uri) {
  private static final int SMALL = 64;
  private static final int WHITE = 255;

  /**
   * Numbers from black to white.
   *
   * @param low what is black
   * @param high what is white
   */
  record Range(double low, double high) {

    /** That of some numbers. */
    static Range of(double[] values, int from, int count) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = from; i < from + count; i++) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
      return new Range(low, high);
    }

    private int brightness(double value) {
      double share = high > low ? (value - low) / (high - low) : 0;
      return (int) Math.round(WHITE * Math.min(Math.max(share, 0), 1));
    }

    /** {@code from -0.5 (black) to 2 (white)}. */
    @Override
    public String toString() {
      return "from " + Numbers.measured(low) + " (black) to " + Numbers.measured(high) + " (white)";
    }
  }

  /**
   * Makes a picture of planes of rows, one for each channel.
   *
   * @param channels 3 for red, green and blue; 1 for grey
   * @param from where in the values it begins
   */
  static Picture of(
      String title, Extent size, int channels, double[] values, int from, Range range) {
    BufferedImage image = new BufferedImage(size.w(), size.h(), BufferedImage.TYPE_INT_RGB);
    int plane = size.h() * size.w();
    for (int i = 0; i < plane; i++) {
      int rgb = 0;
      for (int colour = 0; colour < 3; colour++) {
        int channel = channels == 3 ? colour : 0;
        rgb = rgb << 8 | range.brightness(values[from + channel * plane + i]);
      }
      image.setRGB(i % size.w(), i / size.w(), rgb);
    }
    return new Picture(title, size, "data:image/png;base64," + base64(image));
  }

  private static String base64(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private int scale() {
    return Math.max(1, SMALL / Math.max(size.h(), size.w()));
  }

  /** As it is shown: small ones enlarged by a whole number. */
  public int width() {
    return size.w() * scale();
  }

  public int height() {
    return size.h() * scale();
  }
}
