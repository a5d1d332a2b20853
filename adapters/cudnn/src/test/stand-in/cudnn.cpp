// cuDNN but for convolutions and poolings: handles, tensors, what is done element by element, softmax,
// normalisations.
#include "cudnn.h"

#include <cstdio>

namespace {

using namespace dnn;

constexpr int ACCURATE_SOFTMAX = 1;
constexpr int LOG_SOFTMAX = 2;
constexpr int PER_PLACE = 1;
constexpr int SPATIAL = 1;
constexpr int MAXIMUM = 3;
constexpr int FLATTENED_INDICES = 1;

enum Activations { SIGMOID, RELU, TANH };
enum Operations { ADD, MUL, MIN, MAX, SQRT };

struct Activation {
  int mode;
};

struct Operation {
  int code;
};

struct LocalResponse {
  int size;
  double alpha;
  double beta;
  double k;
};

double activated(int mode, double x) {
  switch (mode) {
    case SIGMOID:
      return 1 / (1 + std::exp(-x));
    case RELU:
      return std::isnan(x) ? x : std::max(x, 0.0);
    default:
      return std::tanh(x);
  }
}

double slope(int mode, double x, double y) {
  switch (mode) {
    case SIGMOID:
      return y * (1 - y);
    case RELU:
      return x > 0 ? 1 : 0;
    default:
      return 1 - y * y;
  }
}

// NaN propagates.
double extreme(double a, double b, bool greater) {
  if (std::isnan(a) || std::isnan(b)) {
    return NAN;
  }
  return greater ? std::max(a, b) : std::min(a, b);
}

double combined(int code, double a, double b) {
  switch (code) {
    case ADD:
      return a + b;
    case MUL:
      return a * b;
    case MIN:
      return extreme(a, b, false);
    case MAX:
      return extreme(a, b, true);
    default:
      return std::sqrt(a);
  }
}

// The places of an array that have one row of channels each.
template <typename Visit>
void each_place(const Tensor &tensor, const Visit &visit) {
  Tensor places = tensor;
  places.sizes[1] = 1;
  each(places, [&](const int *place) {
    visit([&, place](int channel) {
      size_t at = size_t(channel) * tensor.strides[1];
      for (int axis = 0; axis < tensor.axes; axis++) {
        at += axis == 1 ? 0 : size_t(place[axis]) * tensor.strides[axis];
      }
      return at;
    });
  });
}

// Σ x² of the channels around one: cuDNN looks one further ahead than back if the window is even.
template <typename Row>
double squares(const LocalResponse &norm, const float *x, int channels, int channel, Row row) {
  int back = (norm.size - 1) / 2;
  double sum = 0;
  for (int c = std::max(0, channel - back); c < std::min(channels, channel - back + norm.size); c++) {
    sum += double(x[row(c)]) * x[row(c)];
  }
  return sum;
}

double scale(const LocalResponse &norm, double squares) { return norm.k + norm.alpha / norm.size * squares; }

bool are_parameters(const Tensor &parameters, const Tensor &data, int mode) {
  for (int axis = 0; axis < data.axes; axis++) {
    bool alike = mode == SPATIAL ? axis == 1 : axis > 0;
    if (parameters.sizes[axis] != (alike ? data.sizes[axis] : 1)) {
      return false;
    }
  }
  return parameters.axes == data.axes && (data.axes == 4 || data.axes == 5);
}

// Sums over all but the channels, of something at each index.
template <typename Term>
std::vector<double> per_channel(const Tensor &data, Term term) {
  std::vector<double> sums(data.sizes[1]);
  each(data, [&](const int *index) { sums[index[1]] += term(index); });
  return sums;
}

}  // namespace

