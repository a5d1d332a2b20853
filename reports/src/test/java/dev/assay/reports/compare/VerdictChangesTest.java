package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.reports.compare.VerdictChange.Kind;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.FindingBuilder;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.reports.record.MachineRecord.Limits;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SamplePrecision;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import dev.assay.verify.Reruns;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictChangesTest {
  private static final Map<Outcome, Integer> PASSED = Map.of(Outcome.PASSED, 400);
  private static final Map<Outcome, Integer> FAILED =
      Map.of(Outcome.PASSED, 397, Outcome.FAILED, 3);

  private static RunRecord run(VerificationRecord... verifications) {
    RunRecord run = SampleRuns.timing("run", List.of());
    for (VerificationRecord v : verifications) {
      run = run.with(v);
    }
    return run;
  }

  private static VerificationRecord verification(Map<Outcome, Integer> outcomes) {
    return verified(outcomes).build();
  }

  private static VerificationBuilder verified(Map<Outcome, Integer> outcomes) {
    return new VerificationBuilder("dl4j", "conv2d", "forward", outcomes).fingerprint("c0ffee");
  }

  private static VerificationRecord computedIn(String arithmetic, double median) {
    return verified(PASSED).precision(SamplePrecision.of(arithmetic, median)).build();
  }

  /**
   * Errors of a few bits in most problems, of many in some: fewer than half of all possible ones,
   * but more than half of those that happened to be tried.
   */
  @Test
  void whichProblemsWereTriedIsNoChangeOfArithmetic() {
    assertThat(compare(computed("f32", 60, 40), computed("f32, approximate", 4, 6))).isEmpty();
    assertThat(compare(computed("f32", 90, 10), computed("f32, approximate", 10, 90)))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.COARSER);
  }

  /** The gone divergence and the coarser arithmetic are news of claims that are the same. */
  @Test
  void whatIsClaimedAsBeforeIsUnchangedWhateverElseIsNew() {
    RunRecord base = run(computedIn("f32", 0.4));
    RunRecord head =
        run(computedIn("tf32 or f16", 900))
            .with(finding(Outcome.UNEXPECTED_PASS, "passes", "./assay replay …"));
    VerdictChanges verdicts = compare(base, head).verdicts();
    assertThat(verdicts.changes())
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.COARSER, Kind.DIVERGENCE_GONE);
    assertThat(List.of(verdicts.compared(), verdicts.unchanged())).containsExactly(2, 2);

    VerdictChanges broken = compare(base, run(verification(FAILED))).verdicts();
    assertThat(List.of(broken.compared(), broken.unchanged())).containsExactly(2, 1);
  }

  private static List<VerdictChange> compare(VerificationRecord before, VerificationRecord now) {
    return compare(run().with(before), run().with(now)).verdicts().changes();
  }

  /** So many problems with errors of 1 unit and of 64 units. */
  private static VerificationRecord computed(String arithmetic, long small, long large) {
    SortedMap<Integer, Long> errors = new TreeMap<>(Map.of(32, small, 56, large));
    return verified(PASSED)
        .precision(
            new Precision(arithmetic, small > large ? 1 : 64, 64, small + large, errors, errors))
        .build();
  }

  private static FindingRecord finding(Outcome outcome, String message, String reproduce) {
    return new FindingBuilder("dl4j", outcome, "conv2d n=1")
        .message(message)
        .reproduce(reproduce)
        .build();
  }

  private static Comparison compare(RunRecord base, RunRecord head) {
    return Comparison.of(base, head, Map.of(), Comparison.THRESHOLD);
  }

  private static List<VerdictChange> changes(RunRecord base, RunRecord head) {
    return compare(base, head).verdicts().changes();
  }

  @Test
  void aRunDoesNotDifferFromItself() {
    Comparison comparison = compare(SampleRuns.complete(), SampleRuns.complete());
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::kind)
        .containsOnly(Kind.STILL_WRONG);
    assertThat(comparison.verdicts().compared()).isGreaterThan(50);
    assertThat(comparison.verdicts().onlyBase() + comparison.verdicts().onlyHead()).isZero();
    assertThat(comparison.differences().machine()).isEmpty();
    assertThat(comparison.differences().software()).isEmpty();
    assertThat(comparison.speeds().changes()).extracting(SpeedChange::ratio).containsOnly(1.0);
  }

  @Test
  void aWrongResultOutweighsEverySpeed() {
    RunRecord base = SimulatedRuns.QUIET.run(1, 1, List.of()).with(verification(PASSED));
    RunRecord head =
        SimulatedRuns.QUIET
            .run(0.5, 2, List.of())
            .with(verification(FAILED))
            .with(finding(Outcome.FAILED, "wrong result", "./assay replay …"));
    Comparison comparison = compare(base, head);
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.WRONG);
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::kind, VerdictChange::subject, VerdictChange::reproduce)
        .containsExactly(tuple(Kind.BROKEN, "conv2d forward", "./assay replay …"));
    assertThat(comparison.verdicts().changes().get(0).after()).isEqualTo("397 passed, 3 failed");
  }

  @Test
  void whatWasWrongInTheSameWayIsNoNews() {
    RunRecord run = run(verification(FAILED)).with(finding(Outcome.FAILED, "off by 3", "r"));
    RunRecord later = run(verification(FAILED)).with(finding(Outcome.FAILED, "off by 4", "r"));
    assertThat(changes(run, later)).extracting(VerdictChange::kind).containsOnly(Kind.STILL_WRONG);
    assertThat(compare(run, later).conclusion()).isEqualTo(Conclusion.FINE);
  }

  @Test
  void whatIsWrongInANewWayIsNews() {
    RunRecord run = run(verification(FAILED)).with(finding(Outcome.FAILED, "off", "r"));
    RunRecord later =
        run(verification(FAILED))
            .with(finding(Outcome.FAILED, "off", "r"))
            .with(finding(Outcome.CRASHED, "SIGSEGV", "r2"))
            .with(finding(Outcome.KNOWN, "as is known", "r3"));
    assertThat(changes(run, later))
        .extracting(VerdictChange::kind, VerdictChange::after)
        .containsExactly(
            tuple(Kind.BROKEN, "SIGSEGV"), tuple(Kind.STILL_WRONG, "397 passed, 3 failed"));
  }

  @Test
  void whatWasWrongIsRepairedIfItIsThereAndRight() {
    RunRecord wrong = run(verification(FAILED));
    assertThat(changes(wrong, run(verification(PASSED))))
        .extracting(VerdictChange::kind, VerdictChange::before, VerdictChange::after)
        .containsExactly(tuple(Kind.REPAIRED, "397 passed, 3 failed", "400 passed"));
    assertThat(compare(wrong, run(verification(PASSED))).conclusion()).isEqualTo(Conclusion.FINE);
    assertThat(changes(wrong, run(verification(Map.of(Outcome.UNSUPPORTED, 200)))))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.LOST);
  }

  @Test
  void aFailureMakesNothingElseWrong() {
    VerificationRecord pooling =
        new VerificationBuilder("dl4j", "max-pool2d", "forward", PASSED)
            .fingerprint("c0ffee")
            .build();
    RunRecord head =
        run(verification(FAILED), pooling).with(finding(Outcome.FAILED, "off", "./assay replay …"));
    assertThat(changes(run(verification(PASSED), pooling), head))
        .extracting(VerdictChange::kind, VerdictChange::subject)
        .containsExactly(tuple(Kind.BROKEN, "conv2d forward"));
  }

  /** All random problems are right, and the counterexample of a known divergence is not. */
  @Test
  void aPinnedProblemThatGotWrongInAnotherWayIsWrong() {
    RunRecord head =
        run(verification(PASSED)).with(finding(Outcome.CRASHED, "SIGSEGV", "./assay replay …"));
    assertThat(changes(run(verification(PASSED)), head))
        .extracting(VerdictChange::kind, VerdictChange::after, VerdictChange::reproduce)
        .containsExactly(tuple(Kind.BROKEN, "400 passed; SIGSEGV", "./assay replay …"));
  }

  @Test
  void aLawThatIsBrokenIsSaidWithWhatShowsIt() {
    RunRecord head =
        run()
            .with(law("adjoint identity", FAILED))
            .with(law("batch permutation", PASSED))
            .with(ofLaw("batch permutation", "another"))
            .with(ofLaw("adjoint identity", "./assay replay …"));
    RunRecord base =
        run().with(law("adjoint identity", PASSED)).with(law("batch permutation", PASSED));
    assertThat(changes(base, head))
        .extracting(VerdictChange::kind, VerdictChange::subject, VerdictChange::reproduce)
        .containsExactly(tuple(Kind.BROKEN, "law adjoint identity of conv2d", "./assay replay …"));
  }

  private static LawRecord law(String law, Map<Outcome, Integer> outcomes) {
    return new LawRecord("dl4j", law, "conv2d", 400, new OutcomeCounts(outcomes), null);
  }

  private static FindingRecord ofLaw(String law, String reproduce) {
    return new FindingBuilder("dl4j", Outcome.FAILED, "conv2d n=1")
        .law(law)
        .reproduce(reproduce)
        .build();
  }

  @Test
  void otherBitsOnSeveralThreadsAreSaidAndNoRegression() {
    RunRecord same = run().with(onThreads(Agreement.BITWISE, ""));
    RunRecord other = run().with(onThreads(Agreement.WITHIN_BOUND, ""));
    RunRecord wrong = run().with(onThreads(Agreement.WRONG, "off on several threads"));
    assertThat(changes(same, other))
        .extracting(VerdictChange::kind, VerdictChange::before, VerdictChange::after)
        .containsExactly(tuple(Kind.OTHER_BITS, "bitwise", "within bound"));
    assertThat(compare(same, other).conclusion()).isEqualTo(Conclusion.FINE);
    assertThat(changes(same, same)).isEmpty();
    assertThat(changes(same, wrong))
        .extracting(VerdictChange::kind, VerdictChange::after)
        .containsExactly(tuple(Kind.BROKEN, "off on several threads"));
  }

  private static ThreadsRecord onThreads(Agreement agreement, String message) {
    return new ThreadsRecord("dl4j", "relu shape=2", 2, agreement, message);
  }

  @Test
  void moreThatIsRightIsNoChange() {
    assertThat(changes(run(verification(Map.of(Outcome.PASSED, 200))), run(verification(PASSED))))
        .isEmpty();
  }

  @Test
  void aDivergenceThatWasGoneBeforeIsNoNews() {
    RunRecord gone =
        run(verification(PASSED)).with(finding(Outcome.UNEXPECTED_PASS, "passes", "r"));
    assertThat(changes(run(verification(PASSED)), gone))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.DIVERGENCE_GONE);
    assertThat(changes(gone, gone)).isEmpty();
  }

  @Test
  void aRunThatTriedLessMayHaveMetOnlyWhatNobodyComputes() {
    RunRecord all = run(verification(Map.of(Outcome.PASSED, 32, Outcome.UNSUPPORTED, 6)));
    RunRecord few = run(verification(Map.of(Outcome.UNSUPPORTED, 4)));
    assertThat(changes(all, few)).isEmpty();
    assertThat(changes(few, all)).isEmpty();
    RunRecord asMany = run(verification(Map.of(Outcome.UNSUPPORTED, 6)));
    assertThat(changes(all, asMany)).isEmpty();
    assertThat(changes(asMany, all)).isEmpty();
    assertThat(changes(asMany, few)).isEmpty();
    assertThat(changes(all, run(verification(Map.of(Outcome.UNSUPPORTED, 7)))))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.LOST);
    assertThat(changes(run(verification(Map.of(Outcome.UNSUPPORTED, 7))), all))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.GAINED);
  }

  @Test
  void whatCanNoLongerBeComputedIsGone() {
    RunRecord head = run(verification(Map.of(Outcome.UNSUPPORTED, 400)));
    Comparison comparison = compare(run(verification(PASSED)), head);
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.LOST);
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.REGRESSED);
    assertThat(changes(head, run(verification(PASSED))))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.GAINED);
  }

  @Test
  void whatProvesNothingIsNotThere() {
    RunRecord then = run(verification(PASSED)).with(layer(Outcome.PASSED));
    RunRecord now =
        run(verification(Map.of(Outcome.MISTRUSTED, 300, Outcome.UNSUPPORTED, 100)))
            .with(layer(Outcome.MISTRUSTED));
    Comparison comparison = compare(then, now);
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::kind, VerdictChange::after)
        .containsExactly(
            tuple(Kind.LOST, "300 mistrusted, 100 unsupported"), tuple(Kind.LOST, "mistrusted"));
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.REGRESSED);
    assertThat(changes(now, then)).extracting(VerdictChange::kind).containsOnly(Kind.GAINED);
  }

  private static MeasurementRecord layer(Outcome outcome) {
    return new MeasurementBuilder("dl4j", "conv2d forward n=2").outcome(outcome).build();
  }

  @Test
  void whatCanBeComputedInPartOnlyIsGone() {
    RunRecord then = run(verification(PASSED));
    RunRecord now = run(verification(Map.of(Outcome.PASSED, 40, Outcome.UNSUPPORTED, 360)));
    Comparison comparison = compare(then, now);
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::kind, VerdictChange::after)
        .containsExactly(tuple(Kind.LOST, "40 passed, 360 unsupported"));
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.REGRESSED);
    assertThat(changes(now, then)).extracting(VerdictChange::kind).containsExactly(Kind.GAINED);
  }

  /** Nor does it hide behind what was wrong, and still is, or is no longer. */
  @Test
  void whatIsGoneIsToldBeforeWhatWasWrong() {
    RunRecord base = run(verification(FAILED));
    for (Map<Outcome, Integer> outcomes :
        List.of(
            Map.of(Outcome.PASSED, 97, Outcome.FAILED, 3, Outcome.UNSUPPORTED, 300),
            Map.of(Outcome.PASSED, 100, Outcome.UNSUPPORTED, 300))) {
      assertThat(changes(base, run(verification(outcomes))))
          .extracting(VerdictChange::kind)
          .containsExactly(Kind.LOST);
    }
  }

  @Test
  void otherProblemsMayBeOtherwiseSupported() {
    VerificationRecord all = verification(PASSED);
    VerificationRecord some = verification(Map.of(Outcome.PASSED, 390, Outcome.UNSUPPORTED, 10));
    assertThat(changes(part(7, "1/2").with(all), part(7, "1/2").with(some)))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.LOST);
    assertThat(changes(part(7, "1/2").with(all), part(8, "1/2").with(some))).isEmpty();
    assertThat(changes(part(7, "1/2").with(all), part(7, "2/2").with(some))).isEmpty();
    assertThat(
            changes(
                run(all), run(verification(Map.of(Outcome.PASSED, 391, Outcome.UNSUPPORTED, 10)))))
        .isEmpty();
  }

  /** A run of a part of a seed's problems. */
  private static RunRecord part(long seed, String shard) {
    RunRecord run = SampleRuns.begun();
    return RunRecord.begin(
        "run-" + seed + "-" + shard,
        run.started(),
        run.command(),
        seed,
        run.tries(),
        run.assay(),
        run.machine(),
        new CampaignRecord(List.of("verify"), shard, null, List.of()),
        List.of());
  }

  @Test
  void aNetworkInUseIsNoTraining() {
    assertThat(
            changes(
                run().with(whole("inference", Outcome.PASSED)),
                run().with(whole("inference", Outcome.CRASHED))))
        .extracting(VerdictChange::subject)
        .containsExactly("timed inference: training-step network=lenet5 n=8, 2t");
  }

  private static WholeNetworkRecord whole(String until, Outcome outcome) {
    return new WholeNetworkBuilder("dl4j", "lenet5", 8).until(until).outcome(outcome, "").build();
  }

  @Test
  void aBackendThatNoLongerStartsIsGone() {
    BackendRecord broken =
        BackendRecord.unavailable("dl4j", "DL4J / ND4J", null, "cpu", "no natives");
    assertThat(changes(run(verification(PASSED)), run().with(broken)))
        .extracting(VerdictChange::kind, VerdictChange::subject, VerdictChange::after)
        .containsExactly(tuple(Kind.LOST, "start", "no natives"));
  }

  /** It computed nowhere, and has no versions: its place does not make another machine. */
  @Test
  void aBackendThatDoesNotStartIsNoOtherMachine() {
    BackendRecord broken =
        BackendRecord.unavailable("dl4j", "DL4J / ND4J", null, "cuda:0", "no natives");
    Differences differences = compare(run(), run().with(broken)).differences();
    assertThat(differences.machine()).isEmpty();
    assertThat(differences.software()).isEmpty();
  }

  @Test
  void aCoarserArithmeticIsARegression() {
    RunRecord fine = run(computedIn("f32", 1));
    RunRecord coarse = run(computedIn("tf32 or f16", 2300));
    assertThat(changes(fine, coarse))
        .extracting(VerdictChange::kind, VerdictChange::before, VerdictChange::after)
        .containsExactly(tuple(Kind.COARSER, "f32", "tf32 or f16"));
    assertThat(changes(coarse, fine)).extracting(VerdictChange::kind).containsExactly(Kind.FINER);
  }

  @Test
  void aMedianThatCrossesALimitByAHairIsNone() {
    RunRecord below = run(computedIn("f32", 15));
    RunRecord above = run(computedIn("f32, approximate", 17));
    assertThat(changes(below, above)).isEmpty();
  }

  @Test
  void otherBitsAreSaidAndNoRegression() {
    Comparison comparison =
        compare(run(verification(PASSED)), run(ofOtherBits(Repeatability.UNSTATED)));
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::kind, VerdictChange::after)
        .containsExactly(tuple(Kind.OTHER_BITS, "fingerprint decade"));
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.FINE);
  }

  @Test
  void otherBitsAreNoNewsWhereTheSameAreNotPromised() {
    assertThat(changes(run(verification(PASSED)), run(ofOtherBits(Repeatability.DISCLAIMED))))
        .isEmpty();
  }

  @Test
  void secondRunsThatGiveOtherBitsUnlikeBeforeAreSaid() {
    VerificationRecord same =
        verified(PASSED).reruns(Repeatability.PROMISED, new Reruns(200, 0)).build();
    VerificationRecord other =
        verified(PASSED)
            .reruns(Repeatability.PROMISED, new Reruns(150, 2))
            .reruns(Repeatability.UNSTATED, new Reruns(50, 1))
            .build();
    assertThat(changes(run(same), run(other)))
        .extracting(VerdictChange::kind, VerdictChange::before, VerdictChange::after)
        .containsExactly(
            tuple(Kind.UNREPEATABLE, "0 of 200 gave other bits", "3 of 200 gave other bits"));
    assertThat(changes(run(other), run(same))).isEmpty();
  }

  private static VerificationRecord ofOtherBits(Repeatability declared) {
    return verified(PASSED).fingerprint("decade").reruns(declared, new Reruns(200, 0)).build();
  }

  @Test
  void aKnownDivergenceIsNamedAndNoRegression() {
    RunRecord head =
        run(verified(Map.of(Outcome.PASSED, 390, Outcome.KNOWN, 10)).known("drops-nan").build());
    Comparison comparison = compare(run(verification(PASSED)), head);
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::kind, VerdictChange::after)
        .containsExactly(tuple(Kind.DIVERGENCE_MET, "390 passed, 10 known (drops-nan)"));
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.FINE);
  }

  @Test
  void anInvalidProblemThatABackendDiesOfIsARegression() {
    RunRecord base = run().with(invalid(Outcome.REJECTED));
    assertThat(changes(base, run().with(invalid(Outcome.CRASHED))))
        .extracting(VerdictChange::kind)
        .containsExactly(Kind.NO_LONGER_SURVIVED);
  }

  @Test
  void whatBecomesOfInvalidProblemsIsTold() {
    assertThat(invalid(Outcome.REJECTED, Outcome.ACCEPTED)).isEqualTo(Kind.NO_LONGER_REFUSED);
    assertThat(invalid(Outcome.REJECTED, Outcome.CRASHED)).isEqualTo(Kind.NO_LONGER_SURVIVED);
    assertThat(invalid(Outcome.ACCEPTED, Outcome.CRASHED)).isEqualTo(Kind.NO_LONGER_SURVIVED);
    assertThat(invalid(Outcome.ACCEPTED, Outcome.REJECTED)).isEqualTo(Kind.REPAIRED);
    assertThat(invalid(Outcome.CRASHED, Outcome.REJECTED)).isEqualTo(Kind.REPAIRED);
    assertThat(invalid(Outcome.TIMED_OUT, Outcome.ACCEPTED)).isEqualTo(Kind.SURVIVED);
    assertThat(invalid(Outcome.UNSUPPORTED, Outcome.REJECTED)).isEqualTo(Kind.GAINED);
    assertThat(invalid(Outcome.REJECTED, Outcome.UNSUPPORTED)).isEqualTo(Kind.LOST);
    RunRecord computed = run().with(invalid(Outcome.ACCEPTED));
    assertThat(changes(computed, computed)).isEmpty();
  }

  private static Kind invalid(Outcome before, Outcome after) {
    return changes(run().with(invalid(before)), run().with(invalid(after))).get(0).kind();
  }

  @Test
  void aRunThatDidNotComeToItsEndIsNotFine() {
    RunRecord whole = run(verification(PASSED));
    RunRecord cutOff = whole.end(RunState.FAILED, whole.started());
    assertThat(compare(whole, cutOff).conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    assertThat(compare(cutOff, whole).conclusion()).isEqualTo(Conclusion.FINE);
    RunRecord wrong = run(verification(FAILED)).end(RunState.INTERRUPTED, whole.started());
    assertThat(compare(whole, wrong).conclusion()).isEqualTo(Conclusion.WRONG);
  }

  @Test
  void aNetworkThatIsNoLongerProvedIsWrong() {
    RunRecord base = run().with(proof(Outcome.PASSED));
    Comparison comparison = compare(base, run().with(proof(Outcome.FAILED)));
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.WRONG);
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::subject)
        .containsExactly("network: training-step network=lenet5, 2t");
  }

  @Test
  void aLayerThatGotWrongIsWrongAndHasNoSpeed() {
    RunRecord base = SimulatedRuns.QUIET.run(1, 1, List.of());
    MeasurementRecord wrong =
        new MeasurementBuilder(base.measurements().get(0)).outcome(Outcome.FAILED).build();
    Comparison comparison = compare(base, base.with(wrong));
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.WRONG);
    assertThat(comparison.speeds().onlyBase()).isEqualTo(1);
  }

  /** As a layer of several networks is, which may get its results wrong once. */
  @Test
  void aLayerThatIsWrongInOneNetworkIsWrong() {
    MeasurementBuilder layer = new MeasurementBuilder("dl4j", "conv2d forward n=2");
    RunRecord base = run().with(layer.layer("one", "conv1", 1).build());
    RunRecord head =
        run()
            .with(layer.layer("one", "conv1", 1).build())
            .with(layer.layer("other", "conv2", 1).outcome(Outcome.FAILED).build())
            .with(layer.layer("third", "conv3", 1).outcome(Outcome.PASSED).build());
    assertThat(changes(base, head)).extracting(VerdictChange::kind).containsExactly(Kind.BROKEN);
  }

  @Test
  void aTimeThatIsNotThatOfComputingIsNotCompared() {
    RunRecord base = SimulatedRuns.QUIET.run(1, 1, List.of());
    MeasurementRecord early =
        new MeasurementBuilder(base.measurements().get(0)).returningEarly().build();
    Comparison comparison = compare(base, base.with(early));
    assertThat(comparison.speeds().early()).isEqualTo(1);
    assertThat(comparison.speeds().lost()).isEqualTo(1);
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    assertThat(comparison.speeds().onlyBase()).isEqualTo(1);
  }

  /** Just below and just above what any rounding takes for the same. */
  @Test
  void aLittleMoreMemoryIsNoOtherMachine() {
    long memory = (24L << 30) + (128L << 20);
    RunRecord base = withMemory(memory - 1);
    assertThat(compare(base, withMemory(memory + 1)).differences().machine()).isEmpty();
    assertThat(compare(base, withMemory(memory + (1L << 30))).differences().machine())
        .extracting(Difference::toString)
        .containsExactly("memory: 24704 MiB → 25728 MiB");
  }

  private static RunRecord withMemory(long bytes) {
    MachineRecord m = SampleRuns.begun().machine();
    return withMachine(bytes, m.onBattery(), m.limits());
  }

  @Test
  void withALimitOfMemoryOrOnBatteryItIsAnotherMachine() {
    RunRecord free = withMachine(1L << 34, null, new Limits(null, null));
    RunRecord limited = withMachine(1L << 34, true, new Limits(null, 1L << 33));
    RunRecord less = withMachine(1L << 34, false, new Limits(null, 1L << 32));
    assertThat(compare(free, free).differences().machine()).isEmpty();
    assertThat(compare(free, limited).differences().machine())
        .extracting(Difference::name, Difference::before, Difference::after)
        .containsExactly(
            tuple("source of power", "mains", "battery"), tuple("memory limit", "", "8192 MiB"));
    assertThat(compare(less, free).differences().machine())
        .extracting(Difference::name, Difference::before, Difference::after)
        .containsExactly(tuple("memory limit", "4096 MiB", ""));
  }

  @Test
  void otherCardsAreAnotherMachineAndAnotherDriverIsNot() {
    RunRecord one = SampleRuns.onACard(new Gpu("a card", 1L << 34, "570", 300.0, null));
    RunRecord driver = SampleRuns.onACard(new Gpu("a card", 1L << 34, "580", 300.0, null));
    RunRecord slower = SampleRuns.onACard(new Gpu("a card", 1L << 34, "570", 200.0, null));
    RunRecord other = SampleRuns.onACard(new Gpu("another", 1L << 34, "570", 300.0, null));
    assertThat(compare(one, driver).differences().machine()).isEmpty();
    assertThat(compare(one, driver).differences().software())
        .extracting(Difference::toString)
        .containsExactly("graphics driver: 570 → 580");
    assertThat(compare(one, slower).differences().machine())
        .extracting(Difference::toString)
        .containsExactly("power limit in W: 300.0 → 200.0");
    assertThat(compare(one, other).differences().machine())
        .extracting(Difference::toString)
        .containsExactly("graphics processors: a card → another");
  }

  @Test
  void anotherSeedIsSaidWhereThereAreRandomProblems() {
    assertThat(compare(SampleRuns.shard(), SampleRuns.begun()).differences().problems())
        .extracting(Difference::toString)
        .containsExactly("seed: unknown → 7");
    assertThat(compare(SampleRuns.givenUp(), SampleRuns.begun()).differences().problems())
        .extracting(Difference::toString)
        .containsExactly("seed: 8 → 7");
    assertThat(compare(run(), part(8, "1/2")).differences().problems())
        .extracting(Difference::toString)
        .containsExactly("seed: unknown → 8");
  }

  private static RunRecord withMachine(long bytes, @Nullable Boolean onBattery, Limits limits) {
    RunRecord run = SampleRuns.begun();
    MachineRecord m = run.machine();
    return SampleRuns.begunOn(
        new MachineRecord(
            m.cpu(),
            bytes,
            m.os(),
            m.kernel(),
            m.load(),
            m.virtual(),
            onBattery,
            limits,
            m.jvm(),
            m.gpus(),
            m.card()),
        "run-" + bytes,
        run);
  }

  @Test
  void runsWithNothingInCommonAreInconclusive() {
    RunRecord other =
        SampleRuns.begun()
            .with(BackendRecord.unavailable("mine", "Mine", null, "cpu", "no natives"));
    Comparison comparison = compare(run(verification(PASSED)), other);
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    RunRecord empty = SampleRuns.begun();
    assertThat(compare(empty, run(verification(PASSED))).conclusion())
        .isEqualTo(Conclusion.INCONCLUSIVE);
  }

  /** Not that of the version which is there in both. */
  @Test
  void aVersionThatIsGoneIsGone() {
    BackendRecord dl4j = SampleRuns.timing("run", List.of()).backends().get(0);
    RunRecord both = run().with(version(dl4j, "dl4j@1.0.0-beta7"));
    Comparison comparison = compare(both, run());
    assertThat(comparison.absent()).containsExactly("dl4j@1.0.0-beta7");
    assertThat(comparison.pairs()).isEmpty();
    assertThat(comparison.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
  }

  private static BackendRecord version(BackendRecord like, String name) {
    return new BackendRecord(name, like.title(), null, like.device(), 2, like.facts(), null);
  }

  @Test
  void anotherVersionIsTheSameBackend() {
    BackendRecord dl4j = SampleRuns.timing("run", List.of()).backends().get(0);
    RunRecord head =
        SampleRuns.begun()
            .with(
                new BackendRecord(
                    "dl4j@1.0.0-beta7",
                    dl4j.title(),
                    "1.0.0-beta7",
                    "cpu",
                    2,
                    new TreeMap<>(Map.of("ND4J", "1.0.0-beta7")),
                    null));
    Comparison comparison = compare(run(), head);
    assertThat(comparison.verdicts().compared()).isEqualTo(1);
    assertThat(comparison.differences().software())
        .extracting(Difference::toString)
        .contains("dl4j@1.0.0-beta7 ND4J: 1.0.0-M2.1 → 1.0.0-beta7");
  }

  @Test
  void anotherPrecisionOfProductsIsSaid() {
    BackendRecord dl4j = SampleRuns.timing("run", List.of()).backends().get(0);
    RunRecord head =
        run()
            .with(
                new BackendRecord(
                    dl4j.name(),
                    dl4j.title(),
                    null,
                    "cpu",
                    2,
                    dl4j.facts(),
                    null,
                    "tf32",
                    null,
                    null,
                    null));
    assertThat(compare(run(), head).differences().software())
        .extracting(Difference::toString)
        .contains("dl4j products: f32 → tf32");
  }

  @Test
  void whoIsPairedByHandMustBeThere() {
    assertThatThrownBy(
            () -> Comparison.of(run(), run(), Map.of("dl5j", "dl4j"), Comparison.THRESHOLD))
        .hasMessageContaining("has no backend 'dl5j'; it has dl4j");
    assertThatThrownBy(
            () -> Comparison.of(run(), run(), Map.of("dl4j", "dl5j"), Comparison.THRESHOLD))
        .hasMessageContaining("has no backend 'dl5j'; it has dl4j");
  }

  @Test
  void twoBackendsOfOneRunCanBeCompared() {
    RunRecord run = SampleRuns.complete();
    Comparison comparison =
        Comparison.of(run, run, Map.of("djl-mxnet", "djl-pytorch"), Comparison.THRESHOLD);
    assertThat(comparison.pairs()).containsExactly(new Pair("djl-mxnet", "djl-pytorch"));
    assertThat(comparison.speeds().changes())
        .isNotEmpty()
        .allSatisfy(change -> assertThat(change.scope().backend()).isEqualTo("djl-pytorch"))
        .allSatisfy(change -> assertThat(change.ratio()).isNotEqualTo(1));
    assertThat(comparison.verdicts().changes())
        .extracting(VerdictChange::backend)
        .containsOnly("djl-pytorch");
    assertThat(comparison.verdicts().onlyBase()).isZero();
  }

  private static ContractRecord invalid(Outcome outcome) {
    return new ContractRecord(
        "dl4j", "stride 0", "conv2d", "conv2d stride=0", "no stride", outcome, "", "./assay …");
  }

  private static ProofRecord proof(Outcome outcome) {
    return new ProofRecord(
        "dl4j",
        "lenet5",
        2,
        2,
        "p1",
        "training-step network=lenet5",
        61_706,
        20,
        1000,
        outcome,
        0.5,
        "loss",
        "");
  }
}
