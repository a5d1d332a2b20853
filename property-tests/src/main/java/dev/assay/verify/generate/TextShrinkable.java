package dev.assay.verify.generate;

import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * A problem that shrinks by its text, wherever it came from: words that have a default are left
 * out, and layers of a network, and whole numbers are lowered. Equal numbers are also lowered
 * together, because they may depend on each other (a depthwise convolution has as many groups as
 * channels).
 */
final class TextShrinkable implements Shrinkable<Problem> {

  private static final Pattern LAYER = Pattern.compile("\\+[^ +]+");

  /** With the plus behind it. */
  private static final Pattern FIRST_LAYER = Pattern.compile("(?<=:)[^ +:=]+(?:,[^ +]+)?\\+");

  private static final Pattern PARAMETER_OF_LAYER = Pattern.compile(",[^ ,+]+");

  private final Problem problem;

  TextShrinkable(Problem problem) {
    this.problem = problem;
  }

  @Override
  public Problem value() {
    return problem;
  }

  /** A 0 may stand for something larger, as the size 0x0 does for that of a network. */
  @Override
  public Stream<Shrinkable<Problem>> shrink() {
    return Stream.of(
            withoutAWord(),
            without(FIRST_LAYER),
            without(LAYER),
            without(PARAMETER_OF_LAYER),
            withNumbersLowered())
        .flatMap(Function.identity())
        .map(TextShrinkable::parse)
        .flatMap(Optional::stream)
        .<Shrinkable<Problem>>map(TextShrinkable::new)
        .filter(simpler -> simpler.distance().compareTo(distance()) < 0);
  }

  /** Nothing if a text makes no problem, which is for the operation to know. */
  private static Optional<Problem> parse(String text) {
    try {
      return Optional.of(Problem.parse(text));
    } catch (InvalidOperationException e) {
      return Optional.empty();
    }
  }

  /** The fill stays: integers are easier to read than the default. */
  private Stream<String> withoutAWord() {
    List<String> words = List.of(problem.toString().split(" "));
    return words.stream()
        .skip(1)
        .filter(word -> !word.startsWith("fill="))
        .map(
            removed ->
                words.stream()
                    .filter(word -> !word.equals(removed))
                    .collect(Collectors.joining(" ")));
  }

  private Stream<String> without(Pattern part) {
    String text = problem.toString();
    return part.matcher(text)
        .results()
        .map(found -> text.substring(0, found.start()) + text.substring(found.end()));
  }

  private Stream<String> withNumbersLowered() {
    List<String> tokens = tokens();
    List<Integer> numbers =
        IntStream.range(0, tokens.size()).filter(i -> isNumber(tokens, i)).boxed().toList();
    Collection<List<Integer>> equal =
        numbers.stream()
            .collect(Collectors.groupingBy(tokens::get, LinkedHashMap::new, Collectors.toList()))
            .values();
    return Stream.concat(equal.stream(), numbers.stream().map(List::of))
        .flatMap(
            positions ->
                lowered(tokens.get(positions.get(0)))
                    .map(lower -> replace(tokens, positions, lower)));
  }

  private static String replace(List<String> tokens, List<Integer> positions, String replacement) {
    List<String> replaced = new ArrayList<>(tokens);
    positions.forEach(position -> replaced.set(position, replacement));
    return String.join("", replaced);
  }

  private static Stream<String> lowered(String number) {
    int n = Integer.parseInt(number);
    return IntStream.of(0, 1, n / 2, n - 1)
        .filter(lower -> lower >= 0 && lower < n)
        .distinct()
        .mapToObj(String::valueOf);
  }

  /** The text in pieces, of which the numbers in {@code pad=0:1x2} are three. */
  private List<String> tokens() {
    return List.of(problem.toString().split("(?<=[ =:x,+])|(?=[ =:x,+])"));
  }

  /** A lower seed is no simpler. */
  private static boolean isNumber(List<String> tokens, int i) {
    return tokens.get(i).matches("\\d+") && !tokens.get(i - 2).equals("seed");
  }

  /** How long the text is, then the sum of its numbers. */
  @Override
  public ShrinkingDistance distance() {
    List<String> tokens = tokens();
    long sum =
        IntStream.range(0, tokens.size())
            .filter(i -> isNumber(tokens, i))
            .mapToLong(i -> Long.parseLong(tokens.get(i)))
            .sum();
    return ShrinkingDistance.of(tokens.size(), sum);
  }
}
