// cuBLAS: the handful of routines that layers and updates are made of. Matrices lie along columns.
#include "card.h"

namespace {

constexpr int SUCCESS = 0;
constexpr int INVALID_VALUE = 7;

constexpr int NOT_TRANSPOSED = 0;
constexpr int ON_THE_PROCESSOR = 0;
constexpr int TF32_MATH = 3;

struct Handle {
  card::Stream *stream = nullptr;
  int pointers = ON_THE_PROCESSOR;
  int math = 0;
};

// A single number: read now if it lies on the processor, when the work is done if on the card.
std::function<float()> scalar(const Handle *handle, const float *address) {
  if (handle->pointers == ON_THE_PROCESSOR) {
    float value = *address;
    return [value] { return value; };
  }
  return [address] { return *card::floats(address, 1); };
}

// How many numbers a vector spans.
size_t span(int size, int step) { return size == 0 ? 0 : size_t(size - 1) * step + 1; }

}  // namespace

extern "C" {

int cublasCreate_v2(Handle **handle) {
  *handle = new Handle();
  return SUCCESS;
}

int cublasDestroy_v2(Handle *handle) {
  delete handle;
  return SUCCESS;
}

int cublasSetStream_v2(Handle *handle, card::Stream *stream) {
  handle->stream = stream;
  return SUCCESS;
}

int cublasSetMathMode(Handle *handle, int math) {
  handle->math = math;
  return SUCCESS;
}

int cublasSetPointerMode_v2(Handle *handle, int mode) {
  handle->pointers = mode;
  return SUCCESS;
}

int cublasGetVersion_v2(Handle *, int *version) {
  *version = 130100;
  return SUCCESS;
}

const char *cublasGetStatusName(int status) {
  return status == INVALID_VALUE ? "CUBLAS_STATUS_INVALID_VALUE" : "CUBLAS_STATUS_SUCCESS";
}

const char *cublasGetStatusString(int status) { return cublasGetStatusName(status); }

// y += alpha·x
int cublasSaxpy_v2(
    Handle *handle, int size, const float *alpha, const float *x, int step_of_x, float *y, int step_of_y) {
  if (step_of_x < 1 || step_of_y < 1) {
    return INVALID_VALUE;
  }
  auto factor = scalar(handle, alpha);
  card::enqueue(handle->stream, [=] {
    const float *from = card::floats(x, span(size, step_of_x));
    float *to = card::floats(y, span(size, step_of_y));
    float by = factor();
    for (int i = 0; i < size; i++) {
      to[size_t(i) * step_of_y] += by * from[size_t(i) * step_of_x];
    }
  });
  return SUCCESS;
}

// x = alpha·x
int cublasSscal_v2(Handle *handle, int size, const float *alpha, float *x, int step) {
  if (step < 1) {
    return INVALID_VALUE;
  }
  auto factor = scalar(handle, alpha);
  card::enqueue(handle->stream, [=] {
    float *values = card::floats(x, span(size, step));
    float by = factor();
    for (int i = 0; i < size; i++) {
      values[size_t(i) * step] *= by;
    }
  });
  return SUCCESS;
}

int cublasScopy_v2(Handle *handle, int size, const float *x, int step_of_x, float *y, int step_of_y) {
  if (step_of_x < 1 || step_of_y < 1) {
    return INVALID_VALUE;
  }
  card::enqueue(handle->stream, [=] {
    const float *from = card::floats(x, span(size, step_of_x));
    float *to = card::floats(y, span(size, step_of_y));
    for (int i = 0; i < size; i++) {
      to[size_t(i) * step_of_y] = from[size_t(i) * step_of_x];
    }
  });
  return SUCCESS;
}

// result = Σ x·y; whoever wants it on the processor waits for it.
int cublasSdot_v2(
    Handle *handle, int size, const float *x, int step_of_x, const float *y, int step_of_y, float *result) {
  if (step_of_x < 1 || step_of_y < 1) {
    return INVALID_VALUE;
  }
  bool on_card = handle->pointers != ON_THE_PROCESSOR;
  card::enqueue(handle->stream, [=] {
    const float *a = card::floats(x, span(size, step_of_x));
    const float *b = card::floats(y, span(size, step_of_y));
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += double(a[size_t(i) * step_of_x]) * b[size_t(i) * step_of_y];
    }
    *(on_card ? card::floats(result, 1) : result) = static_cast<float>(sum);
  });
  return on_card ? SUCCESS : card::synchronize(handle->stream);
}

// C = alpha·op(A)·op(B) + beta·C
int cublasSgemm_v2(
    Handle *handle, int operation_on_a, int operation_on_b, int rows, int columns, int terms, const float *alpha,
    const float *a, int rows_of_a, const float *b, int rows_of_b, const float *beta, float *c, int rows_of_c) {
  bool a_as_it_is = operation_on_a == NOT_TRANSPOSED;
  bool b_as_it_is = operation_on_b == NOT_TRANSPOSED;
  if (rows < 0 || columns < 0 || terms < 0 || rows_of_a < (a_as_it_is ? rows : terms) ||
      rows_of_b < (b_as_it_is ? terms : columns) || rows_of_c < rows || rows_of_a < 1 || rows_of_b < 1) {
    return INVALID_VALUE;
  }
  auto factor = scalar(handle, alpha);
  auto kept = scalar(handle, beta);
  bool shortened = handle->math == TF32_MATH;
  card::enqueue(handle->stream, [=] {
    auto size = [](int least, int step, int count) { return count == 0 ? 0 : size_t(count - 1) * step + least; };
    const float *of_a = card::floats(
        a, a_as_it_is ? size(rows, rows_of_a, terms) : size(terms, rows_of_a, rows));
    const float *of_b = card::floats(
        b, b_as_it_is ? size(terms, rows_of_b, columns) : size(columns, rows_of_b, terms));
    float *of_c = card::floats(c, size(rows, rows_of_c, columns));
    auto read = [=](const float *matrix, size_t at) { return shortened ? card::tf32(matrix[at]) : matrix[at]; };
    float by = factor();
    float of_what_was = kept();
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int term = 0; term < terms; term++) {
          sum += double(read(of_a, a_as_it_is ? row + size_t(term) * rows_of_a : term + size_t(row) * rows_of_a)) *
                 read(of_b, b_as_it_is ? term + size_t(column) * rows_of_b : column + size_t(term) * rows_of_b);
        }
        float &result = of_c[row + size_t(column) * rows_of_c];
        // With a beta of 0 what was there is not even read.
        result = static_cast<float>(by * sum + (of_what_was == 0 ? 0 : double(of_what_was) * result));
      }
    }
  });
  return SUCCESS;
}

}  // extern "C"
