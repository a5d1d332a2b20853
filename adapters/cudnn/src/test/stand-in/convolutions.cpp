// cuDNN's convolutions: three calls, each by several algorithms, which differ here by what they take
// and are said to be alone.
#include "windows.h"

namespace {

using namespace dnn;

constexpr int CROSS_CORRELATION = 1;
constexpr int TENSOR_OP_MATH = 1;
constexpr int FMA_MATH = 3;

struct Filter {
  int axes = 0;
  int sizes[MOST_AXES] = {};
};

struct Convolution {
  Windows windows;
  int groups = 1;
  int math = 0;
};

// A convolution of given shapes.
class Shape {
 public:
  Shape(const Tensor &x, const Filter &weights, const Convolution &convolution, const Tensor &y)
      : x(x), y(y), weights(weights), convolution(convolution), input(x), output(y) {
    for (int axis = 2; axis < weights.axes; axis++) {
      this->convolution.windows.kernel[axis - weights.axes + MOST_SPACE] = weights.sizes[axis];
    }
  }

  int status() const {
    const Windows &windows = convolution.windows;
    if (x.axes != windows.axes + 2 || weights.axes != x.axes || y.axes != x.axes) {
      return BAD_PARAM;
    }
    for (int axis = 0; axis < MOST_SPACE; axis++) {
      if (output.sizes[axis] != windows.outputs(axis, input.sizes[axis])) {
        return SHAPE_MISMATCH;
      }
    }
    bool alike = x.sizes[0] == y.sizes[0] && x.sizes[1] == weights.sizes[1] * convolution.groups &&
                 y.sizes[1] == weights.sizes[0] && y.sizes[1] % convolution.groups == 0;
    return !alike ? SHAPE_MISMATCH : x.is_packed() && y.is_packed() ? SUCCESS : NOT_SUPPORTED;
  }

  // Visits rows of products: of numbers of x at a distance, one weight, and neighbours of y.
  template <typename Visit>
  void each_row(const Visit &visit) const {
    const Windows &windows = convolution.windows;
    int inputs = weights.sizes[1];
    int outputs = weights.sizes[0];
    int taps = windows.kernel[0] * windows.kernel[1] * windows.kernel[2];
    for (int n = 0; n < x.sizes[0]; n++) {
      for (int k = 0; k < outputs; k++) {
        int group = k / (outputs / convolution.groups);
        for (int c = 0; c < inputs; c++) {
          size_t at_x = (size_t(n) * x.sizes[1] + group * inputs + c) * input.count();
          size_t at_weights = (size_t(k) * inputs + c) * taps;
          size_t at_y = (size_t(n) * outputs + k) * output.count();
          each_row_of_plane(at_x, at_weights, at_y, visit);
        }
      }
    }
  }

  const Tensor x;
  const Tensor y;
  const Filter weights;

  size_t weights_count() const {
    size_t product = 1;
    for (int axis = 0; axis < weights.axes; axis++) {
      product *= weights.sizes[axis];
    }
    return product;
  }

  bool in_tf32() const { return convolution.math == TENSOR_OP_MATH; }

  // Fast algorithms take images whose windows lie side by side.
  bool is_plain() const {
    const Windows &windows = convolution.windows;
    return windows.axes == 2 && windows.stride[1] == 1 && windows.stride[2] == 1 && windows.dilation[1] == 1 &&
           windows.dilation[2] == 1;
  }

  bool is_square(int kernel) const {
    return convolution.windows.kernel[1] == kernel && convolution.windows.kernel[2] == kernel;
  }

  bool is_image() const { return convolution.windows.axes == 2; }

  int math() const { return convolution.math; }

 private:
  template <typename Visit>
  void each_row_of_plane(size_t at_x, size_t at_weights, size_t at_y, const Visit &visit) const {
    const Windows &w = convolution.windows;
    for (int d = 0; d < w.kernel[0]; d++) {
      for (int h = 0; h < w.kernel[1]; h++) {
        for (int tap = 0; tap < w.kernel[2]; tap++, at_weights++) {
          int shift = tap * w.dilation[2] - w.pad[2];
          int from = shift >= 0 ? 0 : (-shift + w.stride[2] - 1) / w.stride[2];
          int to = std::min(output.sizes[2], (input.sizes[2] - 1 - shift + w.stride[2]) / w.stride[2]);
          if (input.sizes[2] - 1 - shift < 0 || from >= to) {
            continue;
          }
          for (int i = 0; i < output.sizes[0]; i++) {
            int plane = i * w.stride[0] - w.pad[0] + d * w.dilation[0];
            for (int j = 0; plane >= 0 && plane < input.sizes[0] && j < output.sizes[1]; j++) {
              int row = j * w.stride[1] - w.pad[1] + h * w.dilation[1];
              if (row >= 0 && row < input.sizes[1]) {
                visit(
                    at_x + (size_t(plane) * input.sizes[1] + row) * input.sizes[2] + from * w.stride[2] + shift,
                    at_weights, at_y + (size_t(i) * output.sizes[1] + j) * output.sizes[2] + from, to - from,
                    w.stride[2]);
              }
            }
          }
        }
      }
    }
  }

