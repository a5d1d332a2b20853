package dev.assay.spi;

import java.util.SortedMap;

/**
 * A backend as it describes itself once started.
 *
 * @param device the device it computes on, read back
 * @param threads how many threads it computes with, read back; 0 if it cannot tell
 * @param facts everything else worth knowing, by name: library and native versions, build options
 */
public record Description(String device, int threads, SortedMap<String, String> facts) {}