extern "C" {

size_t cudnnGetVersion() { return 91900; }

const char *cudnnGetErrorString(int status) {
  switch (status) {
    case SUCCESS:
      return "CUDNN_STATUS_SUCCESS";
    case WORKSPACE_TOO_SMALL:
      return "CUDNN_STATUS_BAD_PARAM_SIZE_INSUFFICIENT";
    case SHAPE_MISMATCH:
      return "CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH";
    case NOT_SUPPORTED:
      return "CUDNN_STATUS_NOT_SUPPORTED";
    default:
      return "CUDNN_STATUS_BAD_PARAM";
  }
}

void cudnnGetLastErrorString(char *text, size_t size) { snprintf(text, size, "the stand-in says no more"); }

int cudnnCreate(Handle **handle) {
  *handle = new Handle();
  return SUCCESS;
}

int cudnnDestroy(Handle *handle) {
  delete handle;
  return SUCCESS;
}

int cudnnSetStream(Handle *handle, card::Stream *stream) {
  handle->stream = stream;
  return SUCCESS;
}

int cudnnCreateTensorDescriptor(Tensor **tensor) {
  *tensor = new Tensor();
  return SUCCESS;
}

int cudnnSetTensorNdDescriptor(Tensor *tensor, int type, int axes, const int *sizes, const int *strides) {
  if (type != FLOAT || axes < FEWEST_AXES || axes > MOST_AXES) {
    return NOT_SUPPORTED;
  }
  tensor->axes = axes;
  for (int axis = 0; axis < axes; axis++) {
    if (sizes[axis] < 1 || strides[axis] < 1) {
      return BAD_PARAM;
    }
    tensor->sizes[axis] = sizes[axis];
    tensor->strides[axis] = strides[axis];
  }
  return SUCCESS;
}

int cudnnDestroyTensorDescriptor(Tensor *tensor) {
  delete tensor;
  return SUCCESS;
}

// y = alpha·x + beta·y, which may lie in other ways
int cudnnTransformTensor(
    Handle *handle, const void *alpha, const Tensor *x, const void *at_x, const void *beta, const Tensor *y,
    void *at_y) {
  if (!x->has_sizes_of(*y)) {
    return BAD_PARAM;
  }
  card::enqueue(handle->stream, [=, x = *x, y = *y, blend = Blend(alpha, beta)] {
    Array from(x, at_x);
    Array to(y, at_y);
    each(x, [&](const int *index) { blend.into(to[index], from[index]); });
  });
  return SUCCESS;
}

// c = alpha·a + beta·c, of an a that may be spread over c
int cudnnAddTensor(
    Handle *handle, const void *alpha, const Tensor *a, const void *at_a, const void *beta, const Tensor *c,
    void *at_c) {
  if (!a->spreads_over(*c)) {
    return BAD_PARAM;
  }
  if (c->axes > 5) {
    return NOT_SUPPORTED;
  }
  card::enqueue(handle->stream, [=, a = *a, c = *c, blend = Blend(alpha, beta)] {
    Array from(a, at_a);
    Array to(c, at_c);
    each(c, [&](const int *index) { blend.into(to[index], from[index]); });
  });
  return SUCCESS;
}

int cudnnSetTensor(Handle *handle, const Tensor *y, void *at_y, const void *value) {
  card::enqueue(handle->stream, [=, y = *y, value = card::number(value)] {
    Array to(y, at_y);
    each(y, [&](const int *index) { to[index] = value; });
  });
  return SUCCESS;
}

int cudnnCreateOpTensorDescriptor(Operation **operation) {
  *operation = new Operation();
  return SUCCESS;
}

int cudnnSetOpTensorDescriptor(Operation *operation, int code, int type, int) {
  operation->code = code;
  return type == FLOAT && code <= SQRT ? SUCCESS : BAD_PARAM;
}

int cudnnDestroyOpTensorDescriptor(Operation *operation) {
  delete operation;
  return SUCCESS;
}

// c = operation(alpha·a, alpha_of_b·b) + beta·c; the factors belong to the operands
int cudnnOpTensor(
    Handle *handle, const Operation *operation, const void *alpha, const Tensor *a, const void *at_a,
    const void *alpha_of_b, const Tensor *b, const void *at_b, const void *beta, const Tensor *c, void *at_c) {
  if (!a->has_sizes_of(*c) || !b->spreads_over(*a)) {
    return BAD_PARAM;
  }
  // In place only where a lies: of a b that is spread, numbers are read after others were written.
  if (a->axes > 5 || (at_b == at_c && at_a != at_c)) {
    return NOT_SUPPORTED;
  }
  double of_a = card::number(alpha);
  double of_b = card::number(alpha_of_b);
  float one = 1;
  card::enqueue(
      handle->stream, [=, code = operation->code, a = *a, b = *b, c = *c, blend = Blend(&one, beta)] {
        Array first(a, at_a);
        Array second(b, at_b);
        Array to(c, at_c);
        each(c, [&](const int *index) {
          blend.into(to[index], combined(code, of_a * first[index], of_b * second[index]));
        });
      });
  return SUCCESS;
}

int cudnnCreateReduceTensorDescriptor(Operation **reduction) {
  *reduction = new Operation();
  return SUCCESS;
}

int cudnnSetReduceTensorDescriptor(Operation *reduction, int code, int type, int, int indices, int) {
  reduction->code = code;
  return type == FLOAT && code == MAXIMUM && indices == FLATTENED_INDICES ? SUCCESS : NOT_SUPPORTED;
}

int cudnnDestroyReduceTensorDescriptor(Operation *reduction) {
  delete reduction;
  return SUCCESS;
}

int cudnnGetReductionWorkspaceSize(Handle *, const Operation *, const Tensor *a, const Tensor *, size_t *bytes) {
  *bytes = a->count();
  return SUCCESS;
}

int cudnnGetReductionIndicesSize(Handle *, const Operation *, const Tensor *, const Tensor *c, size_t *bytes) {
  *bytes = c->count() * sizeof(uint32_t) + 64;
  return SUCCESS;
}

// The largest along the axes that c has not, and the number of each among them.
int cudnnReduceTensor(
    Handle *handle, const Operation *, void *indices, size_t bytes_of_indices, void *workspace, size_t bytes,
    const void *alpha, const Tensor *a, const void *at_a, const void *beta, const Tensor *c, void *at_c) {
  size_t least;
  cudnnGetReductionIndicesSize(handle, nullptr, a, c, &least);
  if (!c->spreads_over(*a) || a->has_sizes_of(*c) || bytes_of_indices < least || bytes < a->count()) {
    return BAD_PARAM;
  }
  card::enqueue(handle->stream, [=, a = *a, c = *c, blend = Blend(alpha, beta)] {
    std::fill_n(card::floats(workspace, bytes / sizeof(float)), bytes / sizeof(float), NAN);
    auto *positions = static_cast<uint32_t *>(card::memory(indices, bytes_of_indices));
    Array from(a, at_a);
    Array to(c, at_c);
    std::vector<float> largest(c.span());
    std::vector<uint32_t> met(c.span());
    each(a, [&](const int *index) {
      size_t place = c.at(index);
      if (met[place] == 0 || from[index] > largest[place] ||
          (std::isnan(from[index]) && !std::isnan(largest[place]))) {
        largest[place] = from[index];
        positions[place] = met[place];
      }
      met[place]++;
    });
    each(c, [&](const int *index) { blend.into(to[index], largest[c.at(index)]); });
  });
  return SUCCESS;
}

int cudnnCreateActivationDescriptor(Activation **activation) {
  *activation = new Activation();
  return SUCCESS;
}

int cudnnSetActivationDescriptor(Activation *activation, int mode, int, double) {
  activation->mode = mode;
  return mode <= TANH ? SUCCESS : BAD_PARAM;
}

int cudnnDestroyActivationDescriptor(Activation *activation) {
  delete activation;
  return SUCCESS;
}

int cudnnActivationForward(
    Handle *handle, const Activation *activation, const void *alpha, const Tensor *x, const void *at_x,
    const void *beta, const Tensor *y, void *at_y) {
  if (!x->has_sizes_of(*y)) {
    return BAD_PARAM;
  }
  card::enqueue(handle->stream, [=, mode = activation->mode, x = *x, y = *y, blend = Blend(alpha, beta)] {
    Array from(x, at_x);
    Array to(y, at_y);
    each(x, [&](const int *index) { blend.into(to[index], activated(mode, from[index])); });
  });
  return SUCCESS;
}

int cudnnActivationBackward(
    Handle *handle, const Activation *activation, const void *alpha, const Tensor *y, const void *at_y,
    const Tensor *of_y, const void *at_of_y, const Tensor *x, const void *at_x, const void *beta,
    const Tensor *of_x, void *at_of_x) {
  if (!x->has_sizes_of(*y) || !x->has_sizes_of(*of_y) || !x->has_sizes_of(*of_x)) {
    return BAD_PARAM;
  }
  card::enqueue(
      handle->stream,
      [=, mode = activation->mode, y = *y, of_y = *of_y, x = *x, of_x = *of_x, blend = Blend(alpha, beta)] {
        Array output(y, at_y);
        Array given(of_y, at_of_y);
        Array input(x, at_x);
        Array gradient(of_x, at_of_x);
        each(x, [&](const int *index) {
          double by = slope(mode, input[index], output[index]);
          blend.into(gradient[index], mode == RELU && by == 0 ? 0 : given[index] * by);
        });
      });
  return SUCCESS;
}

int cudnnSoftmaxForward(
    Handle *handle, int algorithm, int mode, const void *alpha, const Tensor *x, const void *at_x, const void *beta,
    const Tensor *y, void *at_y) {
  bool packed = x->is_packed() && y->is_packed();
  if (mode != PER_PLACE || algorithm < ACCURATE_SOFTMAX || !packed || !x->has_sizes_of(*y) || x->axes > 5) {
    return NOT_SUPPORTED;
  }
  card::enqueue(handle->stream, [=, x = *x, y = *y, blend = Blend(alpha, beta)] {
    const float *from = card::floats(at_x, x.span());
    float *to = card::floats(at_y, y.span());
    each_place(x, [&](auto row) {
      int channels = x.sizes[1];
      double largest = -INFINITY;
      for (int c = 0; c < channels; c++) {
        largest = extreme(largest, from[row(c)], true);
      }
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += std::exp(from[row(c)] - largest);
      }
      for (int c = 0; c < channels; c++) {
        double less = from[row(c)] - largest;
        blend.into(to[row(c)], algorithm == LOG_SOFTMAX ? less - std::log(sum) : std::exp(less) / sum);
      }
    });
  });
  return SUCCESS;
}

