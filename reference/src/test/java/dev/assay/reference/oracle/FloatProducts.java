package dev.assay.reference.oracle;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.oracle.FloatBackend.Product;
import java.util.ArrayList;
import java.util.List;

/** The products of layers that are related to the two-dimensional convolution. */
final class FloatProducts {
  private FloatProducts() {}

  /** Every tap along the depth takes a slice of the input to a slice of the output. */
  static List<Product> conv3d(Conv3d o) {
    Conv2d plane =
        new Conv2d(
            o.n(),
            o.c(),
            o.h(),
            o.w(),
            o.k(),
            o.kernel().plane(),
            o.stride().plane(),
            o.pad().plane(),
            o.dilation().plane(),
            o.groups(),
            false);
    int depth = o.outputShape().dimension(2);
    int outputs = o.outputShape().dimension(3) * o.outputShape().dimension(4);
    int inputs = o.h() * o.w();
    int taps = o.kernel().h() * o.kernel().w();
    List<Product> products = new ArrayList<>();
    for (int slice = 0; slice < depth; slice++) {
      for (int tap = 0; tap < o.kernel().d(); tap++) {
        int input = slice * o.stride().d() + tap * o.dilation().d() - o.pad().d().before();
        for (Product p : FloatBackend.conv2d(plane)) {
          if (input >= 0 && input < o.d()) {
            products.add(
                new Product(
                    (p.output() / outputs * depth + slice) * outputs + p.output() % outputs,
                    (p.input() / inputs * o.d() + input) * inputs + p.input() % inputs,
                    (p.weight() / taps * o.kernel().d() + tap) * taps + p.weight() % taps));
          }
        }
      }
    }
    return products;
  }

  /** The convolution that leads from the output to the input. */
  static List<Product> convTranspose2d(ConvTranspose2d o) {
    Conv2d back =
        new Conv2d(
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
    return FloatBackend.conv2d(back).stream()
        .map(p -> new Product(/* output= */ p.input(), /* input= */ p.output(), p.weight()))
        .toList();
  }

  /** A convolution with weights of its own for every place. */
  static List<Product> locallyConnected2d(LocallyConnected2d o) {
    Extent one = new Extent(1, 1);
    Conv2d shared =
        new Conv2d(
            o.n(), o.c(), o.h(), o.w(), o.k(), o.kernel(), o.stride(), o.pad(), one, 1, false);
    int places = o.outputShape().dimension(2) * o.outputShape().dimension(3);
    int weights = o.k() * o.c() * o.kernel().h() * o.kernel().w();
    return FloatBackend.conv2d(shared).stream()
        .map(p -> new Product(p.output(), p.input(), p.output() % places * weights + p.weight()))
        .toList();
  }
}
