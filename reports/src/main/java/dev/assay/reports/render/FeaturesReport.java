package dev.assay.reports.render;

import dev.assay.reference.op.Extent;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.Picture.Range;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a layer makes of images, as the reference computed it, and how backends agree.
 *
 * @param network its name
 * @param layer its name
 * @param shape of the layer's output, the images first
 * @param features its elements, a row for each image
 * @param names of the images
 * @param pixels of the images, [n, channels, height, width], from 0 to 1
 * @param filters the weights of the first layer, [out, in, height, width]; empty if it has others
 * @param agreements what backends came to
 */
public record FeaturesReport(
    String network,
    String layer,
    Shape shape,
    Tensor features,
    List<String> names,
    Tensor pixels,
    Optional<Tensor> filters,
    List<Agreement> agreements) {
  private static final Page PAGE = new Page("features.html.peb", "features.css");
  private static final int MOST_MAPS = 64;

  /**
   * How a backend agrees.
   *
   * @param share the largest error as a share of its bound; NaN if there are no results
   * @param obstacle why not; empty if there are
   */
  public record Agreement(String backend, double share, String obstacle) {
    public boolean isWrong() {
      return share > 1;
    }

    /** In words. */
    public String words() {
      return obstacle.isEmpty()
          ? (isWrong() ? "wrong" : "the same within the bound")
              + ", error/bound "
              + Numbers.share(share)
          : obstacle;
    }
  }

  /**
   * An image and the maps made of it.
   *
   * @param range of the maps' elements
   */
  record View(String name, Picture image, List<Picture> maps, Range range) {}

  /** Size and dimension of the layer's output. */
  public String dimension() {
    String each = Numbers.count(perImage()) + " numbers for each image";
    return shape.rank() == 4
        ? Numbers.count(shape.dimension(1))
            + " feature maps of "
            + shape.dimension(2)
            + "×"
            + shape.dimension(3)
            + ": "
            + each
        : each;
  }

  private int perImage() {
    return features.shape().dimension(1);
  }

  /** The first layer's filters, each from its least weight to its greatest. */
  public List<Picture> filterPictures() {
    return filters.map(FeaturesReport::pictures).orElse(List.of());
  }

  private static List<Picture> pictures(Tensor filters) {
    Shape shape = filters.shape();
    Extent size = new Extent(shape.dimension(2), shape.dimension(3));
    int length = filters.size() / shape.dimension(0);
    return IntStream.range(0, shape.dimension(0))
        .mapToObj(
            i ->
                Picture.of(
                    "filter " + i,
                    size,
                    shape.dimension(1),
                    filters.values(),
                    i * length,
                    Range.of(filters.values(), i * length, length)))
        .toList();
  }

  /** {@code 16 filters of 3×3×3}. */
  public String filterDimension() {
    return filters
        .map(Tensor::shape)
        .map(
            s ->
                String.format(
                    "%d filters of %d×%d×%d",
                    s.dimension(0), s.dimension(1), s.dimension(2), s.dimension(3)))
        .orElse("");
  }

  /** Whether there are more maps than are shown. */
  public boolean cut() {
    return shape.rank() == 4 && shape.dimension(1) > MOST_MAPS;
  }

  public int most() {
    return MOST_MAPS;
  }

  /** Every image with its maps. */
  public List<View> views() {
    Shape images = pixels.shape();
    Extent size = new Extent(images.dimension(2), images.dimension(3));
    int length = pixels.size() / images.dimension(0);
    List<View> views = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Picture image =
          Picture.of(
              names.get(i),
              size,
              images.dimension(1),
              pixels.values(),
              i * length,
              new Range(0, 1));
      Range range = Range.of(features.values(), i * perImage(), perImage());
      views.add(new View(names.get(i), image, maps(i, range), range));
    }
    return views;
  }

  /** What has no height and width is one row. */
  private List<Picture> maps(int image, Range range) {
    boolean maps = shape.rank() == 4;
    Extent size =
        maps ? new Extent(shape.dimension(2), shape.dimension(3)) : new Extent(1, perImage());
    int count = maps ? Math.min(shape.dimension(1), MOST_MAPS) : 1;
    return IntStream.range(0, count)
        .mapToObj(
            map ->
                Picture.of(
                    maps ? "map " + map : "features",
                    size,
                    1,
                    features.values(),
                    image * perImage() + map * size.h() * size.w(),
                    range))
        .toList();
  }

  /** Whether a picture of features is one row. */
  public boolean flat() {
    return shape.rank() != 4;
  }

  /** Cosine similarities of the images' features, a·b/(|a|·|b|); NaN if one is zero. */
  public double similarity(int a, int b) {
    return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
  }

  private double product(int a, int b) {
    double sum = 0;
    for (int i = 0; i < perImage(); i++) {
      sum += features.get(a * perImage() + i) * features.get(b * perImage() + i);
    }
    return sum;
  }

  /**
   * A cell of the table of similarities.
   *
   * @param percent how much of it is filled
   */
  public record Similarity(String text, long percent) {}

  /** A row for each image. */
  public List<List<Similarity>> similarities() {
    return IntStream.range(0, names.size())
        .mapToObj(a -> IntStream.range(0, names.size()).mapToObj(b -> cell(a, b)).toList())
        .toList();
  }

  private Similarity cell(int a, int b) {
    double similarity = similarity(a, b);
    return Double.isNaN(similarity)
        ? new Similarity(Numbers.NONE, 0)
        : new Similarity(Numbers.fixed(similarity, 2), Math.round(100 * Math.max(0, similarity)));
  }

  /** Writes {@code features.html}; says where it is. */
  public Path write(OutputFolder folder) {
    return folder.write("features.html", PAGE.fill(Map.of("report", this)));
  }

  /**
   * The same in short, without pictures.
   *
   * @param styled whether to use ANSI codes
   */
  public String print(boolean styled) {
    Printout out = new Printout(styled);
    out.line(network + ", " + layer + ": " + dimension());
    out.blank();
    TextTable backends = new TextTable();
    agreements.forEach(agreement -> backends.row(agreement.backend, agreement.words()));
    out.table(backends);
    out.blank();
    TextTable table =
        new TextTable(
                Stream.concat(
                    Stream.of("cosine similarity"),
                    IntStream.range(0, names.size()).mapToObj(String::valueOf)))
            .right(column -> column > 0);
    List<List<Similarity>> rows = similarities();
    for (int i = 0; i < rows.size(); i++) {
      table.row(
          Stream.concat(
                  Stream.of(i + "  " + names.get(i)), rows.get(i).stream().map(Similarity::text))
              .toArray(String[]::new));
    }
    out.table(table);
    return out.print();
  }
}