int cudnnSoftmaxBackward(
    Handle *handle, int algorithm, int mode, const void *alpha, const Tensor *y, const void *at_y,
    const Tensor *of_y, const void *at_of_y, const void *beta, const Tensor *of_x, void *at_of_x) {
  bool packed = y->is_packed() && of_y->is_packed() && of_x->is_packed();
  if (mode != PER_PLACE || !packed || !y->has_sizes_of(*of_y) || !y->has_sizes_of(*of_x) || y->axes > 5) {
    return NOT_SUPPORTED;
  }
  card::enqueue(handle->stream, [=, y = *y, blend = Blend(alpha, beta)] {
    const float *output = card::floats(at_y, y.span());
    const float *given = card::floats(at_of_y, y.span());
    float *gradient = card::floats(at_of_x, y.span());
    each_place(y, [&](auto row) {
      int channels = y.sizes[1];
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += given[row(c)] * (algorithm == LOG_SOFTMAX ? 1.0 : output[row(c)]);
      }
      for (int c = 0; c < channels; c++) {
        double g = given[row(c)];
        double o = output[row(c)];
        blend.into(gradient[row(c)], algorithm == LOG_SOFTMAX ? g - std::exp(o) * sum : o * (g - sum));
      }
    });
  });
  return SUCCESS;
}

