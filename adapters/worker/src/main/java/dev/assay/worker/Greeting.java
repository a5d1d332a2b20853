package dev.assay.worker;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The first message of a worker: its backend is there, or why it is not. */
public sealed interface Greeting {

  /** The backend is open. */
  record Ready(Description description, List<Divergence> divergences) implements Greeting {}

  /** The backend could not be opened. */
  record Refused(String reason) implements Greeting {}

  /**
   * A known divergence without its predicate, which stays in the worker.
   *
   * @param symptoms of its counterexample
   * @see dev.assay.spi.KnownDivergence
   */
  record Divergence(
      String id,
      String reason,
      List<String> links,
      Problem counterexample,
      List<Symptom> symptoms) {}

  /** The greeting of an open backend. */
  static Ready of(Backend backend) {
    return new Ready(
        backend.description(),
        backend.knownDivergences().stream().map(Greeting::withoutPredicate).toList());
  }

  private static Divergence withoutPredicate(KnownDivergence known) {
    Problem counterexample = known.counterexample();
    return new Divergence(
        known.id(),
        known.reason(),
        known.links(),
        counterexample,
        known.symptoms().of(counterexample, counterexample::inputs));
  }

  default void write(DataOutput out) throws IOException {
    out.writeByte(Wire.GREETING);
    if (this instanceof Ready ready) {
      out.writeBoolean(true);
      out.writeUTF(ready.description.device());
      out.writeInt(ready.description.threads());
      out.writeInt(ready.description.facts().size());
      for (Map.Entry<String, String> fact : ready.description.facts().entrySet()) {
        out.writeUTF(fact.getKey());
        Wire.writeText(out, fact.getValue());
      }
      Wire.writeConstant(out, ready.description.precision());
      out.writeInt(ready.divergences.size());
      for (Divergence divergence : ready.divergences) {
        out.writeUTF(divergence.id);
        Wire.writeText(out, divergence.reason);
        out.writeShort(divergence.links.size());
        for (String link : divergence.links) {
          out.writeUTF(link);
        }
        out.writeUTF(divergence.counterexample.toString());
        Suspect.writeSymptoms(out, divergence.symptoms);
      }
    } else if (this instanceof Refused refused) {
      out.writeBoolean(false);
      Wire.writeText(out, refused.reason);
    }
  }

  /**
   * Reads a worker's first message.
   *
   * @throws GarbledException if what arrives is no greeting
   */
  static Greeting read(DataInput in) throws IOException {
    return Wire.read(() -> parse(in));
  }

  private static Greeting parse(DataInput in) throws IOException {
    Wire.expect(in, Wire.GREETING);
    if (!in.readBoolean()) {
      return new Refused(in.readUTF());
    }
    String device = in.readUTF();
    int threads = in.readInt();
    TreeMap<String, String> facts = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      facts.put(in.readUTF(), in.readUTF());
    }
    ProductPrecision precision = Wire.readConstant(in, ProductPrecision.class);
    List<Divergence> divergences = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      divergences.add(
          new Divergence(
              in.readUTF(),
              in.readUTF(),
              readLinks(in),
              Problem.parse(in.readUTF()),
              Suspect.readSymptoms(in)));
    }
    return new Ready(new Description(device, threads, facts, precision), divergences);
  }

  private static List<String> readLinks(DataInput in) throws IOException {
    List<String> links = new ArrayList<>();
    for (int i = in.readShort(); i > 0; i--) {
      links.add(in.readUTF());
    }
    return links;
  }
}
