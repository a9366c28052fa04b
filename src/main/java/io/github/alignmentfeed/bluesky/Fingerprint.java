package io.github.alignmentfeed.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Tells whether a password is one that was met before, without keeping it: PBKDF2 with a salt of
 * its own (RFC 8018).
 *
 * @param value salt and key, each in base64, with a colon between
 */
record Fingerprint(String value) {
  private static final int ROUNDS = 210_000;
  private static final int BITS = 256;
  private static final int SALT_BYTES = 16;

  static Fingerprint of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return of(password, salt);
  }

  private static Fingerprint of(String password, byte[] salt) {
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, BITS))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return new Fingerprint(base64.encodeToString(salt) + ":" + base64.encodeToString(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform since 8 has PBKDF2WithHmacSHA256", e);
    }
  }

  /** Whether it was made of this password; no broken fingerprint was. */
  boolean isOf(String password) {
    return salt()
        .map(salt -> of(password, salt).value)
        .filter(other -> MessageDigest.isEqual(other.getBytes(UTF_8), value.getBytes(UTF_8)))
        .isPresent();
  }

  private Optional<byte[]> salt() {
    try {
      byte[] salt = Base64.getDecoder().decode(value.replaceFirst(":.*", ""));
      return Optional.of(salt).filter(bytes -> bytes.length == SALT_BYTES);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Fingerprint";
  }
}
