package dev.assay.reference.oracle;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import java.util.List;

/** Steps of optimisers in float32, every other element in another form that is in use. */
final class FloatUpdates {
  private FloatUpdates() {}

  static float[] sgd(Sgd o, float[] w, float[] g) {
    float[] updated = new float[w.length];
    float rate = (float) o.learningRate();
    float decay = (float) o.decay();
    for (int i = 0; i < w.length; i++) {
      updated[i] =
          i % 2 == 0
              ? w[i] - rate * (g[i] + decay * w[i])
              : (1 - rate * decay) * w[i] - rate * g[i];
    }
    return updated;
  }

  static float[] momentum(Momentum o, List<float[]> inputs) {
    int size = o.size();
    float[] updated = new float[2 * size];
    float rate = (float) o.learningRate();
    float momentum = (float) o.momentum();
    float decay = (float) o.decay();
    for (int i = 0; i < size; i++) {
      float w = inputs.get(0)[i];
      float g = inputs.get(1)[i] + decay * w;
      float v = inputs.get(2)[i];
      if (i % 2 == 0) {
        float next = momentum * v + g;
        updated[i] = w - rate * (o.nesterov() ? g + momentum * next : next);
        updated[size + i] = next;
      } else {
        // The learning rate inside the state, and Nesterov's step by both velocities.
        float before = -rate * v;
        float next = momentum * before - rate * g;
        updated[i] = w + (o.nesterov() ? (1 + momentum) * next - momentum * before : next);
        updated[size + i] = next / -rate;
      }
    }
    return updated;
  }

  static float[] adam(Adam o, List<float[]> inputs) {
    int size = o.size();
    float[] updated = new float[3 * size];
    float rate = (float) o.learningRate();
    float beta1 = (float) o.beta1();
    float beta2 = (float) o.beta2();
    float decay = (float) o.decay();
    for (int i = 0; i < size; i++) {
      float w = inputs.get(0)[i];
      float g = inputs.get(1)[i] + (o.decoupled() ? 0 : decay * w);
      float m = beta1 * inputs.get(2)[i] + (1 - beta1) * g;
      float v = beta2 * inputs.get(3)[i] + (1 - beta2) * g * g;
      float kept = o.decoupled() ? w - w * rate * decay : w;
      float step;
      if (i % 2 == 0) {
        // Everything in float32, ε beside the corrected root.
        float correction1 = 1 - (float) Math.pow(beta1, o.step());
        float correction2 = 1 - (float) Math.pow(beta2, o.step());
        step =
            rate * (m / correction1) / ((float) Math.sqrt(v / correction2) + (float) o.epsilon());
      } else {
        // Corrections gathered in the learning rate and in ε.
        double correction1 = 1 - Math.pow(beta1, o.step());
        double correction2 = Math.sqrt(1 - Math.pow(beta2, o.step()));
        float corrected = (float) (rate * correction2 / correction1);
        step = m * corrected / ((float) Math.sqrt(v) + (float) (o.epsilon() * correction2));
      }
      updated[i] = kept - step;
      updated[size + i] = m;
      updated[2 * size + i] = v;
    }
    return updated;
  }
}
