package io.github.alignmentfeed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which build of the program this is. */
public final class Version {
  private Version() {}

  /** The version of the build. */
  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream("/build.properties")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file build.properties");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new IllegalStateException("reading build.properties", e);
    }
  }
}
