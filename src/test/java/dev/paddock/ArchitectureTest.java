package dev.paddock;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.paddock.bus.Message;
import dev.paddock.db.Pools;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.SqlConnection;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import walls.violations.f1.AsksDatabase;
import walls.violations.f1.CallsOut;
import walls.violations.f1.ClockManager;
import walls.violations.f1.Copied;
import walls.violations.f1.JoinsNodes;
import walls.violations.f1.KnowsApp;
import walls.violations.f1.KnowsFantasy;
import walls.violations.f1.MakesPool;
import walls.violations.f1.MakesVertx;
import walls.violations.f1.Mutable;
import walls.violations.f1.ReadsClock;
import walls.violations.f1.ReadsMonotonicClock;
import walls.violations.f1.SeesEventBus;
import walls.violations.f1.Sleeps;
import walls.violations.f1.UsesTransaction;
import walls.violations.f1.WritesParquet;
import walls.violations.f1.rules.KnowsVertx;
import walls.violations.f1.store.KnowsBus;
import walls.violations.f1.web.KnowsDatabase;
import walls.violations.kernel.ReadsFiles;

/** The walls of the house. Each is shown to stand, and to stop somebody: a planted class that breaks it. */
class ArchitectureTest {
  static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
      .importPackages("dev.paddock");
  static final JavaClasses PLANTED = new ClassFileImporter().importPackages("walls.violations");

  static final String[] PURE = {"java.lang..", "java.time..", "java.util..", "java.math..", "java.text..", "java.security..",
      "javax.crypto..", "java.nio.charset.."};
  static final String[] JSON = {"com.fasterxml.jackson..", "io.vertx.core.json.."};
  static final String[] SQL = {"io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql.."};

  /** A wall, and those who must be stopped by it. */
  record Wall(ArchRule rule, Class<?>... intruders) {
    @Override public String toString() {
      return rule.getDescription();
    }
  }

