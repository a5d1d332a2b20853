package dev.assay.reports.render;

/** A name and what there is to say of it. */
record Fact(String name, String value) {}
