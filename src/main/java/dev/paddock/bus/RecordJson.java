package dev.paddock.bus;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records as JSON and back: their components and nothing else, times as text, of a sealed family the member's simple name in
 * {@value #KIND}. What is not known is passed over, so that nodes of two versions understand each other.
 */
final class RecordJson {
  static final JsonMapper MAPPER = JsonMapper.builder()
      .addModules(new JavaTimeModule(), new Jdk8Module())
      .annotationIntrospector(new Families())
      .visibility(PropertyAccessor.GETTER, Visibility.NONE)
      .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
      .visibility(PropertyAccessor.FIELD, Visibility.ANY)
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
          SerializationFeature.FAIL_ON_EMPTY_BEANS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  private static final String KIND = "@kind";

  private RecordJson() {}

  /** A contract knows nothing of JSON: which records a family has is what it permits. */
  private static final class Families extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_NAME =
        JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, KIND, null, false, null);

    @Override public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
      return isFamily(annotated) ? BY_NAME : super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override public List<NamedType> findSubtypes(Annotated annotated) {
      return isFamily(annotated) ? members(annotated.getRawType()).map(member -> new NamedType(member, member.getSimpleName())).toList()
          : super.findSubtypes(annotated);
    }

    private static boolean isFamily(Annotated annotated) {
      return annotated instanceof AnnotatedClass && annotated.getRawType().isInterface() && annotated.getRawType().isSealed();
    }

    private static Stream<Class<?>> members(Class<?> family) {
      return Stream.of(family.getPermittedSubclasses())
          .flatMap(member -> member.isSealed() ? members(member) : Stream.<Class<?>>of(member));
    }
  }
}
