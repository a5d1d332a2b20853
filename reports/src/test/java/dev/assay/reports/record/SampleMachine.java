package dev.assay.reports.record;

import dev.assay.reports.record.MachineRecord.Cpu;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.reports.record.MachineRecord.Limits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The machine of made-up runs. */
final class SampleMachine {
  private SampleMachine() {}

  /** One without cards. */
  static MachineRecord plain() {
    return machine(List.of(), null);
  }

  /** One with cards, the first of which is computed on. */
  static MachineRecord with(Gpu... gpus) {
    return machine(List.of(gpus), 0);
  }

  private static MachineRecord machine(List<Gpu> gpus, @Nullable Integer card) {
    return new MachineRecord(
        new Cpu(
            "AMD EPYC 9R14",
            "amd64",
            2,
            4,
            List.of("avx2", "fma", "f16c", "avx512f", "avx512_bf16"),
            new TreeMap<>(
                Map.of("L1d", 32L << 10, "L1i", 32L << 10, "L2", 1L << 20, "L3", 32L << 20)),
            3_700_000_000L,
            "schedutil",
            true,
            "balance_power"),
        25_276_502_016L,
        "Debian GNU/Linux 12",
        "6.1.0-28-amd64",
        List.of(0.42, 0.31, 0.18),
        true,
        true,
        new Limits(2.0, 16L << 30),
        "OpenJDK 64-Bit Server VM 17.0.15+6",
        gpus,
        card);
  }
}
