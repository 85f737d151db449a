package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** axe-core's findings on a page as it stands, those that its makers call serious or critical; and targets of less than 24 px. */
public final class Axe {
  private static final String SOURCE = source();
  private static final String RUN = """
      async () => {
        const { violations } = await axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
        return violations.filter(v => ['serious', 'critical'].includes(v.impact)).flatMap(v => v.nodes.map(node =>
          `${v.id} (${v.impact}): ${v.help}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`));
      }""";

  private Axe() {}

  public static void assertClean(Page page) {
    assertThat(findings(page)).as("findings on " + page.url()).isEmpty();
  }

  /** Each in a line: the rule, the element, what is wrong. */
  @SuppressWarnings("unchecked") // a list of strings is what the script returns
  public static List<String> findings(Page page) {
    if (!(boolean) page.evaluate("'axe' in window")) page.evaluate(SOURCE);
    return (List<String>) page.evaluate(RUN);
  }

  private static String source() {
    try (var in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
