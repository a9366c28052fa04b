package io.github.alignmentfeed.faults;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sessions at the bot's own server; every secret that it knows is marked. */
final class Doorkeeper {
  private String password = Scene.PASSWORD;
  private String access = "";
  private String refresh = "";
  private String formerRefresh = "";
  private int made;

  /** The owner revokes the app password and makes another. */
  synchronized void password(String other) {
    password = other;
    revoke();
  }

  /** The access token is of no use any more; the refresh token is. */
  synchronized void expireAccess() {
    access = "";
  }

  /** Every token of the session is of no use any more. */
  synchronized void revoke() {
    access = "";
    refresh = "";
    formerRefresh = "";
  }

  /** What it answers itself; nothing where the request may pass. */
  synchronized Optional<Answer> answer(Asked asked) {
    return switch (asked.method()) {
      case "com.atproto.server.createSession" -> Optional.of(create(asked));
      case "com.atproto.server.refreshSession" -> Optional.of(refresh(asked));
      default ->
          asked.bearer().equals(access)
              ? Optional.empty()
              : Optional.of(Answer.refusal(asked, 400, "ExpiredToken", "Token has expired"));
    };
  }

  private Answer create(Asked asked) {
    return asked.input().path("password").asString().equals(password)
        ? granted()
        : Answer.refusal(asked, 401, "AuthenticationRequired", "Invalid identifier or password");
  }

  /** The old token still yields the pair that it yielded before. */
  private Answer refresh(Asked asked) {
    if (asked.bearer().equals(formerRefresh)) {
      return session();
    }
    if (!asked.bearer().equals(refresh)) {
      return Answer.refusal(asked, 400, "ExpiredToken", "Token has been revoked");
    }
    formerRefresh = refresh;
    return granted();
  }

  private Answer granted() {
    made++;
    access = Scene.MARK + "-ACCESS-" + made;
    refresh = Scene.MARK + "-REFRESH-" + made;
    return session();
  }

  private Answer session() {
    ObjectNode session = JsonMapper.builder().build().createObjectNode();
    session.put("did", World.BOT).put("handle", World.HANDLE);
    session.put("accessJwt", access).put("refreshJwt", refresh);
    return Answer.json(200, session.toString());
  }
}
