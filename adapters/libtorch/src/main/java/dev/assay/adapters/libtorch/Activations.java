package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Functions of each element, and those that make probabilities. */
final class Activations {
  private Activations() {}

  static Formula relu(Relu relu) {
    return operands -> torch.relu(operands.get(0));
  }

  static Formula leakyRelu(LeakyRelu relu) {
    return operands -> torch.leaky_relu(operands.get(0), new Scalar(relu.slope()));
  }

  /** PyTorch's own draws its slopes; with given ones it is a choice between two. */
  static Formula randomizedLeakyRelu(RandomizedLeakyRelu relu) {
    return operands -> {
      Tensor x = operands.get(0);
      return torch.where(x.gt(new Scalar(0)), x, x.mul(operands.get(1)));
    };
  }

  static Formula sigmoid(Sigmoid sigmoid) {
    return operands -> torch.sigmoid(operands.get(0));
  }

  static Formula tanh(Tanh tanh) {
    return operands -> torch.tanh(operands.get(0));
  }

  static Formula softmax(Softmax softmax) {
    return operands -> torch.softmax(scaled(operands.get(0), softmax.beta()), softmax.axis());
  }

  static Formula logSoftmax(LogSoftmax softmax) {
    return operands -> torch.log_softmax(scaled(operands.get(0), softmax.beta()), softmax.axis());
  }

  private static Tensor scaled(Tensor x, double beta) {
    return beta == 1 ? x : x.mul(new Scalar(beta));
  }

  /** PyTorch's own draws its mask; with a given one it is two products. */
  static Formula dropout(Dropout dropout) {
    double scale = 1 / (1 - dropout.rate());
    return operands -> operands.get(0).mul(operands.get(1)).mul(new Scalar(scale));
  }

  /** PyTorch's own; only what is recorded can be differentiated. */
  static Formula randomDropout(RandomDropout dropout) {
    return operands -> {
      if (!dropout.gradient()) {
        return torch.dropout(operands.get(0), dropout.rate(), true);
      }
      try (AutoGradMode recording = new AutoGradMode(true)) {
        Tensor x = operands.get(0).detach().set_requires_grad(true);
        Tensor y = torch.dropout(x, dropout.rate(), true);
        TensorVector gradients =
            torch.grad(
                new TensorVector(y),
                new TensorVector(x),
                new TensorVector(operands.get(1)),
                new BoolOptional(false),
                false,
                false);
        return torch.stack(new TensorVector(y.detach(), gradients.get(0)));
      }
    };
  }
}