int cudnnCreateLRNDescriptor(LocalResponse **norm) {
  *norm = new LocalResponse();
  return SUCCESS;
}

int cudnnSetLRNDescriptor(LocalResponse *norm, unsigned size, double alpha, double beta, double k) {
  *norm = {int(size), alpha, beta, k};
  return size >= 1 && size <= 16 && k >= 1e-5 && beta >= 0.01 ? SUCCESS : BAD_PARAM;
}

int cudnnDestroyLRNDescriptor(LocalResponse *norm) {
  delete norm;
  return SUCCESS;
}

int cudnnLRNCrossChannelForward(
    Handle *handle, const LocalResponse *norm, int, const void *alpha, const Tensor *x, const void *at_x,
    const void *beta, const Tensor *y, void *at_y) {
  if (!x->has_sizes_of(*y) || !x->is_packed() || !y->is_packed()) {
    return BAD_PARAM;
  }
  card::enqueue(handle->stream, [=, norm = *norm, x = *x, y = *y, blend = Blend(alpha, beta)] {
    const float *from = card::floats(at_x, x.span());
    float *to = card::floats(at_y, y.span());
    each_place(x, [&](auto row) {
      for (int c = 0; c < x.sizes[1]; c++) {
        double by = scale(norm, squares(norm, from, x.sizes[1], c, row));
        blend.into(to[row(c)], from[row(c)] * std::pow(by, -norm.beta));
      }
    });
  });
  return SUCCESS;
}

