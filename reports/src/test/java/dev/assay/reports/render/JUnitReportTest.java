package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import java.io.StringReader;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class JUnitReportTest {
  @ParameterizedTest
  @MethodSource("dev.assay.reports.record.RunFolderTest#samples")
  void hasASuiteForEachBackendWhoseCountsAreRight(RunRecord run) throws Exception {
    Document xml = parse(run);
    assertThat(number(xml, "count(//testsuite)")).isEqualTo(run.backends().size());
    assertThat(number(xml, "sum(//testsuite/@tests)")).isEqualTo(number(xml, "count(//testcase)"));
    assertThat(number(xml, "sum(//testsuite/@failures)"))
        .isEqualTo(number(xml, "count(//failure)"));
    assertThat(number(xml, "sum(//testsuite/@skipped)")).isEqualTo(number(xml, "count(//skipped)"));
  }

  @Test
  void whatIsWrongIsAFailureWithTheFindings() throws Exception {
    Document xml = parse(SampleRuns.complete());
    String wrong = "//testcase[@classname='djl-mxnet.conv2d' and @name='backward-weights']/failure";
    assertThat(text(xml, wrong + "/@message"))
        .isEqualTo(
            "12 of 400 wrong: gradient of weights is off where the stride skips the last row");
    assertThat(text(xml, wrong + "/@type")).isEqualTo("FAILED");
    assertThat(text(xml, wrong)).contains("assay replay --backend djl-mxnet", "SIGFPE");
    assertThat(text(xml, "//testcase[@name='law: stride is subsampling']/failure/@message"))
        .isEqualTo("3 of 400 wrong: the strided result differs from the subsampled one");
    assertThat(text(xml, "//testcase[@classname='djl-mxnet.average-pool2d']/failure/@type"))
        .isEqualTo("TIMED_OUT");
    assertThat(text(xml, "//testcase[@classname='djl-mxnet.network.resnet18']/failure/@message"))
        .startsWith("updated layer1.0.conv1 weights");
    assertThat(text(xml, "//testcase[@classname='djl-mxnet.layers.resnet18']/failure/@message"))
        .isEqualTo("gradient of weights is off");
    assertThat(number(xml, "count(//failure)")).isEqualTo(9);
  }

  @Test
  void whatIsUnsupportedKnownOrNotStartedIsSkippedWithTheReason() throws Exception {
    Document xml = parse(SampleRuns.complete());
    assertThat(text(xml, "//testcase[@classname='dl4j.cross-entropy'][1]/skipped/@message"))
        .isEqualTo("400 of 400 unsupported: no cross-entropy");
    assertThat(
            text(
                xml,
                "//testcase[@classname='dl4j.leaky-relu' and @name='backward']/skipped/@message"))
        .isEqualTo("188 of 400 known: the gradient at 0 is 1, not the slope");
    assertThat(text(xml, "//testsuite[@name='dl4j@1.0.0-beta7']//skipped/@message"))
        .startsWith("no natives for linux-aarch64");
  }

  @Test
  void whatDidNotComeToItsEndIsSkippedToo() throws Exception {
    Document givenUp = parse(SampleRuns.givenUp().with(dl4j()));
    assertThat(text(givenUp, "//testcase[@classname='dl4j.unfinished']/@name")).isEqualTo("relu");
    assertThat(text(givenUp, "//testcase[@classname='dl4j.unfinished']/skipped/@message"))
        .isEqualTo("dl4j died of so many problems that relu was given up after 37.");
    Document ended = parse(SampleRuns.flawless().with(dl4j().ended("no answer to a greeting")));
    assertThat(number(ended, "count(//testcase[contains(@classname, '.unfinished')])"))
        .isEqualTo(1);
    assertThat(text(ended, "//testcase[@classname='dl4j.unfinished']/skipped/@message"))
        .startsWith("dl4j could not be continued (no answer to a greeting).");
    assertThat(number(ended, "count(//failure)")).isZero();
  }

  private static BackendRecord dl4j() {
    return new BackendRecord("dl4j", "DL4J", null, "cpu", 2, new TreeMap<>(), null);
  }

  /** Nobody can be wrong about a problem that has no right result. */
  @Test
  void invalidProblemsAreCasesButNoFailures() throws Exception {
    Document xml = parse(SampleRuns.complete());
    String refused = "//testcase[@classname='dl4j.conv2d' and @name='invalid: conv2d-stride-zero']";
    assertThat(number(xml, "count(" + refused + ")")).isEqualTo(1);
    assertThat(number(xml, "count(" + refused + "/*)")).isZero();
    String accepted = "//testcase[@classname='dl4j.one-hot']/skipped";
    assertThat(text(xml, accepted + "/@message"))
        .isEqualTo("accepted silently (a label beyond all classes): computed 6 numbers");
    assertThat(text(xml, accepted)).contains("--invalid one-hot-label-too-large");
  }

  @Test
  void proofsWithSeveralNumbersOfThreadsAreCasesOfTheirOwn() throws Exception {
    Document xml = parse(SampleRuns.sweep());
    String network = "//testcase[@classname='dl4j.network.resnet18' and @name='training-step ";
    String problem = network + "network=resnet18 n=2 size=64x64";
    assertThat(number(xml, "count(" + problem + ", 1 thread'])")).isEqualTo(1);
    assertThat(number(xml, "count(" + problem + ", 2 threads'])")).isEqualTo(1);
  }

  @Test
  void textOfUnknownOriginStaysText() throws Exception {
    assertThat(text(parse(SampleRuns.hostile()), "//failure"))
        .contains("<script>alert(\"1\")</script> & 'a|b' `c` \uFFFD]]> </pre>");
  }

  private static Document parse(RunRecord run) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(JUnitReport.render(run))));
  }

  private static int number(Document xml, String path) throws Exception {
    return Double.valueOf(text(xml, path)).intValue();
  }

  private static String text(Document xml, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, xml);
  }
}
