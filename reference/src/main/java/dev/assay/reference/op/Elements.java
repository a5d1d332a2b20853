package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.GaugeRow;
import java.util.Optional;

/** All elements of a result, in pieces that depend on nothing and can be computed in parallel. */
public sealed interface Elements {

  /** Takes an element when it is computed. */
  @FunctionalInterface
  interface Visitor {
    void visit(int index, Gauge gauge);
  }

  int pieces();

  /** Computes the elements of one piece. */
  void compute(int piece, Visitor visitor);

  /** By rows, if the formula has any. */
  static Elements fastest(Formula formula, int size) {
    Optional<RowFormula> rows = formula.byRows();
    return rows.isPresent() ? new ByRow(rows.get()) : new ByElement(formula, size, size);
  }

  /** As the operation defines them, one by one, shared out evenly among so many pieces. */
  record ByElement(Formula formula, int size, int pieces) implements Elements {
    @Override
    public void compute(int piece, Visitor visitor) {
      Gauge gauge = new Gauge();
      int end = first(piece + 1);
      for (int index = first(piece); index < end; index++) {
        gauge.reset();
        formula.compute(index, gauge);
        visitor.visit(index, gauge);
      }
    }

    private int first(int piece) {
      return (int) ((long) size * piece / pieces);
    }
  }

  /** In rows. */
  record ByRow(RowFormula formula) implements Elements {
    @Override
    public int pieces() {
      return formula.rows().count();
    }

    @Override
    public void compute(int piece, Visitor visitor) {
      int length = formula.rows().length();
      GaugeRow row = new GaugeRow(length);
      formula.sums().add(piece, row);
      int first = formula.rows().first(piece);
      Gauge gauge = new Gauge();
      for (int i = 0; i < length; i++) {
        row.get(i, gauge);
        visitor.visit(first + i * formula.rows().step(), gauge);
      }
    }
  }
}
