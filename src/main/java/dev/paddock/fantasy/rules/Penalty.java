package dev.paddock.fantasy.rules;

import dev.paddock.fantasy.rules.Classification.Car;
import dev.paddock.fantasy.rules.Classification.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What stewards could do to a driver in a session. Pure: a result becomes another. A driver who is not in it changes nothing. */
public sealed interface Penalty {
  String driverId();

  /** Out of the result; whoever was classified behind him moves up a place. */
  record Disqualified(String driverId) implements Penalty {}

  /** So many places back in the classification, at most to its end, as after a time penalty; whoever he falls behind moves up one. */
  record PlacesBack(String driverId, int places) implements Penalty {}

  /** So many places back on the grid, at most to its end; whoever he falls behind moves up one. Nothing from the pit lane. */
  record GridDrop(String driverId, int places) implements Penalty {}

  default Classification applied(Classification result) {
    var found = result.cars().stream().filter(car -> car.driverId().equals(driverId())).findFirst();
    return found.isEmpty() ? result : new Classification(result.sessionId(), result.version(), result.kind(), switch (this) {
      case Disqualified it -> disqualified(result.cars(), found.get());
      case PlacesBack(var driver, var places) -> placesBack(result.cars(), found.get(), places);
      case GridDrop(var driver, var places) -> gridDrop(result.cars(), found.get(), places);
    });
  }

  private static List<Car> disqualified(List<Car> cars, Car his) {
    return each(cars, car -> car == his ? new Car(car.driverId(), car.constructorId(), Outcome.DISQUALIFIED, cars.size(), car.grid(),
        car.fastestLap()) : classified(his) && classified(car) && car.position() > his.position() ? at(car, car.position() - 1) : car);
  }

  private static List<Car> placesBack(List<Car> cars, Car his, int places) {
    if (!classified(his)) return cars;
    int last = cars.stream().filter(Penalty::classified).mapToInt(Car::position).max().orElse(his.position());
    int to = Math.min(last, his.position() + places);
    return each(cars, car -> car == his ? at(car, to)
        : classified(car) && car.position() > his.position() && car.position() <= to ? at(car, car.position() - 1) : car);
  }

  private static List<Car> gridDrop(List<Car> cars, Car his, int places) {
    int from = his.grid().orElse(0);
    if (from == 0) return cars;
    int to = Math.min(cars.stream().mapToInt(car -> car.grid().orElse(0)).max().orElse(from), from + places);
    return each(cars, car -> {
      int grid = car.grid().orElse(0);
      if (car == his) return from(car, to);
      return grid > from && grid <= to ? from(car, grid - 1) : car;
    });
  }

  private static boolean classified(Car car) {
    return car.outcome() == Outcome.CLASSIFIED;
  }

  private static List<Car> each(List<Car> cars, UnaryOperator<Car> change) {
    return cars.stream().map(change).toList();
  }

  private static Car at(Car car, int position) {
    return new Car(car.driverId(), car.constructorId(), car.outcome(), position, car.grid(), car.fastestLap());
  }

  private static Car from(Car car, int grid) {
    return new Car(car.driverId(), car.constructorId(), car.outcome(), car.position(), Optional.of(grid), car.fastestLap());
  }
}
