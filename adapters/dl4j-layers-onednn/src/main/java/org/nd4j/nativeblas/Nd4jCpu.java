package org.nd4j.nativeblas;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Where Deeplearning4j 1.0.0-M2.1 looks for the switch of oneDNN: its {@code BaseMKLDNNHelper}
 * still asks for {@code org.nd4j.nativeblas.Nd4jCpu$Environment}, which ND4J has moved to another
 * package since. With this class on the class path, and {@code
 * -Dorg.eclipse.deeplearning4j.helpers.disable=false}, the layers compute with oneDNN; without it
 * none does.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** As much of the class as is asked for, by reflection. */
  public static final class Environment {
    private static final Environment ONLY = new Environment();

    private Environment() {}

    public static Environment getInstance() {
      return ONLY;
    }

    /** Whether ND4J's operations may use it. */
    public boolean isUseMKLDNN() {
      return Nd4j.getEnvironment().helpersAllowed();
    }
  }
}
