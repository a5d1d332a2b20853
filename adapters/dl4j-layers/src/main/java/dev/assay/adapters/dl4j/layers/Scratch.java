package dev.assay.adapters.dl4j.layers;

import java.util.function.Supplier;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for what is needed during a run only, in a workspace as Deeplearning4j's networks open
 * them. Outside of one, it would stay until the garbage collector comes by.
 */
final class Scratch implements AutoCloseable {
  /** As MultiLayerNetwork configures that of its layers. */
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.02)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  private final MemoryWorkspace workspace =
      Nd4j.getWorkspaceManager().createNewWorkspace(CONFIGURATION);

  /**
   * Has layers keep all that they make in here while it is open, but arrays of some types, which
   * outlive it. What they make of a type that no workspace is for, and is no result, would stay
   * until the garbage collector comes by: of a convolution's gradient, its output.
   */
  LayerWorkspaceMgr holdingAllBut(ArrayType... outliving) {
    LayerWorkspaceMgr.Builder manager =
        LayerWorkspaceMgr.builder().defaultWorkspace(workspace.getId(), CONFIGURATION);
    for (ArrayType type : outliving) {
      manager.noWorkspaceFor(type);
    }
    return manager.build();
  }

  /** Computes something that does not lie in the workspace itself. */
  @SuppressWarnings("try") // It works by being open.
  <T> T with(Supplier<T> computation) {
    try (MemoryWorkspace open = workspace.notifyScopeEntered()) {
      return computation.get();
    }
  }

  @Override
  public void close() {
    workspace.destroyWorkspace(true);
  }
}
