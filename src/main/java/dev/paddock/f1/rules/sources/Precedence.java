package dev.paddock.f1.rules.sources;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whom to believe when sources contradict each other: of each field the first in this order that says anything. A source that is not
 * named is believed after those that are.
 */
public record Precedence(List<String> sources) {
  public Precedence {
    sources = List.copyOf(sources);
  }

  /** @param believed one statement of each item and field, in the order in which they were first mentioned; {@code against} likewise */
  public record Verdict(List<Statement> believed, List<Disagreement> against) {
    public Verdict {
      believed = List.copyOf(believed);
      against = List.copyOf(against);
    }
  }

  private record About(String item, String field) {}

  /** Compares all that was said of one subject. A source speaks once of each field. */
  public Verdict judge(String subject, Collection<Statement> statements) {
    Map<About, List<Statement>> said = statements.stream().collect(
        Collectors.groupingBy(s -> new About(s.item(), s.field()), LinkedHashMap::new, Collectors.toList()));
    var believed = new ArrayList<Statement>();
    var against = new ArrayList<Disagreement>();
    said.forEach((about, all) -> {
      var first = all.stream().min(Comparator.comparingInt(this::rank).thenComparing(Statement::source)).orElseThrow();
      believed.add(first);
      if (all.stream().allMatch(first::agrees)) return;
      against.add(new Disagreement(subject, about.item, about.field,
          all.stream().collect(Collectors.toMap(Statement::source, Statement::value)), first.source()));
    });
    return new Verdict(believed, against);
  }

  private int rank(Statement statement) {
    int rank = sources.indexOf(statement.source());
    return rank < 0 ? sources.size() : rank;
  }
}
