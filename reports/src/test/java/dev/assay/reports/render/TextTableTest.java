package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellHoweverLongItIs() {
    TextTable table = new TextTable(Stream.of("", "top-1"));
    table.row("reference", "91.0 %");
    table.row("dl4j-layers-onednn@1.0.0-M2.1", "90.5 %");
    assertThat(table.print(false))
        .isEqualTo(
            """
                                           top-1
            reference                      91.0 %
            dl4j-layers-onednn@1.0.0-M2.1  90.5 %
            """);
  }

  @Test
  void numbersStandOnTheRight() {
    TextTable table = new TextTable(Stream.of("layer", "MFLOP", "of")).right(column -> column == 1);
    table.row("conv1", "118.0", "vgg16");
    table.row("pool1", Numbers.count(1_200), "vgg16");
    assertThat(table.print(false))
        .isEqualTo(
            """
            layer  MFLOP  of
            conv1  118.0  vgg16
            pool1  1 200  vgg16
            """);
  }

  @Test
  void aRowThatEndsEarlyRunsOnOverTheColumnsAfterIt() {
    TextTable table = new TextTable();
    table.row("a", "no results:\n\u001b[31mout of memory");
    table.row("b", "1", "2");
    assertThat(table.print(false)).isEqualTo("a  no results: out of memory\nb  1  2\n");
  }

  @Test
  void whatIsStyledIsAsWideAsItIsSeen() {
    TextTable table = new TextTable(Stream.of("n", "m")).right(column -> true);
    table.row("100", "2");
    assertThat(table.print(true)).isEqualTo("  \u001b[1mn\u001b[0m  \u001b[1mm\u001b[0m\n100  2\n");
    assertThat(new TextTable().print(true)).isEmpty();
  }
}
