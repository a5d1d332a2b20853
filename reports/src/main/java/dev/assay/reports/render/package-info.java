/**
 * What Assay found, as people and machines read it.
 *
 * <table>
 * <caption>What comes in, and what goes out</caption>
 * <tr><th></th><th>a {@link Presentation}</th><th>as files</th><th>in a terminal</th></tr>
 * <tr><td>a run</td><td>{@link Report}</td><td>{@link HtmlReport}, {@link MarkdownReport}, {@link
 *     JUnitReport}</td><td>{@link TerminalSummary}</td></tr>
 * <tr><td>two runs, compared</td><td>{@link ComparisonReport}</td><td>page, Markdown, JSON, {@link
 *     ComparisonJUnit}</td><td>{@link ComparisonSummary}</td></tr>
 * <tr><td>a history</td><td>{@link HistoryReport}</td><td>pages, {@link HistoryJson}</td><td>{@link
 *     HistorySummary}</td></tr>
 * <tr><td>a recommendation</td><td>{@link RecommendationReport}</td><td>page, Markdown,
 *     JSON</td><td>{@link RecommendationSummary}</td></tr>
 * <tr><td>a machine's noise</td><td></td><td></td><td>{@link NoiseSummary}</td></tr>
 * <tr><td>a network</td><td></td><td></td><td>{@link NetworkTable}</td></tr>
 * <tr><td>a workload</td><td></td><td></td><td>{@link WorkloadTable}</td></tr>
 * <tr><td>a network while it is trained</td><td></td><td>{@link TrainingReport}</td><td>{@link
 *     TrainingReport}</td></tr>
 * <tr><td>what a network's layer sees</td><td></td><td>{@link FeaturesReport}</td><td>{@link
 *     FeaturesReport}</td></tr>
 * <tr><td>a run, for the README</td><td></td><td>{@link SupportMatrix}</td><td></td></tr>
 * </table>
 *
 * <p><b>Start reading</b> at {@link Report}: each of its components is a section, made by a class
 * of its own. A {@link Page} and a text in {@link Markdown} are {@link Templates} among the
 * resources of this package, filled; everything put in is escaped. Whether something is right,
 * slower or worth taking is decided where it comes from. What is worked out here is for the eye:
 * shares, speeds beside the fastest, places in a drawing.
 *
 * <p><b>Where a change goes.</b> How numbers look, everywhere: {@link Numbers}. An outcome's
 * letter, word and explanation: {@link Sign}. A column or a section of a run's reports: the class
 * of that section or a new component of {@link Report}, then both templates. What a number rests
 * on, shown when it is pressed: {@link Details}. Tables in a terminal, those of commands too:
 * {@link TextTable}; its lines and colours: {@link Printout}. Text of unknown origin goes through
 * {@link Printable}, in whatever is made for the eye.
 *
 * <p>It is one package, though a large one. A dozen classes serve two kinds or more, from numbers
 * and tables to the places that pages lead to, and are visible here alone; a package for each kind
 * would make all of them public, and the pages would still lead into one another.
 */
@NullMarked
package dev.assay.reports.render;

import org.jspecify.annotations.NullMarked;