int cudnnLRNCrossChannelBackward(
    Handle *handle, const LocalResponse *norm, int, const void *alpha, const Tensor *y, const void *at_y,
    const Tensor *of_y, const void *at_of_y, const Tensor *x, const void *at_x, const void *beta,
    const Tensor *of_x, void *at_of_x) {
  if (!x->has_sizes_of(*y) || !x->has_sizes_of(*of_y) || !x->has_sizes_of(*of_x) || !x->is_packed()) {
    return BAD_PARAM;
  }
  card::enqueue(handle->stream, [=, norm = *norm, x = *x, blend = Blend(alpha, beta)] {
    card::floats(at_y, x.span());
    const float *given = card::floats(at_of_y, x.span());
    const float *from = card::floats(at_x, x.span());
    float *gradient = card::floats(at_of_x, x.span());
    each_place(x, [&](auto row) {
      int channels = x.sizes[1];
      std::vector<double> by(channels);
      for (int c = 0; c < channels; c++) {
        by[c] = scale(norm, squares(norm, from, channels, c, row));
      }
      int back = (norm.size - 1) / 2;
      for (int c = 0; c < channels; c++) {
        // Of all channels in whose windows this one lies.
        double sum = 0;
        for (int o = std::max(0, c + back + 1 - norm.size); o <= std::min(channels - 1, c + back); o++) {
          sum += double(given[row(o)]) * from[row(o)] * std::pow(by[o], -norm.beta - 1);
        }
        blend.into(
            gradient[row(c)], given[row(c)] * std::pow(by[c], -norm.beta) -
                                  2 * norm.alpha / norm.size * norm.beta * from[row(c)] * sum);
      }
    });
  });
  return SUCCESS;
}

int cudnnBatchNormalizationForwardTraining(
    Handle *handle, int mode, const void *alpha, const void *beta, const Tensor *x, const void *at_x,
    const Tensor *y, void *at_y, const Tensor *parameters, const void *gammas, const void *betas, double weight,
    void *running_mean, void *running_variance, double epsilon, void *saved_mean, void *saved_inverse) {
  bool both = (running_mean == nullptr) == (running_variance == nullptr);
  if (!x->has_sizes_of(*y) || !are_parameters(*parameters, *x, mode) || epsilon < 0 || !both) {
    return BAD_PARAM;
  }
  if (mode != SPATIAL) {
    return NOT_SUPPORTED;
  }
  card::enqueue(handle->stream, [=, x = *x, y = *y, blend = Blend(alpha, beta)] {
    Array from(x, at_x);
    Array to(y, at_y);
    int channels = x.sizes[1];
    double m = double(x.count()) / channels;
    std::vector<double> mean = per_channel(x, [&](const int *index) { return from[index] / m; });
    std::vector<double> variance = per_channel(x, [&](const int *index) {
      double distance = from[index] - mean[index[1]];
      return distance * distance / m;
    });
    const float *gamma = card::floats(gammas, channels);
    const float *shift = card::floats(betas, channels);
    each(x, [&](const int *index) {
      int c = index[1];
      double normalized = (from[index] - mean[c]) / std::sqrt(variance[c] + epsilon);
      blend.into(to[index], gamma[c] * normalized + shift[c]);
    });
    float *mean_for_later = card::floats(saved_mean, channels);
    float *inverse_for_later = card::floats(saved_inverse, channels);
    for (int c = 0; c < channels; c++) {
      mean_for_later[c] = static_cast<float>(mean[c]);
      inverse_for_later[c] = static_cast<float>(1 / std::sqrt(variance[c] + epsilon));
    }
    if (running_mean != nullptr) {
      float *kept_mean = card::floats(running_mean, channels);
      float *kept_variance = card::floats(running_variance, channels);
      for (int c = 0; c < channels; c++) {
        kept_mean[c] = static_cast<float>((1 - weight) * kept_mean[c] + weight * mean[c]);
        kept_variance[c] =
            static_cast<float>((1 - weight) * kept_variance[c] + weight * variance[c] * m / (m - 1));
      }
    }
  });
  return SUCCESS;
}

