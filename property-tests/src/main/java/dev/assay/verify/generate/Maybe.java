package dev.assay.verify.generate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Draws from any of several generators in 3 of 5 cases, or else nothing. Something shrinks to
 * nothing, and as its own generator has it. (See {@link Seldom} for why it is not jqwik's way.)
 */
record Maybe<T>(List<Arbitrary<T>> generators) implements Arbitrary<Optional<T>> {
  private static final int CASES = 5;
  private static final int NOTHING = 2;

  @Override
  public RandomGenerator<Optional<T>> generator(int tries) {
    List<RandomGenerator<T>> any = generators.stream().map(g -> g.generator(tries)).toList();
    return random ->
        random.nextInt(CASES) < NOTHING
            ? nothing()
            : new Something<>(any.get(random.nextInt(any.size())).next(random));
  }

  @Override
  public EdgeCases<Optional<T>> edgeCases(int most) {
    return EdgeCases.none();
  }

  private static <T> Shrinkable<Optional<T>> nothing() {
    return Shrinkable.unshrinkable(Optional.empty());
  }

  private record Something<T>(Shrinkable<T> drawn) implements Shrinkable<Optional<T>> {
    @Override
    public Optional<T> value() {
      return Optional.of(drawn.value());
    }

    @Override
    public Stream<Shrinkable<Optional<T>>> shrink() {
      return Stream.concat(Stream.of(nothing()), drawn.shrink().map(Something::new));
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(1).append(drawn.distance());
    }
  }
}
