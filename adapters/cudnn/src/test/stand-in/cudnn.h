// What cuDNN's calls have in common: status codes, descriptors, arrays by their descriptors.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "card.h"

namespace dnn {

constexpr int SUCCESS = 0;
constexpr int BAD_PARAM = 2000;
constexpr int WORKSPACE_TOO_SMALL = 2006;
constexpr int SHAPE_MISMATCH = 2008;
constexpr int NOT_SUPPORTED = 3000;

constexpr int FLOAT = 0;
constexpr int FEWEST_AXES = 4;
constexpr int MOST_AXES = 8;

struct Handle {
  card::Stream *stream = nullptr;
};

struct Tensor {
  int axes = 0;
  int sizes[MOST_AXES] = {};
  int strides[MOST_AXES] = {};

  size_t count() const {
    size_t product = 1;
    for (int axis = 0; axis < axes; axis++) {
      product *= sizes[axis];
    }
    return product;
  }

  // From the first number to the last.
  size_t span() const {
    size_t last = 0;
    for (int axis = 0; axis < axes; axis++) {
      last += size_t(sizes[axis] - 1) * strides[axis];
    }
    return last + 1;
  }

  // Where an index lies; along an axis of size 1 there is only one place.
  size_t at(const int *index) const {
    size_t place = 0;
    for (int axis = 0; axis < axes; axis++) {
      place += sizes[axis] == 1 ? 0 : size_t(index[axis]) * strides[axis];
    }
    return place;
  }

  bool has_sizes_of(const Tensor &other) const {
    return axes == other.axes && std::equal(sizes, sizes + axes, other.sizes);
  }

  // Whether each axis is that of another or 1.
  bool spreads_over(const Tensor &other) const {
    for (int axis = 0; axis < axes; axis++) {
      if (sizes[axis] != 1 && sizes[axis] != other.sizes[axis]) {
        return false;
      }
    }
    return axes == other.axes;
  }

  bool is_packed() const {
    size_t stride = 1;
    for (int axis = axes - 1; axis >= 0; axis--) {
      if (strides[axis] != int(stride)) {
        return false;
      }
      stride *= sizes[axis];
    }
    return true;
  }
};

// An array on the card, while work is being done.
struct Array {
  const Tensor &tensor;
  float *numbers;

  Array(const Tensor &tensor, const void *address) : tensor(tensor), numbers(card::floats(address, tensor.span())) {}

  float &operator[](const int *index) const { return numbers[tensor.at(index)]; }
};

// result = alpha·value + beta·result, by numbers in the processor's memory.
class Blend {
 public:
  Blend(const void *alpha, const void *beta) : alpha(card::number(alpha)), beta(card::number(beta)) {}

  // With a beta of 0 what was there is not even read.
  void into(float &result, double value) const {
    result = static_cast<float>(alpha * value + (beta == 0 ? 0 : double(beta) * result));
  }

 private:
  float alpha;
  float beta;
};

// Each index of a tensor, row-major.
template <typename Visit>
void each(const Tensor &tensor, const Visit &visit) {
  int index[MOST_AXES] = {};
  for (size_t left = tensor.count(); left > 0; left--) {
    visit(static_cast<const int *>(index));
    for (int axis = tensor.axes - 1; axis >= 0 && ++index[axis] == tensor.sizes[axis]; axis--) {
      index[axis] = 0;
    }
  }
}

}  // namespace dnn
