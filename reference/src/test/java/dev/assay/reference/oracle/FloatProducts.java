package dev.assay.reference.oracle;

import static java.util.stream.Collectors.groupingBy;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The products of a convolution or a matrix product. Each belongs to an output, an input and a
 * weight; those of one element are found from any of the three, since all products of a problem may
 * be hundreds of millions.
 */
final class FloatProducts {
  private static final Extent ONE = new Extent(1, 1);

  private final Conv3d o;
  private final boolean shared;
  private final boolean transposed;
  private final Axis depth;
  private final Axis height;
  private final Axis width;

  /**
   * Of a convolution.
   *
   * @param shared whether all places have the same weights; otherwise each has its own
   * @param transposed whether it leads from the operation's output to its input
   */
  private FloatProducts(Conv3d o, boolean shared, boolean transposed) {
    this.o = o;
    this.shared = shared;
    this.transposed = transposed;
    this.depth =
        Axis.of(
            o.outputShape().dimension(2),
            o.d(),
            o.kernel().d(),
            o.stride().d(),
            o.dilation().d(),
            o.pad().d().before());
    this.height =
        Axis.of(
            o.outputShape().dimension(3),
            o.h(),
            o.kernel().h(),
            o.stride().h(),
            o.dilation().h(),
            o.pad().h().before());
    this.width =
        Axis.of(
            o.outputShape().dimension(4),
            o.w(),
            o.kernel().w(),
            o.stride().w(),
            o.dilation().w(),
            o.pad().w().before());
  }

  /** Those of a layer of images or volumes. */
  static FloatProducts of(Contraction operation) {
    if (operation instanceof Conv3d volume) {
      return new FloatProducts(volume, true, false);
    }
    if (operation instanceof Conv2d image) {
      return new FloatProducts(ofOneSlice(image), true, false);
    }
    if (operation instanceof ConvTranspose2d upwards) {
      return new FloatProducts(ofOneSlice(adjoint(upwards)), true, true);
    }
    if (operation instanceof LocallyConnected2d local) {
      return new FloatProducts(ofOneSlice(sharing(local)), false, false);
    }
    if (operation instanceof Linear linear) {
      return new FloatProducts(ofOneSlice(ofOnePixel(linear)), true, false);
    }
    throw new UnsupportedOperationException(operation.name());
  }

  private static Conv3d ofOneSlice(Conv2d o) {
    return new Conv3d(
        o.n(),
        o.c(),
        1,
        o.h(),
        o.w(),
        o.k(),
        FloatPoolings.ofOneSlice(o.kernel()),
        FloatPoolings.ofOneSlice(o.stride()),
        FloatPoolings.ofOneSlice(o.pad()),
        FloatPoolings.ofOneSlice(o.dilation()),
        o.groups(),
        o.bias());
  }

  private static Conv2d adjoint(ConvTranspose2d o) {
    return new Conv2d(
        o.n(),
        o.k(),
        o.outputShape().dimension(2),
        o.outputShape().dimension(3),
        o.c(),
        o.kernel(),
        o.stride(),
        o.pad(),
        o.dilation(),
        o.groups(),
        false);
  }

  private static Conv2d sharing(LocallyConnected2d o) {
    return new Conv2d(
        o.n(), o.c(), o.h(), o.w(), o.k(), o.kernel(), o.stride(), o.pad(), ONE, 1, false);
  }

  private static Conv2d ofOnePixel(Linear o) {
    return new Conv2d(o.n(), o.in(), 1, 1, o.out(), ONE, ONE, Padding.NONE, ONE, 1, false);
  }

  /** What a product belongs to an element of. */
  enum Side {
    OUTPUT,
    INPUT,
    WEIGHT
  }

  /** The same thing of outputs, of inputs and of weights. */
  record Each<T>(T output, T input, T weight) {

    T of(Side side) {
      return switch (side) {
        case OUTPUT -> output;
        case INPUT -> input;
        case WEIGHT -> weight;
      };
    }
  }

  /** Within a channel: a tap of the kernel, and the input that it reads for an output. */
  private record Link(int output, int input, int tap) {}

  /**
   * One axis.
   *
   * @param sizes how many outputs, inputs and taps it has
   * @param links of each of them
   */
  private record Axis(Each<Integer> sizes, Each<Map<Integer, List<Link>>> links) {

