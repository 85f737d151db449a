package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.contract.Formula1;
import dev.paddock.web.ContractClient.Answered;
import dev.paddock.web.ContractClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A driver as an administrator sets him, hides him and brings him back. */
class DriverEditTest extends EditedSeason {
  @Test void a_driver_is_renamed_hidden_and_brought_back() {
    var named = new JsonObject().put("familyName", "Lauda").put("number", 12);
    var edited = changeDriver("driver_1", driverEdit("driver_1").etag(), named).expect(200);
    sync();
    assertThat(driverEdit("driver_1").json().getMap()).containsEntry("familyName", "Lauda").containsEntry("givenName", "Given")
        .containsEntry("edited", List.of("number", "familyName"));
    deleteDriver("driver_1", edited.etag()).expect(204);
    sync();
    assertThat(drivers()).hasSize(19).doesNotContain("driver_1");
    assertThat(entered()).as("who can be picked").hasSize(19).doesNotContain("driver_1");
    assertThat(driverEdit("driver_1").json().getBoolean("deleted")).isTrue();
    var released = new JsonObject().put("release", new JsonArray().add("deleted").add("familyName"));
    changeDriver("driver_1", driverEdit("driver_1").etag(), released).expect(200);
    sync();
    assertThat(drivers()).hasSize(20);
    assertThat(entered()).contains("driver_1");
    assertThat(driverEdit("driver_1").json().getMap()).containsEntry("familyName", "driver_1").containsEntry("number", 12);
  }

  @Test void a_driver_made_by_hand_goes_altogether_unless_something_names_him() {
    createDriver("ada").expect(201);
    createDriver("bob").expect(201);
    createDriver("ada").expect(409, "conflict");
    pools.transactions().query("insert into price (season, driver_id, tenths) values (2025, 'bob', 50)").execute().await();
    for (var driver : List.of("ada", "bob")) deleteDriver(driver, driverEdit(driver).etag()).expect(204);
    driverEdit("ada").expect(404, "not-found");
    assertThat(driverEdit("bob").json().getBoolean("deleted")).isTrue();
    assertThat(rows("action", "audit_entry order by id")).containsExactly("f1.driver.create", "f1.driver.create", "f1.driver.delete",
        "f1.driver.hide");
  }

  private List<String> entered() {
    return bus.ask(Formula1.ENTRIES, new Formula1.GetEntries(2025), PATIENCE).await().entries().stream().filter(Formula1.Entry::entered)
        .map(Formula1.Entry::driverId).toList();
  }

  private List<String> drivers() {
    return admin.ask("listDrivers").with("season", 2025).answer().expect(200).json().getJsonArray("drivers").stream()
        .map(driver -> ((JsonObject) driver).getString("driverId")).toList();
  }

  private Answered driverEdit(String driver) {
    return admin.ask("getDriverEdit").with("driverId", driver).with("season", 2025).answer();
  }

  private Answered changeDriver(String driver, String etag, JsonObject body) {
    return admin.ask("changeDriver").with("driverId", driver).with("season", 2025).ifMatch(etag).body(body.put("reason", WHY)).answer();
  }

  private Answered createDriver(String id) {
    return admin.ask("createDriver").header("Idempotency-Key", id + rows("count(*)", "audit_entry")).body(driver(id)).answer();
  }

  private ContractClient.Answered deleteDriver(String id, String etag) {
    return admin.ask("deleteDriver").with("driverId", id).with("season", 2025).with("reason", WHY).ifMatch(etag).answer();
  }
}
