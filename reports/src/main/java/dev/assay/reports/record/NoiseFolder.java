package dev.assay.reports.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where it is kept how noisy machines are: a file for each, named after what makes times of one
 * machine no measure of another's.
 */
public record NoiseFolder(Path path) {

  /** What is known of a machine; empty if nothing is, or if the file cannot be understood. */
  public List<NoiseRecord> load(MachineRecord machine) {
    try {
      return List.of(RunJson.parse(Files.readAllBytes(file(machine)), NoiseRecord[].class));
    } catch (IOException e) {
      return List.of(); // never measured, or to be measured again
    }
  }

  /**
   * Keeps what was measured, in the place of what was known of the same things; what is known of
   * others stays.
   *
   * @return the file
   * @throws FolderException if it cannot be written
   */
  public Path save(MachineRecord machine, List<NoiseRecord> measured) {
    List<NoiseRecord> all = new ArrayList<>(load(machine));
    for (NoiseRecord noise : measured) {
      all.replaceAll(known -> known.without(noise));
    }
    all.removeIf(known -> known.deviations().isEmpty());
    all.addAll(measured);
    Path file = file(machine);
    return OutputFolder.made(path).write(String.valueOf(file.getFileName()), RunJson.print(all));
  }

  private Path file(MachineRecord machine) {
    return path.resolve(machine.key() + ".json");
  }
}
