package dev.assay.reports.job;

/** What to time, and for how long. */
public record TimingPlan(LayerPlan layers, NetworkPlan networks, RoofPlan roof) {}
