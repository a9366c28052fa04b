package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Did;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file in which a session outlives the process, readable by its owner alone. It also remembers
 * until when logins are limited, and which password was refused, so that a restart does not use up
 * the scarcest quota.
 *
 * @param path where it is
 * @param login whose it is; a file of another login is ignored
 */
record TokenFile(Path path, Login login) {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final long LONGEST = 64 << 10;

  /**
   * What is kept.
   *
   * @param tokens the session, where there is one
   * @param noLoginBefore when logging in may be tried again, where that is limited
   * @param refused of the password that the server refused last, where it did
   */
  record Kept(
      Optional<Tokens> tokens, Optional<Instant> noLoginBefore, Optional<Fingerprint> refused) {
    private static final Kept NOTHING =
        new Kept(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What the file holds for this login; nothing where it is absent, broken or another's. */
  Kept read() {
    try {
      if (!Files.exists(path)) {
        return Kept.NOTHING;
      }
      if (Files.size(path) > LONGEST) {
        throw new IOException("too long");
      }
      keepToOwner();
      JsonNode file = Json.read(new ByteArrayInputStream(Files.readAllBytes(path)));
      if (!file.isObject()) {
        throw new IOException("not an object");
      }
      return mine(file) ? kept(file) : Kept.NOTHING;
    } catch (NoSuchFileException e) {
      return Kept.NOTHING;
    } catch (IOException | JacksonException | IllegalArgumentException | DateTimeException e) {
      // Its message may quote the file.
      LOG.warn("{}: no session in it ({}); ignored", path, e.getClass().getSimpleName());
      return Kept.NOTHING;
    }
  }

  private boolean mine(JsonNode file) {
    String service = login.service().map(Object::toString).orElse("");
    boolean mine =
        file.path("handle").stringValue("").equals(login.handle().value())
            && file.path("loginAt").stringValue("").equals(service);
    if (!mine) {
      LOG.info("{}: belongs to another login; ignored", path);
    }
    return mine;
  }

  private static Kept kept(JsonNode file) {
    Optional<Tokens> tokens =
        Did.parse(file.path("did").stringValue(""))
            .flatMap(
                did ->
                    Endpoint.configured(file.path("service").stringValue(""))
                        .flatMap(service -> Tokens.of(did, service, file)));
    Optional<Instant> bar = file.path("noLoginBefore").stringValueOpt().map(Instant::parse);
    return new Kept(
        tokens, bar, file.path("refusedPassword").stringValueOpt().map(Fingerprint::new));
  }

  /**
   * Keeps a session in place of whatever was kept.
   *
   * @throws IOException where the file cannot be written
   */
  void write(Tokens tokens) throws IOException {
    replace(
        owner()
            .put("did", tokens.did().value())
            .put("service", tokens.service().toString())
            .put("accessJwt", tokens.access())
            .put("refreshJwt", tokens.refresh()));
  }

  /**
   * Keeps nothing, or the time before which no login may be tried.
   *
   * @throws IOException where the file cannot be written
   */
  void writeNone(Optional<Instant> noLoginBefore) throws IOException {
    ObjectNode file = owner();
    noLoginBefore.ifPresent(time -> file.put("noLoginBefore", time.toString()));
    replace(file);
  }

  /**
   * Keeps nothing but how to know a refused password again.
   *
   * @throws IOException where the file cannot be written
   */
  void writeRefused(Fingerprint password) throws IOException {
    replace(owner().put("refusedPassword", password.value()));
  }

  private ObjectNode owner() {
    return Json.mapper()
        .createObjectNode()
        .put("handle", login.handle().value())
        .put("loginAt", login.service().map(Object::toString).orElse(""));
  }

  private void replace(ObjectNode file) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("not a file: " + path);
    }
    Files.createDirectories(folder);
    Path next = Files.createTempFile(folder, ".session", ".tmp", onlyOwner());
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(Json.mapper().writeValueAsBytes(file));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      move(next);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private void move(Path next) throws IOException {
    try {
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private boolean posix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private FileAttribute<?>[] onlyOwner() {
    return posix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  private void keepToOwner() throws IOException {
    if (posix() && !OWNER.containsAll(Files.getPosixFilePermissions(path))) {
      LOG.warn("{}: others could read it; now only its owner can", path);
      Files.setPosixFilePermissions(path, OWNER);
    }
  }
}
