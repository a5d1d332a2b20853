package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Conv2d;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2dBackpropFilter;
import org.tensorflow.op.nn.Conv2dBackpropInput;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a dilated convolution, by the operations that TensorFlow's Python takes for
 * them. Those that its library derives leave the dilation out: oneDNN then finds shapes that do not
 * fit, and ends the process.
 */
record DilatedGradients(Conv2d conv, Windows windows) implements Backward {

  @Override
  public List<Operand<TFloat32>> apply(
      Ops tf,
      List<Operand<TFloat32>> operands,
      Operand<TFloat32> output,
      Operand<TFloat32> outputGradient) {
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    gradients.add(
        windows.crop(
            tf,
            tf.nn.conv2dBackpropInput(
                tf.array(windows.padded(conv.n(), conv.c())),
                operands.get(1),
                outputGradient,
                windows.strides(),
                windows.padding(),
                Conv2dBackpropInput.dilations(windows.dilations())),
            conv.n(),
            conv.c()));
    gradients.add(
        tf.nn.conv2dBackpropFilter(
            windows.pad(tf, operands.get(0), 0),
            tf.shape(operands.get(1)),
            outputGradient,
            windows.strides(),
            windows.padding(),
            Conv2dBackpropFilter.dilations(windows.dilations())));
    if (conv.bias()) {
      gradients.add(tf.nn.biasAddGrad(outputGradient));
    }
    return gradients;
  }
}
