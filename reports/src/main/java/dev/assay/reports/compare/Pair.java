package dev.assay.reports.compare;

/**
 * Two backends that are compared though their names differ.
 *
 * @param base its name in the base
 * @param head its name in the head, by which the comparison knows both
 */
public record Pair(String base, String head) {}
