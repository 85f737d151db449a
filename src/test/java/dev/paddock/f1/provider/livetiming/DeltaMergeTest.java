package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaMergeTest {
  static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{3}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"a":1,"b":{"c":2}}             | {"b":{"d":3}}                     | {"a":1,"b":{"c":2,"d":3}}           | objects merge
      {"s":[{"v":1},{"v":2},{"v":3}]} | {"s":{"1":{"w":9}}}               | {"s":[{"v":1},{"v":2,"w":9},{"v":3}]} | a numbered element is patched
      {"s":[{"v":1}]}                 | {"s":{"3":{"v":4}}}               | {"s":[{"v":1},null,null,{"v":4}]}   | an array grows
      {"s":[{"v":1},{"v":2}]}         | {"s":[{"v":3}]}                   | {"s":[{"v":3}]}                     | an array replaces
      {"s":[{"v":1}]}                 | {"s":{}}                          | {"s":[{"v":1}]}                     | a patch of nothing changes nothing
      {"s":[1]}                       | {"s":{"x":2}}                     | {"s":{"x":2}}                       | an object that numbers nothing replaces
      {"s":{"1":{"v":1}}}             | {"s":{"2":{"v":2}}}               | {"s":{"1":{"v":1},"2":{"v":2}}}     | numbers are keys where no array was
      {"a":{"b":1}}                   | {"a":5}                           | {"a":5}                             | a scalar replaces
      {"a":5}                         | {"a":{"b":1}}                     | {"a":{"b":1}}                       | and is replaced
      {"a":5}                         | {"a":null}                        | {"a":null}                          | null is a value
      {"a":{"Lap":3,"Value":"1:20"}}  | {"a":{"_deleted":["Lap"]}}        | {"a":{"Value":"1:20"}}              | keys go
      {"a":{"Lap":3}}                 | {"a":{"_deleted":["Lap"],"Lap":4}} | {"a":{"Lap":4}}                    | before others come
      {"a":1}                         | {"_kf":true,"b":{"_kf":true}}     | {"a":1,"b":{}}                      | a keyframe's mark is no value
      {}                              | {"a":[{"_kf":true,"_deleted":["x"]}]} | {"a":[{}]}                      | nor is it in what is new
      {"s":[{"v":1},{"v":2}]}         | {"s":{"_deleted":["0"]}}          | {"s":[null,{"v":2}]}                | a deleted element leaves its place
      """)
  void deltas_are_merged(String state, String patch, String expected, String what) throws JsonProcessingException {
    var merge = new DeltaMerge();
    merge.apply(object(state));
    merge.apply(object(patch));
    assertThat(merge.state()).isEqualTo(object(expected));
  }

  @Test void an_array_does_not_grow_without_bounds() throws JsonProcessingException {
    var merge = new DeltaMerge();
    merge.apply(object("{\"s\":[1]}"));
    assertThat(merge.apply(object("{\"s\":{\"500000\":1}}"))).isFalse();
    assertThat(merge.apply(object("{\"s\":{\"99999999999\":1}}"))).isTrue();
    assertThat(merge.state()).describedAs("a number that is none for an element").isEqualTo(object("{\"s\":{\"99999999999\":1}}"));
    assertThat(merge.refused()).isOne();
  }

  @Test void the_state_does_not_grow_without_bounds() {
    var merge = new DeltaMerge();
    for (int i = 0; i < 300; i++) {
      var patch = JsonNodeFactory.instance.objectNode();
      var list = patch.putArray("key" + i);
      IntStream.range(0, 1000).forEach(list::add);
      merge.apply(patch);
    }
    assertThat(merge.size()).isLessThanOrEqualTo(DeltaMerge.LARGEST).isGreaterThan(DeltaMerge.LARGEST - 2000);
    assertThat(merge.refused()).isEqualTo(101);
  }

  @Test void a_patch_nested_too_deep_is_refused_as_a_whole() throws JsonProcessingException {
    var merge = new DeltaMerge();
    assertThat(merge.apply(object("{\"ok\":1,\"a\":" + "[".repeat(900) + "]".repeat(900) + "}"))).isFalse();
    assertThat(merge.state()).isEmpty();
    assertThat(merge.apply(object("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"))).isTrue();
  }

  @Property(tries = 500) void any_patches_are_merged(@ForAll("patches") List<JsonNode> patches) {
    var merge = new DeltaMerge();
    for (var patch : patches) {
      var before = patch.deepCopy();
      merge.apply((ObjectNode) patch);
      assertThat(patch).describedAs("a patch stays as it is").isEqualTo(before);
      assertThat(merge.size()).describedAs("values in the state").isEqualTo(DeltaMerge.count(merge.state()));
      assertClean(merge.state());
    }
  }

  @Property(tries = 500) void a_patch_that_comes_twice_changes_nothing(@ForAll("patches") List<JsonNode> patches) {
    var merge = new DeltaMerge();
    for (var patch : patches) {
      merge.apply((ObjectNode) patch);
      var once = merge.state().deepCopy();
      merge.apply((ObjectNode) patch.deepCopy());
      assertThat(merge.state()).isEqualTo(once);
    }
  }

  @Property(tries = 300) void a_later_patch_does_not_reach_into_earlier_ones(@ForAll("patches") List<JsonNode> patches) {
    var copies = patches.stream().map(JsonNode::<JsonNode>deepCopy).toList();
    var merge = new DeltaMerge();
    patches.forEach(patch -> merge.apply((ObjectNode) patch));
    assertThat(patches).isEqualTo(copies);
  }

  private static void assertClean(JsonNode node) {
    assertThat(node.has("_kf") || node.has("_deleted")).describedAs("marks in the state").isFalse();
    node.forEach(DeltaMergeTest::assertClean);
  }

  @Provide Arbitrary<List<JsonNode>> patches() {
    return objects(4).map(node -> (JsonNode) node).list().ofMaxSize(6);
  }

  private static Arbitrary<ObjectNode> objects(int levels) {
    var keys = Arbitraries.of("a", "b", "Lines", "Stints", "0", "1", "2", "7", "01", "-1", "_kf", "_deleted", "");
    return Arbitraries.maps(keys, nodes(levels - 1)).ofMaxSize(4).map(fields -> {
      var object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : fields.entrySet()) object.set(field.getKey(), field.getValue());
      return object;
    });
  }

  private static Arbitrary<JsonNode> nodes(int levels) {
    Arbitrary<JsonNode> scalars = Arbitraries.of(JsonNodeFactory.instance.nullNode(), JsonNodeFactory.instance.textNode("a"),
        JsonNodeFactory.instance.textNode("1"), JsonNodeFactory.instance.numberNode(1), JsonNodeFactory.instance.booleanNode(true));
    if (levels == 0) return scalars;
    Arbitrary<JsonNode> arrays = nodes(levels - 1).list().ofMaxSize(4)
        .map(elements -> JsonNodeFactory.instance.arrayNode().addAll(elements));
    return Arbitraries.oneOf(scalars, arrays, objects(levels).map(node -> (JsonNode) node));
  }

  private static ObjectNode object(String json) throws JsonProcessingException {
    return (ObjectNode) JSON.readTree(json);
  }
}
