package dev.paddock.account.web;

import dev.paddock.account.Profiles;
import dev.paddock.account.Profiles.Change;
import dev.paddock.account.Recovery;
import dev.paddock.account.Registration;
import dev.paddock.account.Registration.Applicant;
import dev.paddock.account.rules.Password;
import dev.paddock.account.rules.Role;
import dev.paddock.account.rules.Secret;
import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.web.AccountShapes.Profile;
import dev.paddock.account.web.AccountShapes.Users;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract's operations on accounts: how they come to be, what they say, who they are. */
public final class AccountOperations {
  private static final Answer LOOK_INTO_YOUR_MAIL =
      Answer.accepted(Map.of("message", "What becomes of this is in a mail to that address."));

  private final Registration registration;
  private final Recovery recovery;
  private final Profiles profiles;

  public AccountOperations(Registration registration, Recovery recovery, Profiles profiles) {
    this.registration = registration;
    this.recovery = recovery;
    this.profiles = profiles;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("register", this::register),
        new Operation("verifyEmail", request -> registration.verify(link(request))
            .map(done -> Refusals.answer(done, v -> Answer.nothing()))),
        new Operation("sendVerification", request -> registration.verificationAgain(request.caller().user())
            .map(done -> Refusals.answer(done, v -> LOOK_INTO_YOUR_MAIL))),
        new Operation("forgotPassword", request -> recovery.forgot(request.json().getString("email")).map(done -> LOOK_INTO_YOUR_MAIL)),
        new Operation("resetPassword", request -> recovery.reset(link(request), password(request, "password"), request.address())
            .map(done -> Refusals.answer(done, v -> Answer.nothing()))),
        new Operation("changePassword", this::changePassword),
        new Operation("getMe", request -> profiles.get(request.caller().user())
            .map(found -> found.map(AccountOperations::profile).orElseGet(() -> Answer.notFound("account")))),
        new Operation("changeMe", this::change),
        new Operation("listUsers", this::users),
        new Operation("setRole", this::role));
  }

  private Future<Answer> register(Request request) {
    var body = request.json();
    return registration.register(new Applicant(body.getString("name"), body.getString("email"), password(request, "password"),
        body.getString("timeZone", "UTC"))).map(done -> Refusals.answer(done, v -> LOOK_INTO_YOUR_MAIL));
  }

  private Future<Answer> changePassword(Request request) {
    var caller = request.caller();
    return recovery.change(caller.user(), caller.session().orElseThrow(), password(request, "currentPassword"),
        password(request, "password"), request.address()).map(done -> Refusals.answer(done, v -> Answer.nothing()));
  }

  private Future<Answer> change(Request request) {
    var body = request.json();
    var change = new Change(Optional.ofNullable(body.getString("name")), Optional.ofNullable(body.getString("timeZone")),
        Optional.ofNullable(body.getString("email")), Optional.ofNullable(body.getString("password")).map(Password::new));
    return profiles.change(request.caller().user(), request.revision(), change, request.address())
        .map(done -> Refusals.answer(done, AccountOperations::profile));
  }

  private Future<Answer> users(Request request) {
    int limit = request.count("limit");
    return profiles.list(request.maybeNumber("after").orElse(0L), request.maybeText("query"), limit)
        .map(list -> Answer.personal(Users.of(list, limit)));
  }

  private Future<Answer> role(Request request) {
    var body = request.json();
    return profiles.role(request.number("userId"), Role.of(body.getString("role")), request.caller().name(), body.getString("reason"))
        .map(done -> Refusals.answer(done, account -> Answer.personal(Profile.of(account))));
  }

  private static Answer profile(Account account) {
    return Answer.revised(Profile.of(account), account.revision());
  }

  private static Secret link(Request request) {
    return new Secret(request.json().getString("token"));
  }

  private static Password password(Request request, String property) {
    return new Password(request.json().getString(property));
  }
}
