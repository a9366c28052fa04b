package io.github.alignmentfeed.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.alignmentfeed.config.Configuration;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.cycle.Archive;
import io.github.alignmentfeed.pages.AccountsView.Imported;
import io.github.alignmentfeed.store.SqliteLedger;
import io.github.alignmentfeed.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of accounts leaves one bot and is taken up by another. */
final class AccountListTest {
  private static final String ACCOUNTS =
      """
      accounts:
        - ada.example.com
        - "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
        - {handle: ben.example.com, replies: false, quotes: false, reposts: vouch, consent: granted}
        - {handle: cy.example.com, reposts: ignore, consent: denied}
      """;

  @TempDir private Path folder;

  private Configuration configuration(String accounts) throws IOException {
    Path file = folder.resolve("bot.yaml");
    Files.writeString(file, accounts + "rules: [{name: core, points: 10, keywords: [x]}]\n");
    return ConfigurationLoader.load(file, Map.of(), cron -> Optional.empty())
        .configuration()
        .orElseThrow();
  }

  private Imported imported(String text) throws IOException {
    try (SqliteLedger ledger = Stores.inMemory();
        Archive archive = ledger.archive()) {
      return AccountList.imported(text, configuration(ACCOUNTS).sources(), archive);
    }
  }

  @Test
  void whatIsExportedMeansTheSameWhereItIsRead() throws IOException {
    Configuration before = configuration(ACCOUNTS);

    Configuration after = configuration(AccountList.yaml(before.sources(), Set.of()));

    assertThat(after.sources()).isEqualTo(before.sources());
  }

  @Test
  void anImportTellsNewKnownDoubledAndWrongOnesApart() throws IOException {
    Imported imported =
        imported(
            """
            # people
            new.example.com
            @also.example.com
            https://bsky.app/profile/third.example.com
            ada.example.com
            new.example.com
            not a handle
            <script>alert(1)</script>
            """);

    assertThat(imported.fresh())
        .containsExactly("new.example.com", "also.example.com", "third.example.com");
    assertThat(imported.known()).containsExactly("ada.example.com", "new.example.com");
    assertThat(imported.wrong()).containsExactly("not a handle", "<script>alert(1)</script>");
    assertThat(configuration(imported.yaml()).sources()).hasSize(3);
  }

  @Test
  void anExportIsKnownWhereItCameFrom() throws IOException {
    Imported imported = imported(AccountList.yaml(configuration(ACCOUNTS).sources(), Set.of()));

    assertThat(imported.fresh()).isEmpty();
    assertThat(imported.wrong()).isEmpty();
    assertThat(imported.known()).hasSize(4);
  }
}
