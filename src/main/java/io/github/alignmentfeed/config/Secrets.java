package io.github.alignmentfeed.config;

import io.github.alignmentfeed.config.Node.Scalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the bot's password and the token of its pages, wherever they are kept. */
final class Secrets {
  static final String PASSWORD_FILE = "BSKY_APP_PASSWORD_FILE";
  static final String TOKEN_FILE = "BOT_API_TOKEN_FILE";

  private static final Pattern APP_PASSWORD = Pattern.compile("(?i)[a-z0-9]{4}(?:-[a-z0-9]{4}){3}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]+");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[\\w.\\[\\]:-]+(?:/[\\x21-\\x7E]*)?");
  private static final int SHORT_TOKEN = 16;

  private final Path file;
  private final Variables variables;
  private final Problems problems;

  /**
   * @param file the configuration, beside which files are named
   */
  Secrets(Path file, Variables variables, Problems problems) {
    this.file = file;
    this.variables = variables;
    this.problems = problems;
  }

  Optional<Secret> password(Fields bot) {
    Optional<String> password = secret(bot, "password", "passwordFile", PASSWORD_FILE);
    password
        .filter(text -> !APP_PASSWORD.matcher(text).matches())
        .ifPresent(
            text ->
                problems.warning(
                    place(bot, "password", "passwordFile"),
                    "this does not look like an app password, which is four groups of four letters",
                    "make one in the account's settings: it can be revoked alone"));
    return password.map(Secret::new);
  }

  Optional<Secret> token(Fields http) {
    Optional<String> token = secret(http, "token", "tokenFile", TOKEN_FILE);
    Place place = place(http, "token", "tokenFile");
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      problems.error(
          place,
          "the token holds blanks or characters beyond ASCII",
          "use letters and digits, for example those of openssl rand -hex 32");
    } else if (token.isPresent() && token.get().length() < SHORT_TOKEN) {
      problems.warning(
          place,
          "the token is shorter than " + SHORT_TOKEN + " characters",
          "use a longer one, for example that of openssl rand -hex 32");
    }
    return token.map(Secret::new);
  }

  /** The address is a secret: whoever knows it can say that the bot is well. */
  Optional<Secret> ping(Fields main) {
    Optional<String> ping = main.text("ping", "${PING_URL}").map(Scalar::text).map(String::strip);
    ping.ifPresent(problems::hide);
    if (ping.isPresent() && !ADDRESS.matcher(ping.get()).matches()) {
      problems.error(
          main.place("ping"),
          "\"ping\" is no address that can be asked",
          "write the whole https:// address that the service which watches gives you");
    }
    return ping.map(Secret::new);
  }

  private Optional<String> secret(Fields fields, String key, String fileKey, String variable) {
    if (fields.has(key) && fields.has(fileKey)) {
      problems.error(
          fields.place(fileKey),
          "\"" + key + "\" and \"" + fileKey + "\" exclude each other",
          "take one of them out");
    }
    Optional<String> secret = Optional.empty();
    if (fields.has(key)) {
      secret = fields.text(key, "${NAME}").map(Scalar::text).map(String::strip);
    } else if (fields.has(fileKey)) {
      secret = fields.text(fileKey, "/run/secrets/name").flatMap(this::fromFile);
    } else if (fields.lacks(key, fileKey) && variables.namesFile(variable)) {
      secret = variables.fromFileNamedBy(variable, fields.place());
    }
    secret.ifPresent(problems::hide);
    return secret;
  }

  private Optional<String> fromFile(Scalar path) {
    try {
      return variables.fromFile(
          file.resolveSibling(path.text().strip()), path.place(), "this file");
    } catch (InvalidPathException e) {
      problems.error(path.place(), "this is no path of a file", "write for example secrets/token");
      return Optional.empty();
    }
  }

  private static Place place(Fields fields, String key, String fileKey) {
    return fields.place(fields.has(key) ? key : fileKey);
  }
}
