// cuDNN's poolings of images and volumes.
#include "windows.h"

namespace {

using namespace dnn;

struct Pooling {
  int mode;
  Windows windows;
};

enum PoolingModes { MAXIMUM, AVERAGE_OF_ALL, AVERAGE_OF_DATA, REPEATABLE_MAXIMUM };

// The numbers of x in one window: visit(index of window's channel plane, place within it).
template <typename Visit>
void each_in_window(const Windows &w, const Space &input, const int *window, const Visit &visit) {
  int start[MOST_SPACE];
  for (int axis = 0; axis < MOST_SPACE; axis++) {
    start[axis] = window[axis] * w.stride[axis] - w.pad[axis];
  }
  for (int d = std::max(0, start[0]); d < std::min(input.sizes[0], start[0] + w.kernel[0]); d++) {
    for (int h = std::max(0, start[1]); h < std::min(input.sizes[1], start[1] + w.kernel[1]); h++) {
      for (int i = std::max(0, start[2]); i < std::min(input.sizes[2], start[2] + w.kernel[2]); i++) {
        visit((size_t(d) * input.sizes[1] + h) * input.sizes[2] + i);
      }
    }
  }
}

int pooling_status(const Windows &windows, const Tensor &x, const Tensor &y) {
  if (x.axes != windows.axes + 2 || y.axes != x.axes) {
    return BAD_PARAM;
  }
  Space input(x);
  Space output(y);
  for (int axis = 0; axis < MOST_SPACE; axis++) {
    if (output.sizes[axis] != windows.outputs(axis, input.sizes[axis])) {
      return BAD_PARAM;
    }
  }
  bool alike = x.sizes[0] == y.sizes[0] && x.sizes[1] == y.sizes[1];
  return alike && x.is_packed() && y.is_packed() ? SUCCESS : BAD_PARAM;
}

// Visits each window: its place in y, where its plane of x begins, and where it lies.
template <typename Visit>
void each_window(const Tensor &x, const Tensor &y, const Visit &visit) {
  Space input(x);
  Space output(y);
  for (size_t at = 0; at < y.count(); at++) {
    int place = int(at % output.count());
    int window[] = {
        place / (output.sizes[1] * output.sizes[2]), place / output.sizes[2] % output.sizes[1],
        place % output.sizes[2]};
    visit(at, at / output.count() * input.count(), static_cast<const int *>(window));
  }
}

int elements(const Pooling &pooling, const Space &input, const int *window) {
  const int *kernel = pooling.windows.kernel;
  int count = 0;
  each_in_window(pooling.windows, input, window, [&](size_t) { count++; });
  return pooling.mode == AVERAGE_OF_DATA ? count : kernel[0] * kernel[1] * kernel[2];
}

bool is_maximum(int mode) { return mode == MAXIMUM || mode == REPEATABLE_MAXIMUM; }

}  // namespace

extern "C" {

int cudnnCreatePoolingDescriptor(Pooling **pooling) {
  *pooling = new Pooling();
  return SUCCESS;
}

int cudnnSetPoolingNdDescriptor(
    Pooling *pooling, int mode, int, int axes, const int *kernel, const int *pads, const int *strides) {
  pooling->mode = mode;
  return fill_in(pooling->windows, axes, kernel, pads, strides, nullptr);
}

int cudnnDestroyPoolingDescriptor(Pooling *pooling) {
  delete pooling;
  return SUCCESS;
}

int cudnnPoolingForward(
    Handle *handle, const Pooling *pooling, const void *alpha, const Tensor *x, const void *at_x, const void *beta,
    const Tensor *y, void *at_y) {
  int status = pooling_status(pooling->windows, *x, *y);
  if (status != SUCCESS) {
    return status;
  }
  card::enqueue(handle->stream, [=, pooling = *pooling, x = *x, y = *y, blend = Blend(alpha, beta)] {
    const float *from = card::floats(at_x, x.count());
    float *to = card::floats(at_y, y.count());
    each_window(x, y, [&](size_t at, size_t plane, const int *window) {
      double sum = 0;
      double largest = -INFINITY;
      each_in_window(pooling.windows, Space(x), window, [&](size_t place) {
        double number = from[plane + place];
        sum += number;
        largest = std::isnan(number) || number > largest ? number : largest;
      });
      blend.into(to[at], is_maximum(pooling.mode) ? largest : sum / elements(pooling, Space(x), window));
    });
  });
  return SUCCESS;
}

int cudnnPoolingBackward(
    Handle *handle, const Pooling *pooling, const void *alpha, const Tensor *y, const void *at_y,
    const Tensor *of_y, const void *at_of_y, const Tensor *x, const void *at_x, const void *beta,
    const Tensor *of_x, void *at_of_x) {
  if (!y->has_sizes_of(*of_y) || !x->has_sizes_of(*of_x)) {
    return BAD_PARAM;
  }
  int status = pooling_status(pooling->windows, *x, *y);
  if (status != SUCCESS) {
    return status;
  }
  card::enqueue(handle->stream, [=, pooling = *pooling, x = *x, y = *y, blend = Blend(alpha, beta)] {
    const float *from = card::floats(at_x, x.count());
    const float *to = card::floats(at_y, y.count());
    const float *given = card::floats(at_of_y, y.count());
    float *gradient = card::floats(at_of_x, x.count());
    std::vector<double> sums(x.count());
    each_window(x, y, [&](size_t at, size_t plane, const int *window) {
      bool given_away = false;
      double share = double(given[at]) / elements(pooling, Space(x), window);
      each_in_window(pooling.windows, Space(x), window, [&](size_t place) {
        if (!is_maximum(pooling.mode)) {
          sums[plane + place] += share;
        } else if (!given_away && (from[plane + place] == to[at] || std::isnan(from[plane + place]))) {
          given_away = true;
          sums[plane + place] += given[at];
        }
      });
    });
    for (size_t i = 0; i < sums.size(); i++) {
      blend.into(gradient[i], sums[i]);
    }
  });
  return SUCCESS;
}

}  // extern "C"
