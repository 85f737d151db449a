package dev.paddock.bus;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Values of any type that a fact may have a component of; one that is missing here says so. */
final class MadeUp {
  private static final String[] TEXTS = {"", "2025-las-vegas-R", "Nürburgring", "\"quoted\\\"", "line\nbreak", "🏎", "@kind"};

  private final Random random;

  MadeUp(Random random) {
    this.random = random;
  }

  Object of(Type type) {
    return switch (type) {
      case ParameterizedType p -> container((Class<?>) p.getRawType(), p.getActualTypeArguments());
      case Class<?> c when c.isEnum() -> one(c.getEnumConstants());
      case Class<?> c when c.isRecord() -> record(c);
      case Class<?> c when c.isSealed() -> of(one(c.getPermittedSubclasses()));
      case Class<?> c -> plain(c);
      default -> throw new IllegalArgumentException("no idea how to make up a " + type);
    };
  }

  private Object plain(Class<?> type) {
    return switch (type.getName()) {
      case "int", "java.lang.Integer" -> random.nextInt();
      case "long", "java.lang.Long" -> random.nextLong();
      case "boolean", "java.lang.Boolean" -> random.nextBoolean();
      case "double", "java.lang.Double" -> random.nextDouble();
      case "java.lang.String" -> one(TEXTS);
      case "java.time.Instant" -> Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 100_000_000_000L), random.nextInt(1_000_000_000));
      case "java.time.Duration" -> Duration.ofNanos(random.nextLong());
      case "java.util.UUID" -> new UUID(random.nextLong(), random.nextLong());
      default -> throw new IllegalArgumentException("no idea how to make up a " + type);
    };
  }

  private Object container(Class<?> type, Type[] of) {
    if (type == Optional.class) return random.nextBoolean() ? Optional.of(of(of[0])) : Optional.empty();
    if (type == List.class) return List.copyOf(several(of[0]));
    if (type == Map.class) {
      Map<Object, Object> map = new HashMap<>();
      several(of[0]).forEach(key -> map.put(key, of(of[1])));
      return Map.copyOf(map);
    }
    throw new IllegalArgumentException("no idea how to make up a " + type);
  }

  private List<Object> several(Type type) {
    List<Object> all = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) all.add(of(type));
    return all;
  }

  private Object record(Class<?> type) {
    var components = type.getRecordComponents();
    try {
      var canonical = type.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
      canonical.setAccessible(true);
      return canonical.newInstance(Stream.of(components).map(component -> of(component.getGenericType())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no idea how to make up a " + type, e);
    }
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
