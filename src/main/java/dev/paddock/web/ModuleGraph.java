package dev.paddock.web;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which modules a module needs before it runs: those that it imports, those that these import, and so on. Read from their text by eye,
 * as it were: what this overlooks a browser finds by itself, later.
 *
 * @param importMap where what is named by neither a path nor an address is found; a name that ends in / stands for all that begin with it
 * @param source    the text of a module by its address, such as {@code /components/race-view.js}; empty: there is none
 */
record ModuleGraph(Map<String, String> importMap, Function<String, Optional<Buffer>> source) {
  private static final Pattern IMPORT =
      Pattern.compile("(?:^|[;}\\s])(?:import|export)\\s*(?:[\\w*{}\\s,$]+?\\s*from\\s*)?[\"']([^\"']+)[\"']");

  /** Each once, without the module itself. */
  Set<String> neededBy(String module) {
    var found = new LinkedHashSet<String>();
    gather(module, found);
    found.remove(module);
    return found;
  }

  private void gather(String module, Set<String> found) {
    var text = source.apply(module);
    if (text.isEmpty() || !found.add(module)) return;
    IMPORT.matcher(text.get().toString()).results().flatMap(match -> address(module, match.group(1)).stream())
        .forEach(next -> gather(next, found));
  }

  private Optional<String> address(String from, String name) {
    if (name.startsWith(".")) return Optional.of(URI.create(from).resolve(name).toString());
    if (importMap.containsKey(name)) return Optional.of(importMap.get(name));
    return Stream.iterate(name.lastIndexOf('/'), slash -> slash > 0, slash -> name.lastIndexOf('/', slash - 1))
        .filter(slash -> importMap.containsKey(name.substring(0, slash + 1))).findFirst()
        .map(slash -> importMap.get(name.substring(0, slash + 1)) + name.substring(slash + 1));
  }
}