  Convolution convolution;
  Space input;
  Space output;
};

// What a call says of one of its algorithms.
struct Algorithm {
  bool computes;
  bool repeatable;
  size_t workspace;
};

struct Finding {
  int algorithm;
  int status;
  float milliseconds;
  size_t bytes;
  int repeatable;
  int math;
  int reserved[3];
};
static_assert(sizeof(Finding) == 48, "cudnnConvolutionFwdAlgoPerf_t and its like");

// By what the result is: y, or the gradient of x or of the weights.
enum Directions { FORWARD, OF_DATA, OF_WEIGHTS };

constexpr int ALGORITHMS[] = {8, 6, 7};

Algorithm algorithm(int direction, int number, const Shape &shape) {
  size_t some = shape.x.count() * sizeof(float);
  Algorithm fft = {shape.is_plain() && shape.math() == FMA_MATH, true, 4 * some};
  Algorithm winograd = {shape.is_plain() && shape.is_square(3), true, 0};
  Algorithm in_steps = {shape.is_plain() && (shape.is_square(3) || shape.is_square(5)), true, 2 * some};
  Algorithm none = {false, false, 0};
  const Algorithm forward[] = {{true, true, 0}, {true, true, some}, {shape.is_image(), true, some}, none, fft, fft,
                               winograd,        in_steps};
  const Algorithm of_data[] = {{true, false, 0}, {true, true, some}, fft, fft, winograd, in_steps};
  const Algorithm of_weights[] = {{true, false, 0}, {true, true, some}, fft, {shape.is_image(), false, 0}, none,
                                  in_steps,         fft};
  if (number < 0 || number >= ALGORITHMS[direction]) {
    return none;
  }
  return direction == FORWARD ? forward[number] : direction == OF_DATA ? of_data[number] : of_weights[number];
}

int workspace_size(int direction, int number, const Shape &shape, size_t *bytes) {
  if (shape.status() != SUCCESS) {
    return shape.status();
  }
  *bytes = algorithm(direction, number, shape).workspace;
  return algorithm(direction, number, shape).computes ? SUCCESS : NOT_SUPPORTED;
}

// All that compute it come first, the fastest of them the one with the largest number.
int find(int direction, const Shape &shape, int room, int *count, Finding *findings, size_t bytes) {
  if (shape.status() != SUCCESS) {
    return shape.status();
  }
  *count = 0;
  for (bool computes : {true, false}) {
    for (int number = ALGORITHMS[direction] - 1; number >= 0 && *count < room; number--) {
      Algorithm found = algorithm(direction, number, shape);
      bool can = found.computes && found.workspace <= bytes;
      if (can == computes) {
        findings[(*count)++] = {number,           can ? SUCCESS : NOT_SUPPORTED, can ? 1.0f : -1, found.workspace,
                                found.repeatable, shape.math(),                  {}};
      }
    }
  }
  return SUCCESS;
}

// The factors of products, shortened if they are those of TF32.
std::vector<float> factors(const void *address, size_t count, bool in_tf32) {
  const float *numbers = card::floats(address, count);
  std::vector<float> copy(numbers, numbers + count);
  if (in_tf32) {
    std::transform(copy.begin(), copy.end(), copy.begin(), card::tf32);
  }
  return copy;
}

struct Call {
  int direction;
  int number;
  Handle *handle;
  void *workspace;
  size_t bytes;
};

// Of x, weights and y one is the result, of the other two.
int compute(const Call &call, const Shape &shape, const void *x, const void *weights, const void *y, Blend blend) {
  if (shape.status() != SUCCESS) {
    return shape.status();
  }
  Algorithm by = algorithm(call.direction, call.number, shape);
  if (!by.computes) {
    return NOT_SUPPORTED;
  }
  if (call.bytes < by.workspace) {
    return WORKSPACE_TOO_SMALL;
  }
  card::enqueue(call.handle->stream, [=] {
    // Nobody finds there what it left.
    if (by.workspace > 0) {
      std::fill_n(card::floats(call.workspace, by.workspace / sizeof(float)), by.workspace / sizeof(float), NAN);
    }
    const size_t counts[] = {shape.y.count(), shape.x.count(), shape.weights_count()};
    const void *const arrays[] = {y, x, weights};
    auto taken = [&](int which) { return factors(arrays[which], counts[which], shape.in_tf32()); };
    std::vector<double> sums(counts[call.direction]);
    if (call.direction == FORWARD) {
      shape.each_row([&, a = taken(OF_DATA), b = taken(OF_WEIGHTS)](
                         size_t at_x, size_t at_weights, size_t at_y, int length, int step) {
        for (int i = 0; i < length; i++) {
          sums[at_y + i] += double(a[at_x + size_t(i) * step]) * b[at_weights];
        }
      });
    } else if (call.direction == OF_DATA) {
      shape.each_row([&, a = taken(FORWARD), b = taken(OF_WEIGHTS)](
                         size_t at_x, size_t at_weights, size_t at_y, int length, int step) {
        for (int i = 0; i < length; i++) {
          sums[at_x + size_t(i) * step] += double(a[at_y + i]) * b[at_weights];
        }
      });
    } else {
      shape.each_row([&, a = taken(FORWARD), b = taken(OF_DATA)](
                         size_t at_x, size_t at_weights, size_t at_y, int length, int step) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
          sum += double(a[at_y + i]) * b[at_x + size_t(i) * step];
        }
        sums[at_weights] += sum;
      });
    }
    float *to = card::floats(arrays[call.direction], sums.size());
    for (size_t i = 0; i < sums.size(); i++) {
      blend.into(to[i], sums[i]);
    }
  });
  return SUCCESS;
}

