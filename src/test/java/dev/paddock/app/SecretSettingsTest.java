package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.app.Setting.Source;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords, keys and secret addresses come from the environment only and are never shown. */
class SecretSettingsTest extends OwnFile {
  private static final String NOT_HERE = " = \"***\": expected nothing here: it is taken from the environment only";

  @Test void the_address_of_the_slack_channel_is_in_no_file() throws IOException {
    var file = file("f1: {import: {slack-webhook: 'https://hooks.example.org/T0/s3cr3t'}}");
    assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of(), Map.of())).isInstanceOfSatisfying(SettingsProblem.class,
        wrong -> assertThat(wrong.problems()).containsExactly(
            "f1.import.slack-webhook (SLACK_WEBHOOK_URL)" + NOT_HERE));
  }

  @Test void passwords_and_keys_are_taken_from_the_environment_only_and_never_shown() throws IOException {
    var betfair = Map.of("PADDOCK_HORSE_BETFAIR_ENABLED", "true", "PADDOCK_HORSE_BETFAIR_USER", "me", "PADDOCK_HORSE_BETFAIR_PASSWORD",
        "hunter2", "PADDOCK_HORSE_BETFAIR_APP_KEY", "k3y");
    var s = read(betfair, Map.of());
    assertThat(s.toString()).doesNotContain("hunter2", "k3y");
    assertThat(s.effective()).filteredOn(setting -> setting.name().matches("horse.betfair.(password|app-key)")).hasSize(2)
        .allSatisfy(setting -> assertThat(setting.shown()).isEqualTo("***"));
    var file = file("horse: {racingapi: {password: hunter2}}");
    assertThatThrownBy(() -> Settings.read(Optional.of(file), betfair, Map.of("horse.betfair.app-key", "k3y")))
        .isInstanceOfSatisfying(SettingsProblem.class, wrong -> assertThat(wrong.problems()).containsExactlyInAnyOrder(
            "horse.betfair.app-key (PADDOCK_HORSE_BETFAIR_APP_KEY)" + NOT_HERE,
            "horse.racingapi.password (PADDOCK_HORSE_RACINGAPI_PASSWORD)" + NOT_HERE));
  }

  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource({
      "postgresql://me:hunter2@db:5432/x,          postgresql://me:***@db:5432/x",
      "postgresql+asyncpg://me:a@b@db/x,           postgresql+asyncpg://me:***@db/x",
      "postgresql://db/x?user=me&password=hunter2, postgresql://db/x?user=me&password=***",
      "redis://:hunter2@cache:6379/0,              redis://:***@cache:6379/0",
      "https://api.jolpi.ca,                       https://api.jolpi.ca",
      "https://host/a:b@c,                         https://host/a:b@c",
  })
  void a_password_is_never_shown(String value, String shown) {
    assertThat(new Setting("database.url", Optional.empty(), value, Source.ENVIRONMENT).shown()).isEqualTo(shown);
  }
}
