package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Admission;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Refusal;
import dev.paddock.fantasy.rules.Ruling;
import dev.paddock.web.Answer;
import dev.paddock.web.Problem.Kind;
import java.util.function.Function;

/** Refusals in the words of the API: what is in the way, and what to do. */
final class LeagueRefusals {
  private LeagueRefusals() {}

  static <T> Answer answer(Ruling<T> ruling, Function<T, Answer> done) {
    return switch (ruling) {
      case Ruling.Done<T>(var value) -> done.apply(value);
      case Ruling.Refused<T>(var why) -> of(why);
    };
  }

  static Answer of(Refusal why) {
    return switch (why) {
      case NO_LEAGUE -> Answer.notFound("such league");
      case NO_CODE -> Answer.notFound("such code, or it opens nothing any more");
      case NO_REQUEST -> Answer.notFound("such request that waits");
      case NO_MEMBER -> Answer.notFound("such member");
      case NO_TEAM -> Answer.invalid("/teamId", "You have no such team.");
      case NOT_MEMBER -> Answer.refused(Kind.FORBIDDEN, "Only those who are in the league see this. Join it first.");
      case NOT_OWNER -> Answer.refused(Kind.FORBIDDEN, "Only the league's owner may do this.");
      case NOT_VERIFIED -> Answer.refused(Kind.FORBIDDEN, "Verify your e-mail address first: the link is in the mail that you were sent.");
      case STALE -> Answer.stale();
      case FULL -> conflict("The league is full. Its owner can raise its cap.");
      case ALREADY_IN -> conflict("The team is in the league already.");
      case ALREADY_ASKED -> conflict("The team has asked already; the league's owner decides.");
      case REJECTED_LATELY -> conflict("The league's owner has turned the team down. It can ask again after "
          + Admission.REJECTED_FOR.toDays() + " days.");
      case OTHER_RULES -> Answer.invalid("/teamId",
          "The league plays under other rules than this team. Come with a team that plays under the league's rule set, or make one.");
      case OTHER_SEASON -> Answer.invalid("/teamId", "The league is of another season than this team. Come with a team of its season.");
      case TOO_MANY_OWNED -> conflict("One may own " + League.OWNED + " leagues a season. Delete one, or hand one over.");
      case TOO_MANY_JOINED -> conflict("A team may be in " + League.JOINED + " leagues. Leave one.");
      case TOO_MANY_CODES -> conflict("The league has as many codes as it can have. Take one back.");
      case OWNER_STAYS -> conflict("The league is yours. Hand it over to another member, or delete it.");
      case REASON_MISSING -> Answer.malformed("reason", "Say why: whom you remove is told.");
      case BELOW_SIZE -> conflict("More teams are in the league than that. Remove some first.");
      case SCORED_ALREADY -> conflict("A round that would count anew, or no longer, has been scored.");
      case RENEWED_ALREADY -> conflict("The league goes on in a later season already.");
      case NOT_LATER -> Answer.invalid("/teamId", "Name a team of a later season: the league goes on in the season that it plays in.");
    };
  }

  private static Answer conflict(String detail) {
    return Answer.refused(Kind.CONFLICT, detail);
  }
}
