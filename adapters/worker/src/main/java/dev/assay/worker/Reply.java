package dev.assay.worker;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Repeatability;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a worker answers to one request. */
public sealed interface Reply {

  /**
   * The backend computed the problem.
   *
   * @param results of the first run: for each result the elements of the request's sample
   * @param again the same of a second run, if any bits are others
   * @param repetition what a second run gave
   * @param suspects known divergences that apply to the problem
   * @param precision of products, as the backend declares
   */
  record Computed(
      List<float[]> results,
      Optional<List<float[]>> again,
      Repetition repetition,
      List<Suspect> suspects,
      ProductPrecision precision)
      implements Reply {

    /** Each run that gave bits of its own, as if it were the only one. */
    public Stream<Computed> runs() {
      return Stream.concat(Stream.of(results), again.stream())
          .map(run -> new Computed(run, Optional.empty(), repetition, suspects, precision));
    }
  }

  /** The backend has no way to compute the problem. */
  record Unsupported(String reason) implements Reply {}

  /**
   * The backend threw.
   *
   * @param suspects known divergences that apply to the problem
   */
  record Threw(String message, List<Suspect> suspects) implements Reply {}

  /** Which known divergences apply to the problem; it was not run. */
  record Classified(List<Suspect> suspects) implements Reply {}

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
      writeResults(out, computed.results);
      out.writeBoolean(computed.again.isPresent());
      if (computed.again.isPresent()) {
        writeResults(out, computed.again.get());
      }
      Wire.writeConstant(out, computed.repetition.declared());
      Wire.writeConstant(out, computed.repetition.seen());
      Suspect.writeAll(out, computed.suspects);
      Wire.writeConstant(out, computed.precision);
    } else if (this instanceof Unsupported unsupported) {
      out.writeByte('U');
      Wire.writeText(out, unsupported.reason);
    } else if (this instanceof Threw threw) {
      out.writeByte('T');
      Wire.writeText(out, threw.message);
      Suspect.writeAll(out, threw.suspects);
    } else if (this instanceof Classified classified) {
      out.writeByte('D');
      Suspect.writeAll(out, classified.suspects);
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
   * @param request what it has to answer
   * @throws GarbledException if what arrives is no reply to that
   */
  static Reply read(DataInput in, Request request) throws IOException {
    return Wire.read(() -> parse(in, request));
  }

  private static Reply parse(DataInput in, Request request) throws IOException {
    Wire.expect(in, Wire.REPLY);
    byte kind = in.readByte();
    switch (kind) {
      case 'C' -> {
        List<float[]> results = readResults(in, request);
        Optional<List<float[]>> again =
            in.readBoolean() ? Optional.of(readResults(in, request)) : Optional.empty();
        Repetition repetition =
            new Repetition(
                Wire.readConstant(in, Repeatability.class),
                Wire.readConstant(in, Repetition.Seen.class));
        return new Computed(
            results,
            again,
            repetition,
            Suspect.readAll(in),
            Wire.readConstant(in, ProductPrecision.class));
      }
      case 'U' -> {
        return new Unsupported(in.readUTF());
      }
      case 'T' -> {
        return new Threw(in.readUTF(), Suspect.readAll(in));
      }
      case 'D' -> {
        return new Classified(Suspect.readAll(in));
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

  private static void writeResults(DataOutput out, List<float[]> results) throws IOException {
    out.writeShort(results.size());
    for (float[] result : results) {
      Wire.writeFloats(out, result);
    }
  }

  private static List<float[]> readResults(DataInput in, Request request) throws IOException {
    List<Problem.Result> expected = request.problem().results();
    int count = in.readShort();
    if (count != expected.size()) {
      throw new GarbledException(count + " results, not " + expected.size());
    }
    List<float[]> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(Wire.readFloats(in, request.sample().count(expected.get(i), i)));
    }
    return results;
  }
}
