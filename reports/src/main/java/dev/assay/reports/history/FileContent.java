package dev.assay.reports.history;

/** What a file turned out to be. */
sealed interface FileContent permits FoundRun, SkippedFile {}
