package dev.paddock.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.paddock.app.Setting.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lays defaults, the operator's file, the environment and flags over each other, the later over the earlier.
 * The defaults name every setting there is; anything else is a mistake and is said so.
 */
final class SettingLayers {
  private static final String DEFAULTS = "/conf/paddock.yaml";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::(.*))?}", Pattern.DOTALL);
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Scalars as text; a cadence, which only makes sense as a whole, as its YAML tree. */
  final Map<String, Setting> scalars = new LinkedHashMap<>();
  final Map<String, JsonNode> cadences = new LinkedHashMap<>();
  final List<String> problems = new ArrayList<>();

  private final Map<String, String> environment;

  SettingLayers(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    this.environment = environment;
    leaves(defaults()).forEach((name, node) -> lay(name, node, Source.DEFAULT));
    file.ifPresent(this::layFile);
    scalars.replaceAll((name, setting) -> setting.variable().flatMap(this::variable)
        .map(value -> new Setting(name, setting.variable(), value, Source.ENVIRONMENT)).orElse(setting));
    flags.forEach((name, value) -> {
      if (isKnown(name, "a flag")) scalars.computeIfPresent(name, (n, s) -> new Setting(n, s.variable(), value, Source.FLAG));
    });
  }

  private void layFile(Path file) {
    try (var in = Files.newInputStream(file)) {
      leaves(YAML.readTree(in)).forEach((name, node) -> {
        if (name.startsWith("cadences.") || isKnown(name, file.toString())) lay(name, node, Source.FILE);
      });
    } catch (NoSuchFileException e) {
      problems.add("the settings file " + file + " does not exist: expected a file like conf/paddock.yaml");
    } catch (IOException e) {
      problems.add("the settings file " + file + " cannot be read: " + e.getMessage().lines().findFirst().orElse("expected YAML"));
    }
  }

  private void lay(String name, JsonNode node, Source source) {
    if (name.startsWith("cadences.")) {
      cadences.put(name.substring("cadences.".length()), node);
      scalars.put(name, new Setting(name, Optional.empty(), node.toString(), source));
      return;
    }
    if (node.isContainerNode()) {
      problems.add(name + " = " + node + ": expected a single value");
      return;
    }
    var text = node.asText("");
    var variable = VARIABLE.matcher(text);
    var declared = Optional.ofNullable(scalars.get(name)).flatMap(Setting::variable);
    if (!variable.matches()) {
      scalars.put(name, new Setting(name, declared, node.isNull() ? "" : text, source));
      return;
    }
    var own = variable(variable.group(1));
    scalars.put(name, new Setting(name, declared.or(() -> Optional.of(variable.group(1))),
        own.orElse(Optional.ofNullable(variable.group(2)).orElse("")), own.isPresent() ? Source.ENVIRONMENT : source));
  }

  /** Compose files and shells set variables to nothing; that means the default, like no variable at all. */
  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private boolean isKnown(String name, String where) {
    if (scalars.containsKey(name)) return true;
    problems.add(name + " in " + where + ": expected a setting that exists, such as http.port; `config` lists them all");
    return false;
  }

  private static JsonNode defaults() {
    try (InputStream in = SettingLayers.class.getResourceAsStream(DEFAULTS)) {
      return YAML.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException("the jar carries no readable " + DEFAULTS, e);
    }
  }

  private static Map<String, JsonNode> leaves(JsonNode tree) {
    var leaves = new LinkedHashMap<String, JsonNode>();
    collect("", tree, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, JsonNode> into) {
    if (node.isObject() && !path.startsWith("cadences.")) {
      node.properties().forEach(e -> collect(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), into));
    } else if (!path.isEmpty()) {
      into.put(path, node);
    }
  }
}
