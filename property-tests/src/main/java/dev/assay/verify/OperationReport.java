package dev.assay.verify;

import dev.assay.reference.op.Direction;
import dev.assay.verify.generate.Coverage;
import dev.assay.verify.law.Law;
import java.util.List;
import java.util.Map;

/**
 * All that was found out about one operation of one backend.
 *
 * @param operation its name
 * @param directions random problems by direction, against the oracle
 * @param laws random problems by law
 * @param coverage which part of the parameter space the backend computed
 * @param findings every kind of failure
 * @param tries how many random problems went against the oracle
 * @param seconds wall time they took, shrinking and laws apart
 * @param cutShort whether the tries were ended early because too many killed the worker
 */
public record OperationReport(
    String operation,
    Map<Direction, Tally> directions,
    Map<Law, Tally> laws,
    Coverage coverage,
    List<Finding> findings,
    int tries,
    double seconds,
    boolean cutShort) {}
