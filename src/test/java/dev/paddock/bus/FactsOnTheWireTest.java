package dev.paddock.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.paddock.bus.RecordCodec.Heard;
import dev.paddock.bus.RecordCodec.Unread;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is told on one node is the same on another. The facts are those of every contract: a new one cannot be forgotten. */
class FactsOnTheWireTest {
  record Counted(int times) implements Message {}

  record Noted(Optional<String> note) implements Message {}

  static final Address.Fact<Counted> COUNTED = new Address.Fact<>("test.counted", Counted.class);
  static final int DRAWS = 200;

  static Stream<Address.Fact<?>> facts() {
    return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.paddock").stream()
        .flatMap(type -> type.getFields().stream()).filter(field -> field.getRawType().isEquivalentTo(Address.Fact.class))
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .map(FactsOnTheWireTest::value);
  }

  private static Address.Fact<?> value(JavaField field) {
    try {
      Field declared = field.reflect();
      declared.setAccessible(true);
      return (Address.Fact<?>) declared.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test void there_are_facts() {
    assertThat(facts()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest(name = "{0}") @MethodSource("facts") void arrives_as_it_was_told(Address.Fact<?> fact) {
    var here = knowing(fact);
    var there = knowing(fact);
    var made = new MadeUp(new Random(20251123));
    for (int i = 0; i < DRAWS; i++) {
      var told = (Message) made.of(fact.event());
      assertThat(over(here, there, told)).isEqualTo(new Heard(fact.name(), told));
    }
  }

  @Test void every_record_belongs_to_one_address() {
    var codec = new RecordCodec();
    facts().forEach(codec::know);
    facts().forEach(codec::know);
    assertThatThrownBy(() -> {
      codec.know(COUNTED);
      codec.know(new Address.Fact<>("test.counted.too", Counted.class));
    }).hasMessageContaining("test.counted");
  }

  @Test void what_nobody_here_wants_to_know_is_passed_over() {
    assertThat(over(knowing(COUNTED), new RecordCodec(), new Counted(3))).isEqualTo(Unread.UNREAD);
  }

  @Test void only_facts_leave_a_node() {
    assertThatThrownBy(() -> new RecordCodec().encodeToWire(Buffer.buffer(), new Counted(1))).hasMessageContaining("only facts");
  }

  @Test void a_node_of_another_version_is_understood() {
    var noted = new Address.Fact<>("test.noted", Noted.class);
    assertThat(read("{\"fact\":\"test.counted\",\"is\":{\"times\":7,\"since\":\"yesterday\"}}", COUNTED))
        .isEqualTo(new Heard("test.counted", new Counted(7)));
    assertThat(read("{\"fact\":\"test.noted\",\"is\":{}}", noted)).isEqualTo(new Heard("test.noted", new Noted(Optional.empty())));
  }

  @Test void what_is_garbled_or_names_a_class_is_nothing() {
    for (var said : new String[] {"", "[]", "null", "{", "{\"fact\":\"test.counted\",\"is\":{\"times\":\"many\"}}",
        "{\"fact\":\"test.counted\",\"is\":[\"java.io.File\",\"/etc/passwd\"]}", "{\"fact\":\"java.io.File\",\"is\":\"/etc/passwd\"}"}) {
      assertThat(read(said, COUNTED)).as(said).isEqualTo(Unread.UNREAD);
    }
    assertThat(knowing(COUNTED).decodeFromWire(0, Buffer.buffer().appendInt(-1))).isEqualTo(Unread.UNREAD);
    assertThat(knowing(COUNTED).decodeFromWire(0, Buffer.buffer().appendInt(Integer.MAX_VALUE).appendString("{"))).isEqualTo(Unread.UNREAD);
  }

  private static RecordCodec knowing(Address.Fact<?> fact) {
    var codec = new RecordCodec();
    codec.know(fact);
    return codec;
  }

  private static Object read(String json, Address.Fact<?> known) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return knowing(known).decodeFromWire(0, Buffer.buffer().appendInt(bytes.length).appendBytes(bytes));
  }

  /** Behind what belongs to the bus itself. */
  private static Object over(RecordCodec here, RecordCodec there, Message told) {
    var wire = Buffer.buffer("head");
    here.encodeToWire(wire, told);
    return there.decodeFromWire(4, wire);
  }
}
