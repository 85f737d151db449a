package dev.paddock.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.app.Setting.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the layers of settings come to, and which of them each value is from.
 * The defaults name every setting there is; anything else is a mistake and is said so.
 */
final class SettingLayers {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::(.*))?}", Pattern.DOTALL);
  private static final String CADENCE = "cadences.";
  private static final JsonMapper JSON = new JsonMapper();

  /** Scalars as text; a cadence, which only makes sense as a whole, as its tree. */
  final Map<String, Setting> scalars = new LinkedHashMap<>();
  final Map<String, JsonNode> cadences = new LinkedHashMap<>();
  final List<String> problems = new ArrayList<>();

  private final Map<String, String> environment;
  private final Map<String, String> flags;

  SettingLayers(Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    this.environment = environment;
    this.flags = new LinkedHashMap<>(flags);
    try (var stores = new SettingStores()) {
      var tree = stores.defaults();
      var defaults = leaves(tree);
      this.flags.keySet().removeIf(name -> !isKnown(name, defaults, "a flag"));
      lay(defaults, leaves(layered(stores, tree, file, variables(defaults))), file);
    }
  }

  private JsonObject layered(SettingStores stores, JsonObject defaults, Optional<Path> file, Map<String, String> variables) {
    try {
      return stores.layered(defaults, file, variables, flags);
    } catch (SettingStores.Unreadable e) {
      problems.add("the settings file " + file.orElseThrow() + " " + e.getMessage());
      return stores.layered(defaults, Optional.empty(), variables, flags);
    }
  }

  private void lay(Map<String, Object> defaults, Map<String, Object> layered, Optional<Path> file) {
    defaults.forEach((name, value) -> lay(name, value, layered.containsKey(name) ? layered.get(name) : value));
    layered.forEach((name, value) -> {
      if (name.startsWith(CADENCE) && !defaults.containsKey(name)) lay(name, "", value);
      else isKnown(name, defaults, file.map(Path::toString).orElse("the defaults"));
    });
  }

  private void lay(String name, Object byDefault, Object value) {
    if (value instanceof JsonArray) {
      problems.add(name + " = " + value + ": expected a single value");
      lay(name, byDefault, byDefault);
      return;
    }
    var variable = variable(byDefault);
    var source = flags.containsKey(name) ? Source.FLAG
        : variable.flatMap(this::set).isPresent() ? Source.ENVIRONMENT
        : text(value).equals(text(byDefault)) ? Source.DEFAULT : Source.FILE;
    var setting = new Setting(name, variable, text(value), source);
    scalars.put(name, source == Source.DEFAULT || source == Source.FILE ? resolved(setting) : setting);
    if (name.startsWith(CADENCE)) cadence(name.substring(CADENCE.length()), text(value));
  }

  private void cadence(String name, String tree) {
    try {
      cadences.put(name, JSON.readTree(tree));
    } catch (JsonProcessingException e) {
      problems.add(CADENCE + name + " = \"" + tree + "\": expected bands: [{from: PT1H, every: PT1H}]");
    }
  }

  /** {@code ${NAME:default}} becomes what it stands for. */
  private Setting resolved(Setting setting) {
    var written = VARIABLE.matcher(setting.value());
    if (!written.matches()) return setting;
    var set = set(written.group(1));
    return new Setting(setting.name(), setting.variable(), set.orElse(Optional.ofNullable(written.group(2)).orElse("")),
        set.isPresent() ? Source.ENVIRONMENT : setting.source());
  }

  /** What the environment says, by setting. */
  private Map<String, String> variables(Map<String, Object> defaults) {
    var values = new LinkedHashMap<String, String>();
    defaults.forEach((name, value) -> variable(value).flatMap(this::set).ifPresent(set -> values.put(name, set)));
    return values;
  }

  private static Optional<String> variable(Object byDefault) {
    return Optional.of(VARIABLE.matcher(text(byDefault))).filter(Matcher::matches).map(written -> written.group(1));
  }

  /** Compose files and shells set variables to nothing; that means the default, like no variable at all. */
  private Optional<String> set(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private boolean isKnown(String name, Map<String, Object> defaults, String where) {
    if (defaults.containsKey(name)) return true;
    problems.add(name + " in " + where + ": expected a setting that exists, such as http.port; `config` lists them all");
    return false;
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static Map<String, Object> leaves(JsonObject tree) {
    var leaves = new LinkedHashMap<String, Object>();
    collect("", tree, leaves);
    return leaves;
  }

  private static void collect(String path, Object node, Map<String, Object> into) {
    if (node instanceof JsonObject tree && !path.startsWith(CADENCE)) {
      tree.forEach(e -> collect(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), into));
    } else {
      into.put(path, node);
    }
  }
}
