package dev.paddock.cli;

import dev.paddock.app.Logging;
import dev.paddock.app.Setting;
import dev.paddock.app.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads the settings. */
final class SettingsOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "settings file; only what differs from the defaults (PADDOCK_CONFIG)")
  private Path config;

  @Option(names = "--data-dir", paramLabel = "DIR", description = "where everything local lives (PADDOCK_DATA_DIR, .paddock)")
  private String dataDir;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "any setting, as listed by `paddock config`; may be repeated")
  private Map<String, String> set = new LinkedHashMap<>();

  Settings read() {
    return read(Map.of());
  }

  /** For commands that speak for themselves: nothing below a warning is logged beside it, unless somebody set a level. */
  Settings readQuietly() {
    var settings = read();
    boolean asked = settings.effective().stream().anyMatch(set -> set.name().equals("log.level") && set.source() != Setting.Source.DEFAULT);
    if (!asked) Logging.configure(new Settings.Log("warn", settings.log().format()));
    return settings;
  }

  /**
   * Reads the settings of this process and sets up logging by them.
   *
   * @param own settings that the command's own flags set, such as {@code http.port}
   */
  Settings read(Map<String, String> own) {
    var flags = new LinkedHashMap<>(set);
    if (dataDir != null) flags.put("data-dir", dataDir);
    flags.putAll(own);
    var settings = Settings.ofThisProcess(Optional.ofNullable(config), flags);
    Logging.configure(settings.log());
    return settings;
  }
}