// A search that tries each: what result and workspace held is lost.
int measure(
    int direction, Handle *handle, const Shape &shape, void *result, size_t results, int room, int *count,
    Finding *findings, void *workspace, size_t bytes) {
  card::enqueue(handle->stream, [=] {
    std::fill_n(card::floats(result, results), results, NAN);
    std::fill_n(card::floats(workspace, bytes / sizeof(float)), bytes / sizeof(float), NAN);
  });
  card::synchronize();
  return find(direction, shape, room, count, findings, bytes);
}

}  // namespace

extern "C" {

int cudnnCreateFilterDescriptor(Filter **filter) {
  *filter = new Filter();
  return SUCCESS;
}

int cudnnSetFilterNdDescriptor(Filter *filter, int type, int layout, int axes, const int *sizes) {
  if (type != FLOAT || layout != 0 || axes < FEWEST_AXES || axes > MOST_AXES) {
    return NOT_SUPPORTED;
  }
  filter->axes = axes;
  std::copy(sizes, sizes + axes, filter->sizes);
  return std::all_of(sizes, sizes + axes, [](int size) { return size >= 1; }) ? SUCCESS : BAD_PARAM;
}

int cudnnDestroyFilterDescriptor(Filter *filter) {
  delete filter;
  return SUCCESS;
}

int cudnnCreateConvolutionDescriptor(Convolution **convolution) {
  *convolution = new Convolution();
  return SUCCESS;
}

int cudnnSetConvolutionNdDescriptor(
    Convolution *convolution, int axes, const int *pads, const int *strides, const int *dilations, int mode, int type) {
  if (mode != CROSS_CORRELATION || type != FLOAT) {
    return NOT_SUPPORTED;
  }
  return fill_in(convolution->windows, axes, nullptr, pads, strides, dilations);
}

int cudnnSetConvolutionGroupCount(Convolution *convolution, int groups) {
  convolution->groups = groups;
  return groups >= 1 ? SUCCESS : BAD_PARAM;
}

int cudnnSetConvolutionMathType(Convolution *convolution, int math) {
  convolution->math = math;
  return math >= 0 && math <= FMA_MATH ? SUCCESS : BAD_PARAM;
}

int cudnnDestroyConvolutionDescriptor(Convolution *convolution) {
  delete convolution;
  return SUCCESS;
}

int cudnnGetConvolutionForwardWorkspaceSize(
    Handle *, const Tensor *x, const Filter *weights, const Convolution *convolution, const Tensor *y, int algorithm,
    size_t *bytes) {
  return workspace_size(FORWARD, algorithm, Shape(*x, *weights, *convolution, *y), bytes);
}

int cudnnGetConvolutionBackwardDataWorkspaceSize(
    Handle *, const Filter *weights, const Tensor *y, const Convolution *convolution, const Tensor *x, int algorithm,
    size_t *bytes) {
  return workspace_size(OF_DATA, algorithm, Shape(*x, *weights, *convolution, *y), bytes);
}

int cudnnGetConvolutionBackwardFilterWorkspaceSize(
    Handle *, const Tensor *x, const Tensor *y, const Convolution *convolution, const Filter *weights, int algorithm,
    size_t *bytes) {
  return workspace_size(OF_WEIGHTS, algorithm, Shape(*x, *weights, *convolution, *y), bytes);
}

int cudnnGetConvolutionForwardAlgorithm_v7(
    Handle *, const Tensor *x, const Filter *weights, const Convolution *convolution, const Tensor *y, int room,
    int *count, Finding *findings) {
  return find(FORWARD, Shape(*x, *weights, *convolution, *y), room, count, findings, SIZE_MAX);
}

int cudnnGetConvolutionBackwardDataAlgorithm_v7(
    Handle *, const Filter *weights, const Tensor *y, const Convolution *convolution, const Tensor *x, int room,
    int *count, Finding *findings) {
  return find(OF_DATA, Shape(*x, *weights, *convolution, *y), room, count, findings, SIZE_MAX);
}

int cudnnGetConvolutionBackwardFilterAlgorithm_v7(
    Handle *, const Tensor *x, const Tensor *y, const Convolution *convolution, const Filter *weights, int room,
    int *count, Finding *findings) {
  return find(OF_WEIGHTS, Shape(*x, *weights, *convolution, *y), room, count, findings, SIZE_MAX);
}

int cudnnFindConvolutionForwardAlgorithmEx(
    Handle *handle, const Tensor *x, const void *, const Filter *weights, const void *,
    const Convolution *convolution, const Tensor *y, void *at_y, int room, int *count, Finding *findings,
    void *workspace, size_t bytes) {
  Shape shape(*x, *weights, *convolution, *y);
  return measure(FORWARD, handle, shape, at_y, y->count(), room, count, findings, workspace, bytes);
}

int cudnnFindConvolutionBackwardDataAlgorithmEx(
    Handle *handle, const Filter *weights, const void *, const Tensor *y, const void *,
    const Convolution *convolution, const Tensor *x, void *at_x, int room, int *count, Finding *findings,
    void *workspace, size_t bytes) {
  Shape shape(*x, *weights, *convolution, *y);
  return measure(OF_DATA, handle, shape, at_x, x->count(), room, count, findings, workspace, bytes);
}

int cudnnFindConvolutionBackwardFilterAlgorithmEx(
    Handle *handle, const Tensor *x, const void *, const Tensor *y, const void *, const Convolution *convolution,
    const Filter *weights, void *at_weights, int room, int *count, Finding *findings, void *workspace, size_t bytes) {
  Shape shape(*x, *weights, *convolution, *y);
  return measure(
      OF_WEIGHTS, handle, shape, at_weights, shape.weights_count(), room, count, findings, workspace, bytes);
}

int cudnnConvolutionForward(
    Handle *handle, const void *alpha, const Tensor *x, const void *at_x, const Filter *weights,
    const void *at_weights, const Convolution *convolution, int algorithm, void *workspace, size_t bytes,
    const void *beta, const Tensor *y, void *at_y) {
  return compute(
      {FORWARD, algorithm, handle, workspace, bytes}, Shape(*x, *weights, *convolution, *y), at_x, at_weights, at_y,
      Blend(alpha, beta));
}

int cudnnConvolutionBackwardData(
    Handle *handle, const void *alpha, const Filter *weights, const void *at_weights, const Tensor *y,
    const void *at_y, const Convolution *convolution, int algorithm, void *workspace, size_t bytes, const void *beta,
    const Tensor *x, void *at_x) {
  return compute(
      {OF_DATA, algorithm, handle, workspace, bytes}, Shape(*x, *weights, *convolution, *y), at_x, at_weights, at_y,
      Blend(alpha, beta));
}

int cudnnConvolutionBackwardFilter(
    Handle *handle, const void *alpha, const Tensor *x, const void *at_x, const Tensor *y, const void *at_y,
    const Convolution *convolution, int algorithm, void *workspace, size_t bytes, const void *beta,
    const Filter *weights, void *at_weights) {
  return compute(
      {OF_WEIGHTS, algorithm, handle, workspace, bytes}, Shape(*x, *weights, *convolution, *y), at_x, at_weights,
      at_y, Blend(alpha, beta));
}

// The sums over all but the channels.
int cudnnConvolutionBackwardBias(
    Handle *handle, const void *alpha, const Tensor *of_y, const void *at_y, const void *beta, const Tensor *of_bias,
    void *at_bias) {
  if (of_bias->count() != size_t(of_y->sizes[1]) || of_bias->sizes[1] != of_y->sizes[1]) {
    return BAD_PARAM;
  }
  card::enqueue(handle->stream, [=, of_y = *of_y, of_bias = *of_bias, blend = Blend(alpha, beta)] {
    Array given(of_y, at_y);
    float *bias = card::floats(at_bias, of_bias.span());
    std::vector<double> sums(of_y.sizes[1]);
    each(of_y, [&](const int *index) { sums[index[1]] += given[index]; });
    for (int channel = 0; channel < of_y.sizes[1]; channel++) {
      blend.into(bias[size_t(channel) * of_bias.strides[1]], sums[channel]);
    }
  });
  return SUCCESS;
}

}  // extern "C"