int cudnnBatchNormalizationForwardInference(
    Handle *handle, int mode, const void *alpha, const void *beta, const Tensor *x, const void *at_x,
    const Tensor *y, void *at_y, const Tensor *parameters, const void *gammas, const void *betas,
    const void *means, const void *variances, double epsilon) {
  if (!x->has_sizes_of(*y) || !are_parameters(*parameters, *x, mode) || epsilon < 0) {
    return BAD_PARAM;
  }
  card::enqueue(
      handle->stream, [=, x = *x, y = *y, parameters = *parameters, blend = Blend(alpha, beta)] {
        Array from(x, at_x);
        Array to(y, at_y);
        Array gamma(parameters, gammas);
        Array shift(parameters, betas);
        Array mean(parameters, means);
        Array variance(parameters, variances);
        each(x, [&](const int *index) {
          double normalized = (from[index] - mean[index]) / std::sqrt(variance[index] + epsilon);
          blend.into(to[index], gamma[index] * normalized + shift[index]);
        });
      });
  return SUCCESS;
}

int cudnnBatchNormalizationBackward(
    Handle *handle, int mode, const void *alpha, const void *beta, const void *alpha_of_parameters,
    const void *beta_of_parameters, const Tensor *x, const void *at_x, const Tensor *of_y, const void *at_of_y,
    const Tensor *of_x, void *at_of_x, const Tensor *parameters, const void *gammas, void *of_gamma, void *of_beta,
    double, const void *saved_mean, const void *saved_inverse) {
  if (!x->has_sizes_of(*of_y) || !x->has_sizes_of(*of_x) || !are_parameters(*parameters, *x, mode)) {
    return BAD_PARAM;
  }
  if (mode != SPATIAL) {
    return NOT_SUPPORTED;
  }
  Blend into_parameters(alpha_of_parameters, beta_of_parameters);
  card::enqueue(handle->stream, [=, x = *x, of_y = *of_y, of_x = *of_x, blend = Blend(alpha, beta)] {
    Array from(x, at_x);
    Array given(of_y, at_of_y);
    Array gradient(of_x, at_of_x);
    int channels = x.sizes[1];
    double m = double(x.count()) / channels;
    const float *gamma = card::floats(gammas, channels);
    const float *mean = card::floats(saved_mean, channels);
    const float *inverse = card::floats(saved_inverse, channels);
    auto normalized = [&](const int *index) {
      return (double(from[index]) - mean[index[1]]) * inverse[index[1]];
    };
    std::vector<double> sums = per_channel(x, [&](const int *index) { return given[index]; });
    std::vector<double> products =
        per_channel(x, [&](const int *index) { return given[index] * normalized(index); });
    each(x, [&](const int *index) {
      int c = index[1];
      blend.into(
          gradient[index],
          double(gamma[c]) * inverse[c] * (given[index] - (sums[c] + normalized(index) * products[c]) / m));
    });
    float *gradient_of_gamma = card::floats(of_gamma, channels);
    float *gradient_of_beta = card::floats(of_beta, channels);
    for (int c = 0; c < channels; c++) {
      into_parameters.into(gradient_of_gamma[c], products[c]);
      into_parameters.into(gradient_of_beta[c], sums[c]);
    }
  });
  return SUCCESS;
}

}  // extern "C"
