package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * The state of a topic, merged from its deltas: objects merge key by key; an object of whole-numbered keys patches those elements of an
 * array, and lengthens it with nulls where it must; an array or a scalar replaces what was there. {@code _deleted} names keys that go
 * before the others of its object come; {@code _kf} marks a keyframe and says nothing else.
 *
 * <p>A patch that is nested deeper than {@link #DEEPEST} or would make the state larger than {@link #LARGEST} is refused as a whole.
 * Applying one twice changes nothing.
 */
public final class DeltaMerge {
  /** Levels of a patch; streams have up to nine. */
  public static final int DEEPEST = 32;
  /** Values in the state, elements that lengthen an array among them; a race's TimingData has some 10,000. */
  public static final int LARGEST = 200_000;

  private static final String DELETED = "_deleted";
  private static final String KEYFRAME = "_kf";
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,5}");

  private final ObjectNode state = JsonNodeFactory.instance.objectNode();
  private int size = 1;
  private int refused;

  /** What there is by now; the next patch changes it. */
  public ObjectNode state() {
    return state;
  }

  /** Patches that were refused. */
  public int refused() {
    return refused;
  }

  /** Values in the state, objects and arrays among them. */
  public int size() {
    return size;
  }

  /** Whether it was applied. The patch itself is not changed. */
  public boolean apply(ObjectNode patch) {
    if (size + weight(patch, DEEPEST) > LARGEST) {
      refused++;
      return false;
    }
    into(state, patch);
    return true;
  }

  /** Values that it adds at most; more than the largest state has if it is nested too deep. */
  private static int weight(JsonNode node, int levels) {
    if (!node.isContainerNode()) return 1;
    if (levels == 0) return LARGEST + 1;
    long weight = 1;
    int highest = -1;
    for (var entry : node.properties()) {
      if (INDEX.matcher(entry.getKey()).matches()) highest = Math.max(highest, Integer.parseInt(entry.getKey()));
      weight += weight(entry.getValue(), levels - 1);
    }
    if (node.isArray()) {
      for (var element : node) weight += weight(element, levels - 1);
    }
    return (int) Math.min(weight + highest + 1, LARGEST + 1);
  }

  private void into(ObjectNode state, ObjectNode patch) {
    for (var key : patch.path(DELETED)) drop(state.remove(key.asText()));
    for (var entry : patch.properties()) {
      if (!about(entry.getKey())) state.set(entry.getKey(), merged(state.get(entry.getKey()), entry.getValue()));
    }
  }

  private void into(ArrayNode state, ObjectNode elements) {
    for (var key : elements.path(DELETED)) {
      if (INDEX.matcher(key.asText()).matches() && key.asInt() < state.size()) {
        state.set(key.asInt(), merged(state.get(key.asInt()), state.nullNode()));
      }
    }
    for (var entry : elements.properties()) {
      if (about(entry.getKey())) continue;
      int index = Integer.parseInt(entry.getKey());
      for (; state.size() <= index; size++) state.addNull();
      state.set(index, merged(state.get(index), entry.getValue()));
    }
  }

  private JsonNode merged(JsonNode before, JsonNode patch) {
    if (before instanceof ArrayNode array && patch instanceof ObjectNode elements && indexed(elements)) {
      into(array, elements);
      return array;
    }
    if (before instanceof ObjectNode object && patch instanceof ObjectNode fields) {
      into(object, fields);
      return object;
    }
    drop(before);
    size++;
    if (patch instanceof ObjectNode fields) {
      var object = JsonNodeFactory.instance.objectNode();
      into(object, fields);
      return object;
    }
    if (patch instanceof ArrayNode elements) {
      var array = JsonNodeFactory.instance.arrayNode(elements.size());
      for (var element : elements) array.add(merged(null, element));
      return array;
    }
    return patch;
  }

  private void drop(JsonNode node) {
    if (node != null) size -= count(node);
  }

  static int count(JsonNode node) {
    int count = 1;
    for (var child : node) count += count(child);
    return count;
  }

  /** Whether it says which elements of an array change: {@code {}} says that none does. */
  private static boolean indexed(ObjectNode patch) {
    return patch.properties().stream().allMatch(entry -> about(entry.getKey()) || INDEX.matcher(entry.getKey()).matches());
  }

  private static boolean about(String key) {
    return key.equals(DELETED) || key.equals(KEYFRAME);
  }
}
