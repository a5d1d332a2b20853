// The CUDA runtime: one card, its memory, streams and events.
#include <sys/mman.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <set>

#include "card.h"

namespace {

constexpr int SUCCESS = 0;
constexpr int INVALID_VALUE = 1;
constexpr int MEMORY_ALLOCATION = 2;
constexpr int INVALID_DEVICE = 101;
constexpr int INVALID_RESOURCE_HANDLE = 400;
constexpr int ILLEGAL_ADDRESS = 700;

constexpr int HOST_TO_DEVICE = 1;
constexpr int DEVICE_TO_HOST = 2;
constexpr int DEVICE_TO_DEVICE = 3;

constexpr size_t ADDRESSES = size_t{1} << 40;
constexpr size_t CARD_MEMORY = size_t{4} << 30;
constexpr size_t ALIGNMENT = 256;

struct IllegalAddress {};

struct Allocation {
  size_t bytes;
  std::unique_ptr<char[]> storage;
};

struct Event {
  double seconds;
};

// What cudaGetDeviceProperties fills in, as far as anybody asks.
struct Properties {
  char name[288];
  size_t total_memory;
  char up_to_major[360 - 296];
  int major;
  int minor;
  char up_to_multiprocessors[384 - 368];
  int multiprocessors;
  char rest[1008 - 388];
};
static_assert(sizeof(Properties) == 1008, "cudaDeviceProp of CUDA 13");

std::map<uintptr_t, Allocation> allocations;
std::set<card::Stream *> streams;
size_t allocated = 0;
uintptr_t next_address = 0;
int lost = SUCCESS;

uintptr_t first_address() {
  void *nothing = mmap(nullptr, ADDRESSES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return nothing == MAP_FAILED ? 0 : reinterpret_cast<uintptr_t>(nothing);
}

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int copy(void *to, const void *from, size_t bytes, int kind) {
  void *target = kind == DEVICE_TO_HOST ? to : card::memory(to, bytes);
  const void *source = kind == HOST_TO_DEVICE ? from : card::memory(from, bytes);
  memmove(target, source, bytes);
  return SUCCESS;
}

bool is_known(int kind) { return kind == HOST_TO_DEVICE || kind == DEVICE_TO_HOST || kind == DEVICE_TO_DEVICE; }

}  // namespace

struct card::Stream {
  std::deque<std::function<void()>> work;
};

namespace {

card::Stream own;

card::Stream &of(card::Stream *stream) { return stream == nullptr ? own : *stream; }

}  // namespace

void card::enqueue(Stream *stream, std::function<void()> work) { of(stream).work.push_back(std::move(work)); }

int card::synchronize(Stream *stream) {
  auto &work = of(stream).work;
  while (lost == SUCCESS && !work.empty()) {
    try {
      work.front()();
    } catch (const IllegalAddress &) {
      lost = ILLEGAL_ADDRESS;
    }
    work.pop_front();
  }
  return lost;
}

int card::synchronize() {
  synchronize(nullptr);
  for (Stream *stream : streams) {
    synchronize(stream);
  }
  return lost;
}

void *card::memory(const void *address, size_t bytes) {
  auto at = reinterpret_cast<uintptr_t>(address);
  auto behind = allocations.upper_bound(at);
  if (behind != allocations.begin()) {
    auto &[start, allocation] = *std::prev(behind);
    if (at + bytes <= start + allocation.bytes) {
      return allocation.storage.get() + (at - start);
    }
  }
  fprintf(stderr, "%zu bytes at %p are not within an allocation\n", bytes, address);
  throw IllegalAddress();
}

float card::tf32(float value) {
  constexpr uint32_t DROPPED = 13;
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if ((bits >> 23 & 0xff) != 0xff) {
    bits += (1u << (DROPPED - 1)) - 1 + (bits >> DROPPED & 1);
    bits &= ~((1u << DROPPED) - 1);
  }
  memcpy(&value, &bits, sizeof bits);
  return value;
}

extern "C" {

int cudaGetDeviceCount(int *count) {
  *count = 1;
  return SUCCESS;
}

int cudaSetDevice(int device) { return device == 0 ? lost : INVALID_DEVICE; }

int cudaGetDeviceProperties(void *properties, int device) {
  if (device != 0) {
    return INVALID_DEVICE;
  }
  auto *filled = static_cast<Properties *>(properties);
  memset(filled, 0, sizeof *filled);
  strcpy(filled->name, "stand-in on the processor");
  filled->total_memory = CARD_MEMORY;
  filled->major = 9;
  filled->multiprocessors = 1;
  return SUCCESS;
}

int cudaDriverGetVersion(int *version) {
  *version = 13010;
  return SUCCESS;
}

int cudaRuntimeGetVersion(int *version) {
  *version = 13010;
  return SUCCESS;
}

int cudaGetLastError() { return lost; }

const char *cudaGetErrorName(int status) {
  switch (status) {
    case SUCCESS:
      return "cudaSuccess";
    case INVALID_VALUE:
      return "cudaErrorInvalidValue";
    case MEMORY_ALLOCATION:
      return "cudaErrorMemoryAllocation";
    case INVALID_DEVICE:
      return "cudaErrorInvalidDevice";
    case INVALID_RESOURCE_HANDLE:
      return "cudaErrorInvalidResourceHandle";
    case ILLEGAL_ADDRESS:
      return "cudaErrorIllegalAddress";
    default:
      return "unknown";
  }
}

const char *cudaGetErrorString(int status) { return cudaGetErrorName(status); }

int cudaMalloc(void **address, size_t bytes) {
  static const uintptr_t first = first_address();
  if (lost != SUCCESS) {
    return lost;
  }
  size_t room = (bytes / ALIGNMENT + 2) * ALIGNMENT;  // with a gap behind
  if (first == 0 || allocated + bytes > CARD_MEMORY || next_address + room > ADDRESSES) {
    return MEMORY_ALLOCATION;
  }
  if (bytes == 0) {
    *address = nullptr;
    return SUCCESS;
  }
  uintptr_t start = first + next_address;
  Allocation &made = allocations[start];
  made = {bytes, std::make_unique<char[]>(bytes)};
  memset(made.storage.get(), 0xff, bytes);
  next_address += room;
  allocated += bytes;
  *address = reinterpret_cast<void *>(start);
  return SUCCESS;
}

// Waits for everything first, as the runtime does.
int cudaFree(void *address) {
  if (address == nullptr) {
    return SUCCESS;
  }
  if (card::synchronize() != SUCCESS) {
    return lost;
  }
  auto found = allocations.find(reinterpret_cast<uintptr_t>(address));
  if (found == allocations.end()) {
    return INVALID_VALUE;
  }
  allocated -= found->second.bytes;
  allocations.erase(found);
  return SUCCESS;
}

int cudaMemcpyAsync(void *to, const void *from, size_t bytes, int kind, card::Stream *stream) {
  if (!is_known(kind)) {
    return INVALID_VALUE;
  }
  card::enqueue(stream, [=] { copy(to, from, bytes, kind); });
  return lost;
}

int cudaMemcpy2DAsync(
    void *to, size_t step_of_copy, const void *from, size_t step, size_t width, size_t height, int kind,
    card::Stream *stream) {
  if (!is_known(kind) || width > step_of_copy || width > step) {
    return INVALID_VALUE;
  }
  card::enqueue(stream, [=] {
    for (size_t row = 0; row < height; row++) {
      copy(static_cast<char *>(to) + row * step_of_copy, static_cast<const char *>(from) + row * step, width, kind);
    }
  });
  return lost;
}

int cudaMemsetAsync(void *address, int value, size_t bytes, card::Stream *stream) {
  card::enqueue(stream, [=] { memset(card::memory(address, bytes), value, bytes); });
  return lost;
}

int cudaStreamCreate(card::Stream **stream) {
  *stream = *streams.insert(new card::Stream()).first;
  return lost;
}

int cudaStreamSynchronize(card::Stream *stream) { return card::synchronize(stream); }

int cudaDeviceSynchronize() { return card::synchronize(); }

int cudaStreamDestroy(card::Stream *stream) {
  if (streams.erase(stream) == 0) {
    return INVALID_RESOURCE_HANDLE;
  }
  delete stream;
  return lost;
}

int cudaEventCreate(Event **event) {
  *event = new Event{};
  return lost;
}

int cudaEventRecord(Event *event, card::Stream *stream) {
  card::enqueue(stream, [=] { event->seconds = now(); });
  return lost;
}

int cudaEventSynchronize(Event *) { return card::synchronize(); }

int cudaEventElapsedTime(float *milliseconds, Event *start, Event *stop) {
  *milliseconds = static_cast<float>((stop->seconds - start->seconds) * 1e3);
  return lost;
}

int cudaEventDestroy(Event *event) {
  delete event;
  return lost;
}

}  // extern "C"
