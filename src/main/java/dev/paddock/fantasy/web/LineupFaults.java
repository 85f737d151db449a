package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.ChipPlay;
import dev.paddock.fantasy.rules.LineupRules.Violation;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.rules.Selection;
import dev.paddock.web.Problem.Fault;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a line-up, in words, and where in the request it is. */
record LineupFaults(SeasonBook book, Picked picked) {

  /** As the problem that an edit is refused with: a number that cannot be first, then who cannot be picked, then the money. */
  Problem problem(Selection selection) {
    var over = over(selection.violations());
    var kind = selection.violations().stream().map(LineupFaults::kind).min(Enum::compareTo).orElse(Kind.INVALID);
    return new Problem(kind, null, of(selection), over.<Map<String, Object>>map(by -> Map.of("overByTenths", by)).orElse(Map.of()));
  }

  List<Fault> of(Selection selection) {
    return Stream.concat(selection.violations().stream().map(this::fault), chip(selection.chip()).stream()).toList();
  }

  static Optional<Integer> over(List<Violation> violations) {
    return violations.stream().filter(Violation.OverBudget.class::isInstance).map(wrong -> ((Violation.OverBudget) wrong).byTenths()).findFirst();
  }

  private static Kind kind(Violation wrong) {
    return switch (wrong) {
      case Violation.OverBudget over -> Kind.BUDGET_EXCEEDED;
      case Violation.NotEntered who -> Kind.DRIVER_INELIGIBLE;
      case Violation.ConstructorNotEntered which -> Kind.DRIVER_INELIGIBLE;
      case Violation.TooManyOf many -> Kind.DRIVER_INELIGIBLE;
      default -> Kind.INVALID;
    };
  }

  private Fault fault(Violation wrong) {
    return switch (wrong) {
      case Violation.WrongNumber(var drivers, var wanted) ->
          new Fault("/drivers", "wrong-number", "A line-up has " + wanted + " drivers, not " + drivers + ".");
      case Violation.PickedTwice(var driver) -> new Fault(last(driver), "picked-twice", book.name(driver) + " is picked twice.");
      case Violation.NotEntered(var driver) -> new Fault(last(driver), "not-entered", book.name(driver) + (book.entered(driver)
          ? " has no price for this round yet." : " is not entered for this season."));
      case Violation.TooManyOf(var constructor, var drivers) ->
          new Fault("/drivers", "too-many-of-constructor", drivers + " drivers of " + book.constructor(constructor) + " are too many.");
      case Violation.OverBudget(var by) ->
          new Fault("/drivers", "over-budget", "The line-up costs %d.%d more than the team has.".formatted(by / 10, by % 10));
      case Violation.CaptainNotPicked(var driver) ->
          new Fault("/captain", "captain-not-picked", book.name(driver) + " is not in the line-up.");
      case Violation.ViceNotPicked(var driver) ->
          new Fault("/viceCaptain", "captain-not-picked", book.name(driver) + " is not in the line-up.");
      case Violation.CaptainIsVice(var driver) ->
          new Fault("/viceCaptain", "captain-is-vice", book.name(driver) + " cannot be captain and vice-captain.");
      case Violation.WrongNumberOfConstructors(var constructors, var wanted) -> new Fault("/constructors", "wrong-number",
          "Under these rules a line-up has " + wanted + " constructors, not " + constructors + ".");
      case Violation.ConstructorPickedTwice(var id) ->
          new Fault("/constructors/" + picked.constructors().lastIndexOf(id), "picked-twice", book.constructor(id) + " is picked twice.");
      case Violation.ConstructorNotEntered(var id) ->
          new Fault("/constructors/" + picked.constructors().lastIndexOf(id), "not-entered",
              book.constructor(id) + " cannot be picked for this round.");
    };
  }

  private static Optional<Fault> chip(ChipPlay play) {
    return switch (play) {
      case ChipPlay.Allowed() -> Optional.empty();
      case ChipPlay.NotInRules(var chip) -> Optional.of(new Fault("/chip", "chip-unknown", "These rules have no chip " + chip.id() + "."));
      case ChipPlay.TooEarly(var chip, var from) ->
          Optional.of(new Fault("/chip", "chip-too-early", chip.id() + " can be played from round " + from + " on."));
      case ChipPlay.PlayedBefore(var chip, var round) ->
          Optional.of(new Fault("/chip", "chip-played", chip.id() + " was played in round " + round + "."));
    };
  }

  private String last(String driver) {
    return "/drivers/" + picked.drivers().lastIndexOf(driver);
  }
}
