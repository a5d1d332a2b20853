package dev.assay.reports.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a known divergence is explained: an issue, or a file of source. */
record UpstreamLink(String href) {
  private static final Pattern ISSUE =
      Pattern.compile("https://github\\.com/[^/]+/([^/]+)/(?:issues|pull)/([0-9]+)");

  /** {@code djl#1316}, or what the file is called. */
  public String text() {
    Matcher issue = ISSUE.matcher(href);
    return issue.matches()
        ? issue.group(1) + "#" + issue.group(2)
        : href.substring(href.lastIndexOf('/') + 1);
  }
}
