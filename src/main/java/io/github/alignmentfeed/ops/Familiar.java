package io.github.alignmentfeed.ops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser keeps in which the operator has signed in, so that nobody else's wrong guesses
 * make it wait. It opens nothing, cannot be made without the token, and ends with it.
 */
final class Familiar {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  Familiar(String token) {
    this.key = new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), HMAC);
  }

  /** A mark for one browser. */
  String mark() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String name = encoded(bytes);
    return name + "." + sealed(name);
  }

  /** The browser that a mark was made for, where one was. */
  Optional<String> browser(String mark) {
    int at = mark.indexOf('.');
    if (at < 0) {
      return Optional.empty();
    }
    String name = mark.substring(0, at);
    boolean genuine = MessageDigest.isEqual(bytes(sealed(name)), bytes(mark.substring(at + 1)));
    return genuine ? Optional.of(name) : Optional.empty();
  }

  private String sealed(String name) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return encoded(mac.doFinal(bytes(name)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
