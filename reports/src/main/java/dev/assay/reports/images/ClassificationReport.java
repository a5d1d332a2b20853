package dev.assay.reports.images;

import dev.assay.reports.images.Classification.Judgement;
import dev.assay.reports.render.Numbers;
import dev.assay.reports.render.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the reference and the backends take images for, as a terminal shows it.
 *
 * @param styled whether to use ANSI codes
 */
public record ClassificationReport(
    Classification classification, ImageInput input, List<Result> results, boolean styled) {
  private static final int LISTED = 10;

  /**
   * What a backend came to.
   *
   * @param judgement null if there are no results
   * @param obstacle why not; empty if there are
   */
  public record Result(String backend, @Nullable Judgement judgement, String obstacle) {}

  /** How many images each gets right, and which a backend takes for something else. */
  public String summary() {
    TextTable table = new TextTable(Stream.of("", "top-1", "as the reference", "error/bound"));
    table.row("reference", accuracy(classification.reference()), "", "");
    TextTable others = new TextTable();
    for (Result result : results) {
      Judgement judgement = result.judgement;
      if (judgement == null) {
        table.row(result.backend, result.obstacle);
      } else {
        int all = judgement.logits().count();
        String share = Numbers.share(judgement.worstShare());
        table.row(
            result.backend,
            accuracy(judgement.logits()),
            all - judgement.others().size() + " of " + all,
            judgement.worstShare() > 1 ? share + ", wrong" : share);
        list(result.backend, judgement, others);
      }
    }
    return table.print(styled) + others.print(styled);
  }

  private String accuracy(Logits logits) {
    double accuracy = classification.accuracy(logits);
    return Double.isNaN(accuracy) ? "" : percent(accuracy);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private void list(String backend, Judgement judgement, TextTable lines) {
    List<Integer> others = judgement.others();
    for (int image : others.subList(0, Math.min(LISTED, others.size()))) {
      lines.row(
          String.format(
              "%s: image %d is %s instead of %s, %s",
              backend,
              image,
              name(judgement.logits(), image),
              name(classification.reference(), image),
              judgement.wrong().contains(image) ? "wrong" : "which is as good within the bound"));
    }
    if (others.size() > LISTED) {
      lines.row(backend + ": and " + (others.size() - LISTED) + " more");
    }
  }

  private String name(Logits logits, int image) {
    return input.classes().get(logits.top(image));
  }

  /**
   * The likeliest classes of an image.
   *
   * @param image among those that were classified
   * @param number of the image among all
   * @param top how many classes
   */
  public String likeliest(int image, int number, int top) {
    TextTable title = new TextTable();
    title.row(input.name(number) + (input.images().labelled() ? ": " + input.label(number) : ""));
    TextTable table = new TextTable();
    table.row("reference", likeliest(classification.reference(), image, top));
    for (Result result : results) {
      table.row(
          result.backend,
          result.judgement == null
              ? result.obstacle
              : likeliest(result.judgement.logits(), image, top));
    }
    return title.print(styled) + table.print(styled);
  }

  private String likeliest(Logits logits, int image, int top) {
    return logits.top(image, top).stream()
        .map(like -> input.classes().get(like) + " " + percent(logits.probability(image, like)))
        .collect(Collectors.joining(", "));
  }
}
