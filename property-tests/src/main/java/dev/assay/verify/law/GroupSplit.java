package dev.assay.verify.law;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A grouped convolution is one convolution per group, each of its own channels. */
public final class GroupSplit implements Law {

  @Override
  public String name() {
    return "group-split";
  }

  @Override
  public String statement() {
    return "conv(x, w, groups=G) = conv(x₁, w₁), …, conv(x_G, w_G) one behind the other";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (!(problem.operation() instanceof Conv2d grouped) || grouped.groups() == 1) {
      return Optional.empty();
    }
    return Law.ofIntegers(grouped, Direction.FORWARD, problem.seed())
        .map(whole -> of(whole, grouped));
  }

  private static Case of(Problem whole, Conv2d grouped) {
    int groups = grouped.groups();
    List<Tensor> inputs = whole.inputs();
    List<Request> requests = new ArrayList<>();
    requests.add(Request.of(whole, inputs));
    for (int group = 0; group < groups; group++) {
      requests.add(part(whole, grouped, inputs, group));
    }
    int block = grouped.outputShape().size() / (grouped.n() * groups);
    return Side.check(
        requests,
        sides ->
            byGroup(sides.get(0), grouped.n(), groups, block)
                .compare(sides.stream().skip(1).reduce(Side::then).orElseThrow()));
  }

  /** The outputs of the first group for all images, then those of the second, … */
  private static Side byGroup(Side output, int images, int groups, int block) {
    return output.picked(
        images * groups * block,
        i -> {
          int group = i / (images * block);
          int image = i / block % images;
          return (image * groups + group) * block + i % block;
        });
  }

  private static Request part(Problem whole, Conv2d grouped, List<Tensor> inputs, int group) {
    int c = grouped.c() / grouped.groups();
    int k = grouped.k() / grouped.groups();
    List<Tensor> own = new ArrayList<>();
    own.add(Tensors.slice(inputs.get(0), 1, group * c, (group + 1) * c));
    for (Tensor parameters : inputs.subList(1, inputs.size())) {
      own.add(Tensors.slice(parameters, 0, group * k, (group + 1) * k));
    }
    Conv2d part = Variant.of(grouped, Map.of("c", c, "k", k, "groups", 1));
    return Request.of(whole.with(part, Direction.FORWARD), own);
  }
}
