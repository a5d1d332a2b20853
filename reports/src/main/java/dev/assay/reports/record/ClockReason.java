package dev.assay.reports.record;

/** Why a card's clock is lower than it might be, as NVIDIA's management library has it. */
public enum ClockReason {
  APPLICATIONS_CLOCKS(0x2, "a clock that was set for applications"),
  POWER_CAP(0x4, "its power limit"),
  HARDWARE_SLOWDOWN(0x8, "a slowdown by its hardware"),
  SYNC_BOOST(0x10, "cards that share a clock"),
  THERMAL(0x20, "its temperature"),
  HARDWARE_THERMAL(0x40, "its temperature, by its hardware"),
  POWER_BRAKE(0x80, "its power supply"),
  DISPLAY_CLOCKS(0x100, "its display");

  private final int bit;
  private final String words;

  ClockReason(int bit, String words) {
    this.bit = bit;
    this.words = words;
  }

  /** In the library's mask of reasons. */
  public int bit() {
    return bit;
  }

  /** What holds the clock down: {@code its power limit}. */
  public String words() {
    return words;
  }
}
