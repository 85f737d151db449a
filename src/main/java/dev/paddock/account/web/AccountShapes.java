package dev.paddock.account.web;

import dev.paddock.account.store.AccountStore.Account;
import dev.paddock.account.store.SessionStore.Session;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Accounts in the words of the API. */
final class AccountShapes {
  private AccountShapes() {}

  /** Somebody's own. @param pendingEmail null: no other address waits for its verification; @param deleteAt null: he stays */
  record Profile(long userId, String name, String email, boolean verified, String pendingEmail, String timeZone, String role,
                 Instant createdAt, Instant deleteAt) {
    static Profile of(Account a) {
      return new Profile(a.user(), a.name(), a.email(), a.verifiedAt().isPresent(), a.pendingEmail().orElse(null), a.timeZone(),
          a.role().word(), a.createdAt(), a.deleteAt().orElse(null));
    }
  }

  /** As administrators see them. @param next null on the last page */
  record Users(Long next, List<Profile> users) {
    static Users of(List<Account> accounts, int limit) {
      return new Users(accounts.size() < limit ? null : accounts.getLast().user(), accounts.stream().map(Profile::of).toList());
    }
  }

  /** @param refreshToken null where it went into a cookie */
  record Tokens(String accessToken, String tokenType, long expiresIn, String refreshToken, Instant refreshUntil, Profile user) {}

  record Sessions(List<Login> sessions) {}

  /** @param current the one that asks */
  record Login(UUID sessionId, Instant begunAt, Instant usedAt, Instant expiresAt, String client, String address, boolean current) {
    static Login of(Session s, UUID current) {
      return new Login(s.id(), s.begunAt(), s.usedAt(), s.expiresAt(), s.client(), s.address(), s.id().equals(current));
    }
  }
}
