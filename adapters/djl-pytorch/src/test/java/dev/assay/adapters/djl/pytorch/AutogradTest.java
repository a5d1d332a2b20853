package dev.assay.adapters.djl.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class AutogradTest {

  /** PyTorch reads entries where they lie, so none may be compressed. */
  @Test
  void archiveHoldsWhatTorchScriptLoadsUncompressed() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Autograd.archive()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        assertThat(zip.readAllBytes()).hasSize((int) entry.getSize());
        names.add(entry.getName());
      }
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "autograd/data.pkl",
            "autograd/code/__torch__.py",
            "autograd/constants.pkl",
            "autograd/version");
  }
}
