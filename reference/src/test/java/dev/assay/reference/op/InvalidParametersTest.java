package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.reference.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no problem is refused in one line that names the parameter and its value. */
class InvalidParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conv2d n=1 c=1 h=2 w=2 k=1 kernel=3x3                  | kernel=3x3 | padded input 2x2
          conv2d n=1 c=1 h=2 w=9 k=1 kernel=1x1 kernel=1x1       | 'kernel' is given twice | kernel=1x1
          conv2d n=1 c=1 h=4 w=9 k=1 kernel=3x3 dilation=2x2     | kernel=3x3 with dilation=2x2 | 4x9
          conv2d n=1 c=1 h=4 w=1 k=1 kernel=3x3 pad=0x0:1        | kernel=3x3 | padded input 4x2
          conv2d n=1 c=1 h=4 w=4 k=1 kernel=3x3 stride=0x1       | stride=0x1 | at least 1
          conv2d n=1 c=1 h=4 w=4 k=1 kernel=0x3                  | kernel=0x3 | at least 1
          conv2d n=1 c=1 h=4 w=4 k=1 kernel=3x3 dilation=1x0     | dilation=1x0 | at least 1
          conv2d n=1 c=4 h=4 w=4 k=6 kernel=3x3 groups=3         | groups=3 | c=4
          conv2d n=1 c=6 h=4 w=4 k=4 kernel=3x3 groups=3         | groups=3 | k=4
          conv2d n=1 c=6 h=4 w=4 k=6 kernel=3x3 groups=0         | groups=0 | at least 1
          conv2d n=0 c=6 h=4 w=4 k=6 kernel=3x3                  | n=0 | at least 1
          conv2d n=1 c=-6 h=4 w=4 k=6 kernel=3x3                 | c=-6 | at least 1
          conv2d n=1 c=6 h=4 w=4 k=6 kernel=3x3 pad=-1x0         | pad=-1x0 | negative
          conv2d n=1 c=6 h=4 w=4 k=6 kernel=3x3 pad=0x0:-1       | pad=0x0:-1 | negative
          conv2d n=1 c=1 h=2000000000 w=2 k=1 kernel=1x1         | h=2000000000 | too large
          conv2d n=1 c=1 h=9 w=2 k=1 kernel=1x1 pad=2000000000x0 | pad=2000000000x0 | too large
          conv2d n=9 c=9 h=90000 w=90000 k=1 kernel=1x1          | x=9x9x90000x90000 | 2^31-1
          conv2d n=1 c=1 h=9 w=9 k=2000000000 kernel=9x9         | weights=2000000000x1x9x9 | 2^31-1
          conv2d n=1 c=1 h=9 w=9 k=2000000000 kernel=1x1         | output=1x2000000000x9x9 | 2^31-1
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=2000000000x1         | kernel=2000000000x1 | padded input
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=2x1 dilation=2000000000x1 | dilation=2000000000x1 | padded
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=3                    | kernel=3 | HEIGHTxWIDTH
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=3xx3                 | kernel=3xx3 | HEIGHTxWIDTH
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=3x                   | kernel=3x | not a number
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 pad=1            | pad=1 | TOP:BOTTOMxLEFT:RIGHT
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 pad=0:1:2x0      | pad=0:1:2x0 | two sides
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 pad=:1x0         | pad=:1x0 | not a number
          conv2d n=many c=1 h=9 w=9 k=1 kernel=1x1               | n=many | not a number
          conv2d n=1.5 c=1 h=9 w=9 k=1 kernel=1x1                | n=1.5 | not a number
          conv2d n=99999999999 c=1 h=9 w=9 k=1 kernel=1x1        | n=99999999999 | in its range
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 bias=yes         | bias=yes | true or false
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 stride=          | stride= | HEIGHTxWIDTH
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 strides=2x2      | 'strides' | stride=1x1
          conv2d n=1 c=1 h=9 w=9 kernel=1x1                      | conv2d needs k=… | kernel=
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 sideways         | unknown direction 'sideways' | backward-data
          conv2d backward n=1 c=1 h=9 w=9 k=1 kernel=1x1 forward | two directions, 'backward' | 'forward'
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 fill=ones        | unknown fill 'ones' | integer
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 type=f8          | unknown type 'f8' | f32
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 seed=one         | seed=one | whole number
          conv2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 seed=1 seed=1    | 'seed' is given twice | seed=1
          conv2d n=64 c=1 h=600 w=600 k=1 kernel=1x1 fill=integer | fill=integer | 23040000
          conv7d n=1                                             | unknown operation 'conv7d' | conv2d
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 pad=3x0          | pad=3x0 | kernel=3x3
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 pad=0x0:3        | pad=0x0:3 | kernel=3x3
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 pad=-1x0         | pad=-1x0 | negative
          max-pool2d n=1 c=1 h=2 w=9 kernel=3x3                  | kernel=3x3 | padded input 2x9
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 stride=1x0       | stride=1x0 | at least 1
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 rounding=nearest | rounding=nearest | [down, up]
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 global=true      | global=true | kernel=9x9
          max-pool2d n=9 c=9 h=90000 w=90000 kernel=3x3          | x=9x9x90000x90000 | 2^31-1
          max-pool2d backward n=1 c=1 h=9 w=9 kernel=3x3         | no direction backward | backward-data
          average-pool2d n=1 c=0 h=9 w=9 kernel=3x3              | c=0 | at least 1
          average-pool2d n=1 c=1 h=9 w=2000000000 kernel=3x3     | w=2000000000 | too large
          average-pool2d n=1 c=1 h=9 w=9 kernel=3x3 count-pad=1  | count-pad=1 | true or false
          conv1d n=1 c=1 l=2 k=1 kernel=3                        | kernel=3 | padded input 2
          conv1d n=1 c=1 l=4 k=1 kernel=3 dilation=2 pad=0       | kernel=3 with dilation=2 | padded input 4
          conv1d n=1 c=1 l=4 k=1 kernel=3 stride=0               | stride=0 | at least 1
          conv1d n=1 c=1 l=4 k=1 kernel=3 dilation=0             | dilation=0 | at least 1
          conv1d n=1 c=4 l=4 k=6 kernel=3 groups=3               | groups=3 | c=4
          conv1d n=1 c=4 l=4 k=6 kernel=3 pad=0:-1               | pad=0:-1 | negative
          conv1d n=1 c=4 l=4 k=6 kernel=3 pad=0:1:2              | pad=0:1:2 | two sides
          conv1d n=1 c=4 l=4 k=6 kernel=3x3                      | kernel=3x3 | not a number
          conv1d n=1 c=1 l=2000000000 k=1 kernel=1               | l=2000000000 | too large
          conv1d n=9 c=9 l=90000000 k=1 kernel=1                 | x=9x9x90000000 | 2^31-1
          max-pool1d n=1 c=1 l=9 kernel=3 pad=0:3                | pad=0:3 | kernel=3
          max-pool1d n=1 c=1 l=9 kernel=3 global=true            | global=true | kernel=9
          average-pool1d n=1 c=1 l=2 kernel=3                    | kernel=3 | padded input 2
          average-pool1d n=1 c=0 l=2 kernel=1                    | c=0 | at least 1
          conv3d n=1 c=1 d=1 h=4 w=4 k=1 kernel=2x3x3 | kernel=2x3x3 | padded input, 1
          conv3d n=1 c=1 d=1 h=4 w=4 k=1 kernel=3x3 | kernel=3x3 | DEPTHxHEIGHTxWIDTH
          conv3d n=1 c=1 d=3 h=4 w=4 k=1 kernel=2x3x3 pad=1x1 | pad=1x1 | DEPTHxHEIGHTxWIDTH
          conv-transpose2d n=1 c=1 h=4 w=4 k=1 kernel=3x3 output-pad=1x0 | output-pad=1x0 | stride=1x1
          conv-transpose2d n=1 c=1 h=1 w=4 k=1 kernel=1x1 pad=1x0 | pad=1x0 | -1x4
          conv-transpose2d n=1 c=4 h=1 w=4 k=3 kernel=1x1 groups=2 | groups=2 | k=3
          conv-transpose2d n=1 c=3 h=1 w=4 k=4 kernel=1x1 groups=2 | groups=2 | c=3
          conv-transpose2d n=1 c=0 h=1 w=4 k=4 kernel=1x1 | c=0 | at least 1
          conv-transpose2d n=1 c=3 h=1 w=4 k=0 kernel=1x1 | k=0 | at least 1
          locally-connected2d n=1 c=1 h=2 w=2 k=1 kernel=3x3 | kernel=3x3 | padded input 2x2
          average-pool3d n=1 c=1 d=1 h=9 w=9 kernel=2x1x1 | kernel=2x1x1 | padded input, 1
          max-pool3d n=1 c=1 d=3 h=9 w=9 kernel=2x1x1 pad=0x0x-1 | pad=-1 | negative
          max-pool3d n=1 c=1 d=3 h=9 w=9 kernel=2x1x1 global=true | global=true | kernel=3x9x9
          linear n=1 in=0 out=1                                  | in=0 | at least 1
          linear n=1 in=2000000000 out=2                         | weights=2x2000000000 | 2^31-1
          linear n=1 in=1                                        | linear needs out=… | bias=false
          softmax shape=2x3 axis=2                               | axis=2 | shape=2x3
          softmax shape=2x3 axis=-1                              | axis=-1 | between 0 and 1
          softmax shape=2x3 axis=1 beta=NaN                      | beta=NaN | finite
          softmax shape=2x3 axis=1 beta=1e39                     | beta=1.0E39 | finite
          softmax shape=2x0 axis=1                               | shape=2x0 | below 1
          softmax shape=2x axis=1                                | shape=2x | not a number
          softmax shape=70000x70000 axis=1                       | shape=70000x70000 | 2^31-1
          relu shape=-1                                          | shape=-1 | below 1
          leaky-relu shape=3 slope=NaN                           | slope=NaN | finite
          leaky-relu shape=3 slope=-Infinity                     | slope=-Infinity | finite
          leaky-relu shape=3 slope=steep                         | slope=steep | not a number
          relu shape=3 slope=0.1                                 | 'slope' | shape=
          cross-entropy n=1 classes=0                            | classes=0 | at least 1
          cross-entropy n=70000 classes=70000                    | logits=70000x70000 | 2^31-1
          cross-entropy backward-weights n=1 classes=2           | backward-weights | forward, backward-data
          mean-squared-error shape=600000000                     | shape=600000000 | 2^29-1
          randomized-leaky-relu shape=0                          | shape=0 | below 1
          dropout shape=3 rate=1.0                               | rate=1.0 | below 1
          dropout shape=3 rate=-0.1                              | rate=-0.1 | from 0
          dropout shape=3 rate=NaN                               | rate=NaN | from 0
          dropout shape=3 rate=0.99999999999                     | rate=0.99999999999 | below 1
          random-dropout shape=3 rate=1.0                        | rate=1.0 | below 1
          random-dropout shape=3 rate=NaN                        | rate=NaN | from 0
          random-dropout shape=1073741824                        | output=2x1073741824 | 2^31-1
          random-dropout backward-data shape=3                   | backward-data | forward
          log-softmax shape=2x3 axis=2                           | axis=2 | shape=2x3
          log-softmax shape=2x3 axis=1 beta=Infinity             | beta=Infinity | finite
          cross-entropy-of-probabilities n=0 classes=3           | n=0 | at least 1
          cross-entropy-of-probabilities n=1 classes=0           | classes=0 | at least 1
          cross-entropy-of-probabilities n=70000 classes=70000   | probabilities=70000x70000 | 2^31-1
          binary-cross-entropy shape=0x2                         | shape=0x2 | below 1
          binary-cross-entropy backward-weights shape=2          | backward-weights | backward-data
          binary-cross-entropy-of-probabilities shape=2 fill=one | unknown fill 'one' | integer
          one-hot n=0 classes=2                                  | n=0 | at least 1
          one-hot n=2 classes=0                                  | classes=0 | at least 1
          one-hot n=70000 classes=70000                          | output=70000x70000 | 2^31-1
          one-hot backward-data n=2 classes=3                    | no direction backward-data | forward
          arg-max shape=2x3 axis=-1                              | axis=-1 | between 0 and 1
          arg-max backward-data shape=2 axis=0                   | no direction backward-data | forward
          add shape=2x                                           | shape=2x | not a number
          concat shape=2x3 axis=2 other=1                        | axis=2 | between 0 and 1
          concat shape=2x3 axis=1 other=0                        | other=0 | at least 1
          concat shape=2x3 axis=1 other=2147483647               | other=2147483647 | too large
          concat shape=70000x3 axis=1 other=70000                | output=70000x70003 | 2^31-1
          flatten shape=2                                        | shape=2 | at least 2 dimensions
          sgd size=0 learning-rate=0.1                           | size=0 | at least 1
          sgd size=2 learning-rate=0                             | learning-rate=0.0 | positive, normal
          sgd size=2 learning-rate=1e-60                         | learning-rate=1.0E-60 | positive, normal
          sgd size=2 learning-rate=NaN                           | learning-rate=NaN | positive, normal
          sgd size=2 learning-rate=0.1 decay=-1                  | decay=-1.0 | not negative
          sgd backward size=2 learning-rate=0.1                  | no direction backward | forward
          momentum size=2 learning-rate=0.1 momentum=0           | momentum=0.0 | between 0 and 1
          momentum size=2 learning-rate=0.1 momentum=1           | momentum=1.0 | between 0 and 1
          momentum size=2000000000 learning-rate=0.1             | output=2x2000000000 | 2^31-1
          momentum size=2 learning-rate=0.1 nesterov=maybe       | nesterov=maybe | true or false
          adam size=2 step=0                                     | step=0 | at least 1
          adam size=2 step=1 beta1=1                             | beta1=1.0 | below 1
          adam size=2 step=1 beta2=-0.1                          | beta2=-0.1 | from 0
          adam size=2 step=1 beta2=0.999999999                   | beta2=0.999999999 | below 1
          adam size=2 step=1 epsilon=0                           | epsilon=0.0 | positive, normal
          adam size=800000000 step=1                             | output=3x800000000 | 2^31-1
          mean-squared-error                                     | needs shape=… | mean-squared-error
          batch-norm shape=5                                     | shape=5 | axis 1
          batch-norm shape=2x3 epsilon=0                         | epsilon=0.0 | positive
          batch-norm shape=2x3 epsilon=-1e-5                     | epsilon=-1.0E-5 | positive
          batch-norm shape=2x3 epsilon=NaN                       | epsilon=NaN | positive
          batch-norm shape=2x3 epsilon=1e39                      | epsilon=1.0E39 | positive
          batch-norm shape=2x3 momentum=0.9                      | 'momentum' | epsilon=1.0E-5
          batch-norm-inference shape=7                           | shape=7 | axis 1
          batch-norm-inference shape=2x3 epsilon=1e-45           | epsilon=1.0E-45 | normal
          batch-norm-statistics shape=2x3 momentum=1.5           | momentum=1.5 | between 0 and 1
          batch-norm-statistics shape=2x3 momentum=NaN           | momentum=NaN | between 0 and 1
          batch-norm-statistics shape=1x3 unbiased=true          | unbiased=true | shape=1x3
          batch-norm-statistics shape=1                          | shape=1 | axis 1
          batch-norm-statistics backward shape=2x3               | no direction backward | forward
          layer-norm shape=2x3 axes=0                            | axes=0 | shape=2x3
          layer-norm shape=2x3 axes=3                            | axes=3 | between 1 and 2
          layer-norm shape=2x3 epsilon=0                         | epsilon=0.0 | positive
          instance-norm shape=2x3                                | shape=2x3 | positions
          instance-norm shape=2x3x4 epsilon=0                    | epsilon=0.0 | positive
          group-norm shape=2x6x2 groups=4                        | groups=4 | shape=2x6x2
          group-norm shape=2x6x2 groups=0                        | groups=0 | at least 1
          group-norm shape=6 groups=1                            | shape=6 | axis 1
          group-norm shape=2x6x2                                 | needs groups=… | epsilon
          local-response-norm n=1 c=1 h=1 w=1 size=4             | size=4 | odd
          local-response-norm n=1 c=1 h=1 w=1 size=-1            | size=-1 | at least 1
          local-response-norm n=1 c=1 h=1 w=1 alpha=-1           | alpha=-1.0 | negative
          local-response-norm n=1 c=1 h=1 w=1 beta=Infinity      | beta=Infinity | finite
          local-response-norm n=1 c=1 h=1 w=1 k=0                | k=0.0 | positive
          local-response-norm n=9 c=9 h=90000 w=90000            | x=9x9x90000x90000 | 2^31-1
          conv1d n=1 c=1 l=50000 k=50000 kernel=50000 | weights=50000x1x50000 | 2^31-1
          conv1d n=1 c=1 l=1073741825 k=1 kernel=1 | l=1073741825 | too large
          conv2d n=1 c=1 h=1 w=1073741825 k=1 kernel=1x1 | w=1073741825 | too large
          conv3d n=1 c=1 d=1073741825 h=1 w=1 k=1 kernel=1x1x1 | 1073741825 | beyond
          conv3d n=1 c=1 d=90 h=9000 w=9000 k=1 kernel=1x1x1 | x=1x1x90x9000x9000 | 2^31-1
          conv3d n=1 c=1 d=9 h=3000 w=3000 k=30 kernel=9x3000x3000 | weights=30x1x9x3000x3000 | 2^31-1
          conv3d n=1 c=1 d=9 h=3000 w=3000 k=30 kernel=1x1x1 | output=1x30x9x3000x3000 | 2^31-1
          conv-transpose2d n=1 c=1 h=2 w=3 k=1 kernel=1x1 pad=1x1 | pad=1x1 | 0x1
          conv-transpose2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 output-pad=-1x0 | output-pad=-1x0 | at least 0
          conv-transpose2d n=1 c=1 h=9 w=9 k=1 kernel=1x1 stride=1x2 output-pad=0x2 | output-pad=0x2 | stride=1x2
          conv-transpose2d n=1 c=1 h=9 w=999999 k=1 kernel=1x1 stride=1x999999 | leaves an output | 999997000003
          locally-connected2d n=9 c=9 h=90000 w=90000 k=1 kernel=1x1 | x=9x9x90000x90000 | 2^31-1
          locally-connected2d n=1 c=9 h=10000 w=10000 k=9 kernel=1x1 | weights=10000x10000x9x9x1x1 | 2^31-1
          locally-connected2d n=9 c=1 h=10000 w=10000 k=9 kernel=1x1 | output=9x9x10000x10000 | 2^31-1
          max-pool1d n=9 c=9 l=90000000 kernel=1 | x=9x9x90000000 | 2^31-1
          max-pool1d n=1 c=1 l=9 kernel=9 pad=0:1 global=true | global=true | pad=0:1
          max-pool2d n=1 c=1 h=3 w=4 kernel=3x3 global=true | global=true | kernel=3x4
          max-pool2d n=1 c=1 h=4 w=3 kernel=3x3 global=true | global=true | kernel=4x3
          max-pool2d n=1 c=1 h=3 w=3 kernel=3x3 pad=1x0 global=true | global=true | pad=1x0
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 pad=0:3x0 | pad=0:3x0 | kernel=3x3
          max-pool2d n=1 c=1 h=9 w=9 kernel=3x3 pad=0x3:0 | pad=0x3:0 | kernel=3x3
          max-pool2d n=1 c=1 h=20000 w=20000 kernel=50000x50000 pad=20000x20000 | kernel=50000x50000 | 2^31-1
          average-pool2d n=1 c=1 h=40000 w=40000 kernel=9999x9999 pad=9000x9000 | output=1x1x48002x48002 | 2^31-1
          max-pool3d n=1 c=1 d=3 h=9 w=9 kernel=3x9x9 pad=1x0x0 global=true | global=true | pad=1x0x0
          max-pool3d n=1 c=1 d=9 h=9 w=9 kernel=3x9x9 pad=3x0x0 | pad=3x0x0 | kernel=3x9x9
          max-pool3d n=1 c=1 d=9 h=9 w=9 kernel=3x9x9 pad=0:3x0x0 | pad=0:3x0x0 | kernel=3x9x9
          max-pool3d n=1 c=1 d=90 h=9000 w=9000 kernel=1x1x1 | x=1x1x90x9000x9000 | 2^31-1
          max-pool3d n=1 c=1 d=5 h=10000 w=10000 kernel=9x16000x16000 pad=4x6000x6000 | kernel=9x16000x16000 | 2^31-1
          max-pool3d n=1 c=1 d=10 h=14000 w=14000 kernel=2x1x1 pad=1x0x0 | output=1x1x11x14000x14000 | 2^31-1
          linear n=70000 in=70000 out=1                          | x=70000x70000 | 2^31-1
          linear n=70000 in=1 out=70000                          | output=70000x70000 | 2^31-1
          momentum size=2 learning-rate=0                        | learning-rate=0.0 | positive
          momentum size=2 learning-rate=0.1 decay=-1             | decay=-1.0 | not negative
          adam size=2 step=1 learning-rate=-1                    | learning-rate=-1.0 | positive
          adam size=2 step=1 decay=Infinity                      | decay=Infinity | finite
          adam size=2 step=1 beta1=-0.1                          | beta1=-0.1 | from 0
          group-norm shape=2x6x2 groups=2 epsilon=0              | epsilon=0.0 | positive
          batch-norm-statistics shape=2x3 momentum=-0.5          | momentum=-0.5 | between 0 and 1
          mean-squared-error shape=536870912                     | shape=536870912 | 2^29-1
          relu shape=3 =x                                        | no parameter '' | shape=…
          =                                                      | unknown operation '=' | conv2d
          """)
  void isRefused(String text, String named, String alsoNamed) {
    assertThatExceptionOfType(InvalidOperationException.class)
        .isThrownBy(() -> Problem.parse(text))
        .satisfies(
            refused ->
                assertThat(refused.getMessage())
                    .contains(named)
                    .contains(alsoNamed)
                    .doesNotContain("\n")
                    .doesNotContain("Exception"));
  }

  /** Every size of every operation must be at least 1, along every axis. */
  @Test
  void noSizeIsZero() {
    String valid =
        """
        conv1d n=2 c=2 l=5 k=2 kernel=3 stride=2 dilation=2 groups=2
        conv2d n=2 c=2 h=5 w=5 k=2 kernel=3x3 stride=2x2 dilation=2x2 groups=2
        conv3d n=2 c=2 d=5 h=5 w=5 k=2 kernel=3x3x3 stride=2x2x2 dilation=2x2x2 groups=2
        conv-transpose2d n=2 h=5 w=5 kernel=3x3 stride=2x2 dilation=2x2 groups=2 c=2 k=2
        locally-connected2d n=2 c=2 h=5 w=5 k=2 kernel=3x3 stride=2x2
        max-pool1d n=2 c=2 l=5 kernel=3 stride=2
        average-pool1d n=2 c=2 l=5 kernel=3 stride=2
        max-pool2d n=2 c=2 h=5 w=5 kernel=3x3 stride=2x2
        average-pool2d n=2 c=2 h=5 w=5 kernel=3x3 stride=2x2
        max-pool3d n=2 c=2 d=5 h=5 w=5 kernel=3x3x3 stride=2x2x2
        average-pool3d n=2 c=2 d=5 h=5 w=5 kernel=3x3x3 stride=2x2x2
        linear n=2 in=2 out=2
        cross-entropy n=2 classes=2
        cross-entropy-of-probabilities n=2 classes=2
        one-hot n=2 classes=2
        local-response-norm n=2 c=2 h=2 w=2 size=3
        adam size=2 step=2
        sgd size=2 learning-rate=0.5
        momentum size=2 learning-rate=0.5
        group-norm shape=2x2 groups=2
        concat shape=2 axis=0 other=2
        """;
    for (String problem : valid.lines().toList()) {
      Problem.parse(problem);
      for (String word : problem.split(" ")) {
        Matcher size = Pattern.compile("(?<==|x)[235](?=$|x)").matcher(word);
        while (!word.startsWith("shape=") && size.find()) {
          String zero = word.substring(0, size.start()) + "0" + word.substring(size.end());
          assertThatExceptionOfType(InvalidOperationException.class)
              .as("%s with %s", problem, zero)
              .isThrownBy(
                  () -> Problem.parse(problem.replaceAll("(?<= )" + word + "(?= |$)", zero)))
              // A transposed convolution is checked as its adjoint, whose c is k and whose k is c.
              .withMessageMatching(".*\\b(" + zero + "|[ck]=0)( .*|$)")
              .withMessageContaining(" at least 1");
        }
      }
    }
  }

  /** No side of any axis has a negative padding. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv1d n=1 c=1 l=9 k=1 kernel=3 pad=%s",
        "max-pool1d n=1 c=1 l=9 kernel=3 pad=%s",
        "conv2d n=1 c=1 h=9 w=9 k=1 kernel=3x3 pad=%sx0",
        "conv2d n=1 c=1 h=9 w=9 k=1 kernel=3x3 pad=0x%s",
        "conv-transpose2d n=1 c=1 h=9 w=9 k=1 kernel=3x3 pad=%sx0",
        "locally-connected2d n=1 c=1 h=9 w=9 k=1 kernel=3x3 pad=0x%s",
        "average-pool2d n=1 c=1 h=9 w=9 kernel=3x3 pad=%sx0",
        "conv3d n=1 c=1 d=9 h=9 w=9 k=1 kernel=3x3x3 pad=%sx0x0",
        "conv3d n=1 c=1 d=9 h=9 w=9 k=1 kernel=3x3x3 pad=0x%sx0",
        "average-pool3d n=1 c=1 d=9 h=9 w=9 kernel=3x3x3 pad=0x0x%s"
      })
  void noPaddingIsNegative(String problem) {
    for (String sides : new String[] {"-1:0", "0:-1"}) {
      assertThatExceptionOfType(InvalidOperationException.class)
          .isThrownBy(() -> Problem.parse(problem.formatted(sides)))
          .withMessageMatching(".*pad=.*" + sides + ".* must not be negative");
    }
    Problem.parse(problem.formatted("0:1"));
  }

  /** The last values inside the ranges. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv1d n=1 c=1 l=1073741824 k=1 kernel=1",
        "conv2d n=1 c=1 h=1 w=1073741824 k=1 kernel=1x1",
        "conv2d n=1 c=1 h=2 w=2 k=1 kernel=2x2",
        "conv3d n=1 c=1 d=1073741824 h=1 w=1 k=1 kernel=1x1x1",
        "conv3d n=1 c=1 d=2 h=2 w=2 k=1 kernel=2x2x2",
        "conv-transpose2d n=1 c=1 h=2 w=3 k=1 kernel=1x1 pad=0:1x1",
        "max-pool1d n=1 c=1 l=2 kernel=2 global=true",
        "max-pool2d n=1 c=1 h=2 w=3 kernel=2x3 global=true",
        "max-pool3d n=1 c=1 d=4 h=2 w=3 kernel=4x2x3 global=true",
        "max-pool3d n=1 c=1 d=4 h=2 w=3 kernel=4x2x3 pad=3x1x2",
        "relu shape=2147483647",
        "mean-squared-error shape=536870911",
        "concat shape=1 axis=0 other=2147483646",
        "sgd size=1 learning-rate=1.1754943508222875E-38",
        "sgd size=1 learning-rate=3.4028234663852886E38",
        "dropout shape=3 rate=0",
        "random-dropout shape=3 rate=0",
        "random-dropout shape=1073741823",
        "random-dropout shape=2147483647 gradient=false",
        "adam size=1 step=1 beta1=0 beta2=0",
        "batch-norm-statistics shape=2x3 momentum=0",
        "batch-norm-statistics shape=1x3 momentum=1",
        "layer-norm shape=2x3 axes=2",
        "local-response-norm n=1 c=1 h=1 w=1 size=1 alpha=0 beta=0"
      })
  void isAccepted(String problem) {
    assertThat(Problem.parse(problem).operation().outputShape().size()).isPositive();
  }
}
