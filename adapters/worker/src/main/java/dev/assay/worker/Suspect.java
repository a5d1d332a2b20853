package dev.assay.worker;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.Symptom;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A known divergence that may be to blame if a problem goes wrong.
 *
 * @param id of the divergence
 * @param symptoms what it looks like in the problem's results
 * @see dev.assay.spi.KnownDivergence
 */
public record Suspect(String id, List<Symptom> symptoms) {

  static void writeAll(DataOutput out, List<Suspect> suspects) throws IOException {
    out.writeShort(suspects.size());
    for (Suspect suspect : suspects) {
      out.writeUTF(suspect.id);
      writeSymptoms(out, suspect.symptoms);
    }
  }

  static void writeSymptoms(DataOutput out, List<Symptom> symptoms) throws IOException {
    out.writeShort(symptoms.size());
    for (Symptom symptom : symptoms) {
      write(out, symptom);
    }
  }

  static List<Suspect> readAll(DataInput in) throws IOException {
    List<Suspect> suspects = new ArrayList<>();
    for (int i = in.readShort(); i > 0; i--) {
      suspects.add(new Suspect(in.readUTF(), readSymptoms(in)));
    }
    return suspects;
  }

  static List<Symptom> readSymptoms(DataInput in) throws IOException {
    List<Symptom> symptoms = new ArrayList<>();
    for (int i = in.readShort(); i > 0; i--) {
      symptoms.add(readSymptom(in));
    }
    return symptoms;
  }

  private static void write(DataOutput out, Symptom symptom) throws IOException {
    if (symptom instanceof Symptom.Throws) {
      out.writeByte('T');
    } else if (symptom instanceof Symptom.Dies) {
      out.writeByte('D');
    } else if (symptom instanceof Symptom.NonFinite) {
      out.writeByte('N');
    } else if (symptom instanceof Symptom.Inexact inexact) {
      out.writeByte('I');
      out.writeDouble(inexact.absolute());
      out.writeDouble(inexact.relative());
    } else if (symptom instanceof Symptom.Part part) {
      out.writeByte('P');
      out.writeUTF(part.name());
      out.writeShort(part.result());
      Wire.writeBits(out, part.elements());
      write(out, part.symptom());
    } else if (symptom instanceof Symptom.Scaled scaled) {
      out.writeByte('S');
      out.writeDouble(scaled.factor());
    } else if (symptom instanceof Symptom.AsIf asIf) {
      out.writeByte('A');
      out.writeUTF(asIf.other().toString());
    } else if (symptom instanceof Symptom.Garbage) {
      out.writeByte('G');
    }
  }

  private static Symptom readSymptom(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'T' -> new Symptom.Throws();
      case 'D' -> new Symptom.Dies();
      case 'N' -> new Symptom.NonFinite();
      case 'I' -> new Symptom.Inexact(in.readDouble(), in.readDouble());
      case 'P' ->
          new Symptom.Part(in.readUTF(), in.readShort(), Wire.readBits(in), readSymptom(in));
      case 'S' -> new Symptom.Scaled(in.readDouble());
      case 'A' -> new Symptom.AsIf(Problem.parse(in.readUTF()));
      case 'G' -> new Symptom.Garbage();
      default -> throw new GarbledException("no symptom starts with byte " + kind);
    };
  }
}
