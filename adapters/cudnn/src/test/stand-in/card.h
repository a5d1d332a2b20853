// A card that is none: what the adapter calls of the CUDA runtime, cuBLAS and cuDNN, computed on the
// processor by plain loops, as their documentation says. Whatever a real card would only do wrong
// now and then is always noticed here:
//
// - Work is done when somebody waits for it, and not before.
// - Addresses of the card can be read neither by Java nor by mistake here: nothing is mapped there.
// - An address is never given out twice. Memory starts as NaN, and what is not wholly within one
//   allocation that lives is an illegal address, which loses the card for the rest of the process.
// - Numbers that a call takes from the processor's memory are read during the call, as they must be.
//
// Nothing of that is evidence of what a card computes: the same reading of the documentation is
// behind both sides.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace card {

// What happens in order. CUDA's own stream of each process is nullptr.
struct Stream;

// Appends work to a stream.
void enqueue(Stream *stream, std::function<void()> work);

// Does all work of a stream; returns the runtime's code.
int synchronize(Stream *stream);

// Does all work there is.
int synchronize();

// The memory behind so many bytes of the card, for work that is being done.
void *memory(const void *address, size_t bytes);

inline float *floats(const void *address, size_t count) {
  return static_cast<float *>(memory(address, count * sizeof(float)));
}

// A single number in the processor's memory.
inline float number(const void *host) { return *static_cast<const float *>(host); }

// A factor of a product in TF32: 11 bits, to the nearest, ties to even.
float tf32(float value);

}  // namespace card
