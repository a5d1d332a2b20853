package dev.assay.adapters.djl.mxnet.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.mxnet.engine.MxOpParams;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {

  @Test
  void isTheTextThatMxnetReads() {
    Graph graph = new Graph();
    int x = graph.variable("x");
    int weights = graph.variable("fc weights");
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("num_hidden", 10);
    attributes.addParam("no_bias", true);
    int y = graph.node("FullyConnected", attributes, List.of(x, weights));

    assertThat(graph.json(y))
        .isEqualToIgnoringWhitespace(
            """
            {
              "nodes": [
                {"op": "null", "name": "x", "attrs": {}, "inputs": []},
                {"op": "null", "name": "fc weights", "attrs": {}, "inputs": []},
                {"op": "FullyConnected", "name": "FullyConnected2",
                 "attrs": {"num_hidden": "10", "no_bias": "True"},
                 "inputs": [[0, 0, 0], [1, 0, 0]]}
              ],
              "arg_nodes": [0, 1],
              "heads": [[2, 0, 0]],
              "attrs": {"mxnet_version": ["int", 10900]}
            }
            """);
  }
}
