package dev.assay.reports.render;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** JUnit XML as build servers read it. */
final class JUnitXml {
  private final XMLStreamWriter xml;

  /**
   * Cases that belong together.
   *
   * @param timestamp when they were run; empty if that makes no sense
   * @param time how long they took, in seconds; likewise
   */
  record Suite(String name, String timestamp, String time, List<Case> cases) {
    private long count(Remark.Kind kind) {
      return cases.stream().filter(c -> c.remark() != null && c.remark().kind() == kind).count();
    }
  }

  /**
   * One case.
   *
   * @param group within its suite
   * @param remark what is to say if it is not simply passed; null if it is
   */
  record Case(String group, String name, @Nullable Remark remark) {}

  /** What is not simply passed. */
  record Remark(Kind kind, String type, String message, String text) {
    enum Kind {
      FAILURE("failure"),
      SKIPPED("skipped");

      private final String element;

      Kind(String element) {
        this.element = element;
      }
    }
  }

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * The XML of several suites.
   *
   * @param name of all of them
   */
  static String print(String name, List<Suite> suites) {
    try {
      StringWriter text = new StringWriter();
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitXml(xml).write(name, suites);
      xml.close();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("suites must be printable as XML", e);
    }
  }

  private void write(String name, List<Suite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    attribute("name", name);
    for (Suite suite : suites) {
      write(suite);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void write(Suite suite) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute("name", suite.name());
    attribute("tests", String.valueOf(suite.cases().size()));
    attribute("failures", String.valueOf(suite.count(Remark.Kind.FAILURE)));
    attribute("errors", "0");
    attribute("skipped", String.valueOf(suite.count(Remark.Kind.SKIPPED)));
    if (!suite.timestamp().isEmpty()) {
      attribute("timestamp", suite.timestamp());
    }
    if (!suite.time().isEmpty()) {
      attribute("time", suite.time());
    }
    for (Case testCase : suite.cases()) {
      write(suite.name(), testCase);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void write(String suite, Case testCase) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute("classname", suite + "." + testCase.group());
    attribute("name", testCase.name());
    Remark remark = testCase.remark();
    if (remark != null) {
      xml.writeStartElement(remark.kind().element);
      attribute("message", Printable.line(remark.message()));
      if (remark.kind() == Remark.Kind.FAILURE) {
        attribute("type", remark.type());
      }
      xml.writeCharacters(Printable.of(remark.text()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Printable.of(value));
  }
}