  static Stream<Wall> walls() {
    return Stream.of(
        new Wall(classes().that().resideInAnyPackage("..kernel..", "..rules..").should().onlyDependOnClassesThat(
            resideInAnyPackage(and(PURE, "dev.paddock.kernel..", "dev.paddock.*.rules..", "java.nio")))
            .because("rules decide from their arguments alone: no Vert.x, no JSON, no files; of java.nio only the packing of bytes"),
            KnowsVertx.class, ReadsFiles.class),

        new Wall(classes().that().resideInAPackage("..contract..").should().onlyDependOnClassesThat(
            resideInAnyPackage("java..", "dev.paddock.kernel..", "dev.paddock.bus..", "dev.paddock.*.rules..", "dev.paddock.*.contract.."))
            .because("who may know a contract must not get to know what stands behind it"),
            walls.violations.f1.contract.KnowsStore.class),

        new Wall(classes().that().resideInAPackage("..store..").should().onlyDependOnClassesThat(resideInAnyPackage(and(and(JSON, SQL),
            "java..", "dev.paddock.kernel..", "dev.paddock.db..", "dev.paddock.*.rules..", "dev.paddock.*.store..",
            "dev.paddock.*.contract..", "io.vertx.core", "io.vertx.core.buffer..", "com.github.benmanes.caffeine..", "org.slf4j..")))
            .because("a store keeps and reads, it tells nobody and asks nobody but the database"),
            KnowsBus.class),

        new Wall(noClasses().that().resideOutsideOfPackages("..store..", "dev.paddock.db..", "dev.paddock.app..").should(use(
            resideInAnyPackage(SQL).and(not(type(SqlConnection.class))))).orShould(call(resideInAnyPackage(SQL)))
            .because("SQL lives beside its mappers; who closes a slot takes the connection of its transaction "
                + "and hands it on to a store, without using it"),
            AsksDatabase.class, UsesTransaction.class),

        new Wall(classes().that().resideInAPackage("..provider..").should().onlyDependOnClassesThat(resideInAnyPackage(and(JSON,
            "java..", "dev.paddock.kernel..", "dev.paddock.bus..", "dev.paddock.*.rules..", "dev.paddock.*.provider..",
            "dev.paddock.fetch.contract..", "io.vertx.core", "org.slf4j..")))
            .because("a provider turns bytes into records; it fetches by asking for pages, and keeps nothing"),
            walls.violations.f1.provider.KnowsStore.class),

        new Wall(classes().that().resideInAnyPackage("dev.paddock.*.web..", "walls.violations.*.web..").should()
            .onlyDependOnClassesThat(resideInAnyPackage(and(JSON,
            "java..", "dev.paddock.kernel..", "dev.paddock.bus..", "dev.paddock.web..", "dev.paddock.*.web..", "dev.paddock.*.rules..",
            "dev.paddock.*.store..", "dev.paddock.*.contract..", "dev.paddock.notify", "dev.paddock.account", "dev.paddock.sheet", "io.vertx.core",
            "com.github.benmanes.caffeine.cache..", "org.slf4j..")))
            .because("a feature's operations read its own store and ask others; what notify's and account's operations are about, these do themselves"),
            KnowsDatabase.class),

        new Wall(noClasses().that().resideInAnyPackage("dev.paddock.web..", "walls.violations.web..").should().dependOnClassesThat(
            resideInAnyPackage("dev.paddock.*.store..", "dev.paddock.*.provider..", "dev.paddock.*.rules..", "dev.paddock.db..",
                "dev.paddock.*.web.."))
            .because("the server knows the contract and the bus; what an operation does, its feature knows"),
            walls.violations.web.KnowsStore.class),

        new Wall(noClasses().that().resideOutsideOfPackage("dev.paddock.app..").should().callMethod(Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "getenv")
            .orShould().callMethodWhere(anyOf(Clock.class, "system")).orShould().callMethodWhere(anyOf(InstantSource.class, "system"))
            .orShould().callMethodWhere(timeOfDay())
            .because("time and environment are handed in: only so can a replay run a season in a minute"),
            ReadsClock.class),

        new Wall(noClasses().that().resideOutsideOfPackages("dev.paddock.app..", "dev.paddock.web", "dev.paddock.fetch").should()
            .callMethod(System.class, "nanoTime")
            .because("how long a request took is all that may be measured outside of app"),
            ReadsMonotonicClock.class),

        new Wall(noClasses().that().resideOutsideOfPackages("dev.paddock.app..", "dev.paddock.cli..").and()
            .doNotHaveFullyQualifiedName("dev.paddock.Main")
            .should().callMethodWhere(anyOf(Vertx.class, "vertx")).orShould().callMethodWhere(anyOf(Vertx.class, "builder"))
            .orShould().callMethodWhere(anyOf(Vertx.class, "clusteredVertx")).orShould().callMethodWhere(anyOf(Pools.class, "open"))
            .because("there is one Vert.x and one set of pools a process, and whoever opens them closes them"),
            MakesVertx.class),

        new Wall(noClasses().that().resideOutsideOfPackage("dev.paddock.db..").should()
            .dependOnClassesThat(are(assignableTo(PgBuilder.class)))
            .because("pools have their sizes and time-outs from db.Pools"),
            MakesPool.class),

        new Wall(noClasses().that().resideOutsideOfPackage("dev.paddock.bus..").should()
            .dependOnClassesThat(are(assignableTo(EventBus.class)))
            .because("messages are records at typed addresses"),
            SeesEventBus.class),

        new Wall(noClasses().that().resideOutsideOfPackage("dev.paddock.fetch..").and()
            .doNotHaveFullyQualifiedName("dev.paddock.app.Doctor")
            .should().callMethodWhere(anyOf(Vertx.class, "createHttpClient"))
            .orShould().callMethodWhere(anyOf(Vertx.class, "httpClientBuilder"))
            .orShould().dependOnClassesThat(resideInAnyPackage("java.net.http..", "io.vertx.ext.web.client.."))
            .because("all requests leave by one door, with its quota, its time-out and its archive; "
                + "only the doctor tries the street itself, once, while the house is closed"),
            CallsOut.class),

        new Wall(noClasses().that().resideOutsideOfPackage("dev.paddock.cluster..").should().dependOnClassesThat(
            resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster..", "io.vertx.core.spi.cluster.."))
            .because("who is in a cluster is known in one place, and nothing but facts travels in it"),
            JoinsNodes.class),

        new Wall(noClasses().that().resideOutsideOfPackage("dev.paddock.sheet..").should().dependOnClassesThat(
            resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop.."))
            .because("how a file is laid out is known where sheets are written"),
            WritesParquet.class),

        new Wall(slices().matching("(dev.paddock|walls.violations).(f1|fantasy|notify|schedule|fetch|account|personal|horse)..").should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("..contract.."))
            .because("features meet only in contracts"),
            KnowsFantasy.class),

        new Wall(noClasses().that().resideOutsideOfPackages("dev.paddock.app..", "dev.paddock.cli..", "dev.paddock").should()
            .dependOnClassesThat().resideInAnyPackage("dev.paddock.app..", "dev.paddock.cli..")
            .because("the composition root knows everybody, and nobody knows it"),
            KnowsApp.class),

        new Wall(classes().that().implement(Message.class).should().beRecords().orShould().beInterfaces()
            .because("what is handed over by reference must not change under the receiver"),
            Mutable.class),

        new Wall(noClasses().that().areAssignableTo(Message.class).should().beAssignableTo(Serializable.class)
            .because("Vert.x would copy them by Java serialization, without a word"),
            Copied.class),

        new Wall(noClasses().should().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
            .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
            .orShould().haveSimpleNameEndingWith("Impl")
            .because("a name says what it is in the field"),
            ClockManager.class),

        new Wall(noClasses().should().callMethodWhere(anyOf(Thread.class, "sleep"))
            .because("nothing sleeps: it is woken"),
            Sleeps.class));
  }

  @ParameterizedTest(name = "{0}") @MethodSource("walls") void stands(Wall wall) {
    wall.rule().check(HOUSE);
  }

  @ParameterizedTest(name = "is stopped: {0}") @MethodSource("walls") void stops_intruders(Wall wall) {
    var report = wall.rule().evaluate(PLANTED).getFailureReport().toString();
    assertThat(wall.intruders()).allSatisfy(intruder -> assertThat(report).contains(intruder.getName()));
  }

  private static String[] and(String[] some, String... others) {
    return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
  }

  private static DescribedPredicate<JavaMethodCall> anyOf(Class<?> owner, String prefix) {
    return DescribedPredicate.describe("a call of " + owner.getSimpleName() + "." + prefix + "*",
        call -> call.getTargetOwner().isAssignableTo(owner) && call.getName().startsWith(prefix));
  }

  /** {@code LocalDate.now()} and its like, also with a zone. A clock as an argument was handed in. */
  private static DescribedPredicate<JavaMethodCall> timeOfDay() {
    return DescribedPredicate.describe("a call of java.time's now()", call -> call.getTargetOwner().getPackageName().equals("java.time")
        && call.getName().equals("now") && call.getTarget().getRawParameterTypes().stream()
            .noneMatch(p -> p.isAssignableTo(InstantSource.class)));
  }

  private static ArchCondition<JavaClass> use(DescribedPredicate<? super JavaClass> what) {
    return new ArchCondition<>("depend on classes that " + what.getDescription()) {
      @Override public void check(JavaClass item, ConditionEvents events) {
        item.getDirectDependenciesFromSelf().stream().filter(d -> what.test(d.getTargetClass()))
            .forEach(d -> events.add(SimpleConditionEvent.satisfied(item, d.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> call(DescribedPredicate<? super JavaClass> what) {
    return new ArchCondition<>("call methods of classes that " + what.getDescription()) {
      @Override public void check(JavaClass item, ConditionEvents events) {
        item.getMethodCallsFromSelf().stream().filter(call -> what.test(call.getTargetOwner()))
            .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
      }
    };
  }
}
