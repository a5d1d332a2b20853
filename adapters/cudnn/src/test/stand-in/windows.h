// Where the windows of convolutions and poolings lie.
#pragma once

#include "cudnn.h"

namespace dnn {

constexpr int MOST_SPACE = 3;

// Along up to three axes, the last of them the innermost; those that are missing come first.
struct Windows {
  int axes = 0;
  int kernel[MOST_SPACE] = {1, 1, 1};
  int pad[MOST_SPACE] = {};
  int stride[MOST_SPACE] = {1, 1, 1};
  int dilation[MOST_SPACE] = {1, 1, 1};

  int outputs(int axis, int input) const {
    int room = input + 2 * pad[axis] - ((kernel[axis] - 1) * dilation[axis] + 1);
    return room < 0 ? 0 : room / stride[axis] + 1;
  }
};

// Sizes along the last three axes.
struct Space {
  int sizes[MOST_SPACE] = {1, 1, 1};

  explicit Space(const Tensor &tensor) {
    for (int axis = 2; axis < tensor.axes; axis++) {
      sizes[axis - tensor.axes + MOST_SPACE] = tensor.sizes[axis];
    }
  }

  int count() const { return sizes[0] * sizes[1] * sizes[2]; }
};

// By the arrays of a descriptor; without a kernel or dilations they are 1.
inline int fill_in(
    Windows &windows, int axes, const int *kernel, const int *pads, const int *strides, const int *dilations) {
  if (axes < 2 || axes > MOST_SPACE) {
    return NOT_SUPPORTED;
  }
  windows = Windows();
  windows.axes = axes;
  for (int axis = 0; axis < axes; axis++) {
    int to = axis - axes + MOST_SPACE;
    windows.kernel[to] = kernel == nullptr ? 1 : kernel[axis];
    windows.pad[to] = pads[axis];
    windows.stride[to] = strides[axis];
    windows.dilation[to] = dilations == nullptr ? 1 : dilations[axis];
    if (windows.kernel[to] < 1 || pads[axis] < 0 || strides[axis] < 1 || windows.dilation[to] < 1) {
      return BAD_PARAM;
    }
  }
  return SUCCESS;
}

}  // namespace dnn
