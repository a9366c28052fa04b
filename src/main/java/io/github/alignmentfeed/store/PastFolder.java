package io.github.alignmentfeed.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PastFeeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * A folder with a file for each feed: a line on what is known of it, and a line for each post. What
 * cannot be read is not known, so that a file may be deleted or spoilt at any time.
 */
public final class PastFolder implements PastFeeds {
  private static final Logger LOG = LoggerFactory.getLogger(PastFolder.class);
  private static final String FORMAT = "1";
  private static final String ENDING = ".posts.gz";

  private final Path folder;

  PastFolder(Path folder) {
    this.folder = folder;
  }

  private static String name(Did account) {
    return account.value().replace(':', '_').replace('%', '_') + ENDING;
  }

  @Override
  public Optional<Stretch> of(Did account) {
    Path file = folder.resolve(name(account));
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      String head = lines.readLine();
      String[] known = head == null ? new String[0] : head.split(" ", -1);
      if (known.length != 5 || !known[0].equals(FORMAT) || !known[1].equals(account.value())) {
        return Optional.empty();
      }
      List<Sighting> sightings = lines.lines().map(line -> sighting(line, account)).toList();
      return Optional.of(
          new Stretch(
              Instant.parse(known[2]),
              Instant.parse(known[3]),
              Instant.parse(known[4]),
              sightings));
    } catch (IOException
        | UncheckedIOException
        | DateTimeException
        | IllegalArgumentException
        | JacksonException e) {
      LOG.debug("{} is not used: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static Sighting sighting(String line, Did account) {
    String[] parts = line.split(" ", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("a line that breaks off");
    }
    return new Sighting(
        PostReader.post(parts[2]),
        account,
        Instant.parse(parts[0]),
        Boolean.parseBoolean(parts[1]));
  }

  @Override
  public void keep(Did account, Stretch stretch) {
    try {
      makeFolder();
      Path file = folder.resolve(name(account));
      Path whole = Files.createTempFile(folder, "", ".part");
      write(whole, account, stretch);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.debug("what was read is not kept: {}", e.toString());
    }
  }

  private static void write(Path file, Did account, Stretch stretch) throws IOException {
    try (Writer lines =
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8)) {
      lines.write(
          String.join(
              " ",
              FORMAT,
              account.value(),
              stretch.begun().toString(),
              stretch.from().toString(),
              stretch.to().toString()));
      for (Sighting seen : stretch.sightings()) {
        lines.write("\n" + seen.at() + " " + seen.byBot() + " " + PostJson.write(seen.post()));
      }
    }
  }

  /** What people wrote is nobody's business but the operator's. */
  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  @Override
  public void keepOnly(Collection<Did> accounts) {
    Set<String> names = accounts.stream().map(PastFolder::name).collect(Collectors.toSet());
    delete(file -> !names.contains(file.getFileName().toString()));
  }

  /** Deletes what nobody has read anew for as long as it may be kept. */
  public void tidy(Instant now) {
    delete(file -> writtenAt(file).plus(KEPT).isBefore(now));
  }

  private static Instant writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.MIN;
    }
  }

  private void delete(Predicate<Path> which) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(which).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("{} is not tidied: {}", folder, e.toString());
    }
  }
}
