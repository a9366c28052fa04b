package io.github.alignmentfeed.store;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.sqlite.util.OSInfo;

/**
 * SQLite's library as it lies beside the program's jar. Where it does not, sqlite-jdbc unpacks one
 * into the temporary folder at each start, compares it with what is in its jar, and leaves it there
 * if the process is killed.
 */
final class NativeLibrary {
  private static final String WHERE = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /** Lets sqlite-jdbc take it, unless somebody names another. */
  static void use() {
    CodeSource source = NativeLibrary.class.getProtectionDomain().getCodeSource();
    if (source == null || System.getProperty(WHERE) != null) {
      return;
    }
    try {
      Path folder =
          Path.of(source.getLocation().toURI())
              .resolveSibling("lib/org/sqlite/native")
              .resolve(system());
      if (Files.isDirectory(folder)) {
        System.setProperty(WHERE, folder.toString());
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("finding the program's own jar", e);
    }
  }

  /**
   * The folder of this machine, as sqlite-jdbc names it. On Linux that would start a process to ask
   * whether this is Android; where a library of the common Linux does not load, sqlite-jdbc goes on
   * to find its own.
   */
  private static String system() {
    return System.getProperty("os.name").equals("Linux")
        ? "Linux/" + OSInfo.getArchName()
        : OSInfo.getNativeLibFolderPathForCurrentOS();
  }
}
