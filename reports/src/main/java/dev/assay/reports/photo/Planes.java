package dev.assay.reports.photo;

import dev.assay.reference.op.Extent;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture as planes of rows, from 0 to 255, one plane for each channel.
 *
 * @param planes of the same size
 */
record Planes(Extent size, List<double[]> planes) {
  private static final int[] SHIFTS = {16, 8, 0};

  /** What of red, green and blue is seen as grey, by ITU-R BT.601. */
  private static final double[] LUMINANCE = {0.299, 0.587, 0.114};

  /**
   * Red, green and blue of a picture in another size, along one axis and then along the other. As
   * it shrinks, a pixel becomes the mean of those that it covers, weighted by a triangle
   * (antialiased bilinear interpolation, as Pillow does it, but rounded only once). What is
   * transparent is taken as it is.
   */
  static Planes scaled(BufferedImage image, Extent size) {
    int h = image.getHeight();
    Resampling across = new Resampling(image.getWidth(), size.w());
    Resampling down = new Resampling(h, size.h());
    List<double[]> planes = new ArrayList<>();
    for (int shift : SHIFTS) {
      double[] columns = new double[size.w() * h];
      for (int y = 0; y < h; y++) {
        double[] row = across.line(row(image, y, shift));
        for (int x = 0; x < row.length; x++) {
          columns[x * h + y] = row[x];
        }
      }
      double[] plane = new double[size.h() * size.w()];
      for (int x = 0; x < size.w(); x++) {
        double[] column = down.line(Arrays.copyOfRange(columns, x * h, (x + 1) * h));
        for (int y = 0; y < column.length; y++) {
          plane[y * size.w() + x] = column[y];
        }
      }
      planes.add(plane);
    }
    return new Planes(size, planes);
  }

  private static double[] row(BufferedImage image, int y, int shift) {
    double[] row = new double[image.getWidth()];
    boolean grey = isGrey(image);
    for (int x = 0; x < row.length; x++) {
      row[x] = grey ? grey(image, x, y) : image.getRGB(x, y) >> shift & 255;
    }
    return row;
  }

  private static boolean isGrey(BufferedImage image) {
    return image.getRaster().getNumBands() <= 2
        && !(image.getColorModel() instanceof IndexColorModel);
  }

  /**
   * Java takes grey for linear light, and makes it brighter as a colour; files mean it as it is.
   */
  private static double grey(BufferedImage image, int x, int y) {
    Raster raster = image.getRaster();
    int white = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    return 255.0 * raster.getSample(x, y, 0) / white;
  }

  /**
   * The same in colour or grey.
   *
   * @param channels 3 or 1
   */
  Planes withChannels(int channels) {
    if (channels == planes.size()) {
      return this;
    }
    double[] grey = new double[size.h() * size.w()];
    for (int i = 0; i < grey.length; i++) {
      for (int channel = 0; channel < LUMINANCE.length; channel++) {
        grey[i] += LUMINANCE[channel] * planes.get(channel)[i];
      }
    }
    return new Planes(size, List.of(grey));
  }

  /** The middle of it. */
  Planes centre(Extent cropped) {
    int top = (size.h() - cropped.h()) / 2;
    int left = (size.w() - cropped.w()) / 2;
    List<double[]> parts = new ArrayList<>();
    for (double[] plane : planes) {
      double[] part = new double[cropped.h() * cropped.w()];
      for (int y = 0; y < cropped.h(); y++) {
        System.arraycopy(plane, (top + y) * size.w() + left, part, y * cropped.w(), cropped.w());
      }
      parts.add(part);
    }
    return new Planes(cropped, parts);
  }

  /** Plane after plane, rounded. */
  byte[] bytes() {
    byte[] bytes = new byte[planes.size() * size.h() * size.w()];
    int to = 0;
    for (double[] plane : planes) {
      for (double value : plane) {
        bytes[to++] = (byte) Math.round(Math.min(Math.max(value, 0), 255));
      }
    }
    return bytes;
  }
}
