package dev.assay.worker;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.spi.Repeatability;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a worker answers to one request. */
public sealed interface Reply {

  /**
   * The backend computed the problem.
   *
   * @param results for each result the elements of the request's sample
   * @param repetition what a second run gave
   * @param divergence the known divergence that applies to the problem, if any
   * @param precision of products, as the backend declares
   */
  record Computed(
      List<float[]> results,
      Repetition repetition,
      Optional<String> divergence,
      ProductPrecision precision)
      implements Reply {}

  /** The backend has no way to compute the problem. */
  record Unsupported(String reason) implements Reply {}

  /**
   * The backend threw.
   *
   * @param divergence the known divergence that applies to the problem, if any
   */
  record Threw(String message, Optional<String> divergence) implements Reply {}

  /**
   * Which known divergence applies to the problem; it was not run.
   *
   * @param divergence its id, if one applies
   */
  record Classified(Optional<String> divergence) implements Reply {}

  /**
   * The backend refused an invalid problem.
   *
   * @param message what it said
   */
  record Rejected(String message) implements Reply {}

  /**
   * The backend computed something from an invalid problem.
   *
   * @param what how much of it
   */
  record Accepted(String what) implements Reply {}

  default void write(DataOutput out) throws IOException {
    out.writeByte(Wire.REPLY);
    if (this instanceof Computed computed) {
      out.writeByte('C');
      out.writeShort(computed.results.size());
      for (float[] result : computed.results) {
        Wire.writeFloats(out, result);
      }
      Wire.writeConstant(out, computed.repetition.declared());
      Wire.writeConstant(out, computed.repetition.seen());
      out.writeUTF(computed.divergence.orElse(""));
      Wire.writeConstant(out, computed.precision);
    } else if (this instanceof Unsupported unsupported) {
      out.writeByte('U');
      Wire.writeText(out, unsupported.reason);
    } else if (this instanceof Threw threw) {
      out.writeByte('T');
      Wire.writeText(out, threw.message);
      out.writeUTF(threw.divergence.orElse(""));
    } else if (this instanceof Classified classified) {
      out.writeByte('D');
      out.writeUTF(classified.divergence.orElse(""));
    } else if (this instanceof Rejected rejected) {
      out.writeByte('R');
      Wire.writeText(out, rejected.message);
    } else if (this instanceof Accepted accepted) {
      out.writeByte('A');
      Wire.writeText(out, accepted.what);
    }
  }

  /**
   * Reads the next reply.
   *
   * @throws GarbledException if what arrives is no reply
   */
  static Reply read(DataInput in) throws IOException {
    Wire.expect(in, Wire.REPLY);
    byte kind = in.readByte();
    switch (kind) {
      case 'C' -> {
        List<float[]> results = new ArrayList<>();
        for (int i = in.readShort(); i > 0; i--) {
          results.add(Wire.readFloats(in));
        }
        Repetition repetition =
            new Repetition(
                Wire.readConstant(in, Repeatability.class),
                Wire.readConstant(in, Repetition.Seen.class));
        return new Computed(
            results,
            repetition,
            present(in.readUTF()),
            Wire.readConstant(in, ProductPrecision.class));
      }
      case 'U' -> {
        return new Unsupported(in.readUTF());
      }
      case 'T' -> {
        return new Threw(in.readUTF(), present(in.readUTF()));
      }
      case 'D' -> {
        return new Classified(present(in.readUTF()));
      }
      case 'R' -> {
        return new Rejected(in.readUTF());
      }
      case 'A' -> {
        return new Accepted(in.readUTF());
      }
      default -> throw new GarbledException("no reply starts with byte " + kind);
    }
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
