package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Tanh;
import org.bytedeco.cuda.cudnn.cudnnActivationStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;

/**
 * Activation functions that cuDNN has. The output may lie where the data do: the gradient of a relu
 * asks for the sign of its data, which the output has too, and the others ask for the output.
 */
final class Activations implements Layer {
  private static final int X = 0;

  private final Plan plan;
  private final cudnnActivationStruct function;
  private final cudnnTensorStruct sizes;

  private Activations(Plan plan, int mode, Operation operation) {
    this.plan = plan;
    function = plan.descriptors().activation(mode);
    sizes = plan.descriptors().tensor(Dimensions.of(operation.outputShape()));
  }

  static Layer of(Plan plan, Relu relu) {
    return new Activations(plan, cudnn.CUDNN_ACTIVATION_RELU, relu);
  }

  static Layer of(Plan plan, Sigmoid sigmoid) {
    return new Activations(plan, cudnn.CUDNN_ACTIVATION_SIGMOID, sigmoid);
  }

  static Layer of(Plan plan, Tanh tanh) {
    return new Activations(plan, cudnn.CUDNN_ACTIVATION_TANH, tanh);
  }

  @Override
  public void forward(Pass pass) {
    Gpu gpu = plan.gpu();
    plan.cudnn(
        "cudnnActivationForward",
        () ->
            cudnn.cudnnActivationForward(
                gpu.dnn(),
                function,
                gpu.one(),
                sizes,
                pass.x().pointer(),
                gpu.zero(),
                sizes,
                pass.result().pointer()));
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    Gpu gpu = plan.gpu();
    gradients.of(
        X,
        ofX ->
            plan.cudnn(
                "cudnnActivationBackward",
                () ->
                    cudnn.cudnnActivationBackward(
                        gpu.dnn(),
                        function,
                        gpu.one(),
                        sizes,
                        pass.result().pointer(),
                        sizes,
                        ofResult.pointer(),
                        sizes,
                        pass.x().pointer(),
                        gpu.zero(),
                        sizes,
                        ofX.pointer())));
  }
}