    static Axis of(int outputs, int inputs, int taps, int stride, int dilation, int before) {
      List<Link> inside = new ArrayList<>();
      for (int tap = 0; tap < taps; tap++) {
        for (int output = 0; output < outputs; output++) {
          int input = output * stride + tap * dilation - before;
          if (input >= 0 && input < inputs) {
            inside.add(new Link(output, input, tap));
          }
        }
      }
      return new Axis(
          new Each<>(outputs, inputs, taps),
          new Each<>(
              inside.stream().collect(groupingBy(Link::output)),
              inside.stream().collect(groupingBy(Link::input)),
              inside.stream().collect(groupingBy(Link::tap))));
    }

    int size(Side side) {
      return sizes.of(side);
    }

    /** Links along slower axes, each with each of those at a position of this one. */
    List<Link> within(List<Link> slower, Side side, int position) {
      List<Link> faster = links.of(side).getOrDefault(position, List.of());
      List<Link> both = new ArrayList<>();
      for (Link slow : slower) {
        for (Link fast : faster) {
          both.add(
              new Link(
                  slow.output * sizes.output + fast.output,
                  slow.input * sizes.input + fast.input,
                  slow.tap * sizes.weight + fast.tap));
        }
      }
      return both;
    }
  }

  /** Images or channels from one on, up to another that is not among them. */
  private record Range(int from, int to) {
    static Range only(int one) {
      return new Range(one, one + 1);
    }

    int size() {
      return to - from;
    }
  }

  /** Those of one element of a side: where each finds its output, its input and its weight. */
  Each<int[]> of(Side side, int element) {
    if (!transposed) {
      return find(side, element);
    }
    Side back =
        switch (side) {
          case OUTPUT -> Side.INPUT;
          case INPUT -> Side.OUTPUT;
          case WEIGHT -> Side.WEIGHT;
        };
    Each<int[]> found = find(back, element);
    return new Each<>(/* output= */ found.input, /* input= */ found.output, found.weight);
  }

  private Each<int[]> find(Side side, int element) {
    int inputs = o.c() / o.groups();
    int outputs = o.k() / o.groups();
    int places = places(side);
    int channel = element / places;
    List<Link> links = links(side, element % places);
    return switch (side) {
      case OUTPUT -> {
        int k = channel % o.k();
        yield list(Range.only(channel / o.k()), Range.only(k), group(k / outputs, inputs), links);
      }
      case INPUT -> {
        int c = channel % o.c();
        yield list(Range.only(channel / o.c()), group(c / inputs, outputs), Range.only(c), links);
      }
      case WEIGHT -> {
        int k = channel / inputs % o.k();
        if (!shared) {
          links.removeIf(link -> link.output != channel / inputs / o.k());
        }
        yield list(
            new Range(0, o.n()),
            Range.only(k),
            Range.only(k / outputs * inputs + channel % inputs),
            links);
      }
    };
  }

  private static Range group(int number, int channels) {
    return new Range(number * channels, (number + 1) * channels);
  }

  /** Outputs or inputs of a channel, or taps of a kernel. */
  private int places(Side side) {
    return depth.size(side) * height.size(side) * width.size(side);
  }

  private List<Link> links(Side side, int place) {
    int row = place / width.size(side);
    List<Link> links = List.of(new Link(0, 0, 0));
    links = depth.within(links, side, row / height.size(side));
    links = height.within(links, side, row % height.size(side));
    return width.within(links, side, place % width.size(side));
  }

  /** Those of these images, output and input channels, and links within each. */
  private Each<int[]> list(Range images, Range outs, Range ins, List<Link> links) {
    int size = images.size() * outs.size() * ins.size() * links.size();
    Each<int[]> all = new Each<>(new int[size], new int[size], new int[size]);
    int inputs = o.c() / o.groups();
    Each<Integer> places = new Each<>(places(Side.OUTPUT), places(Side.INPUT), places(Side.WEIGHT));
    int weightsOfAPlace = shared ? 0 : o.k() * inputs * places.weight;
    int i = 0;
    for (int n = images.from; n < images.to; n++) {
      for (int k = outs.from; k < outs.to; k++) {
        for (int c = ins.from; c < ins.to; c++) {
          int output = (n * o.k() + k) * places.output;
          int input = (n * o.c() + c) * places.input;
          int weight = (k * inputs + c % inputs) * places.weight;
          for (Link link : links) {
            all.output[i] = output + link.output;
            all.input[i] = input + link.input;
            all.weight[i] = weight + link.tap + link.output * weightsOfAPlace;
            i++;
          }
        }
      }
    }
    return all;
  }
}
