package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * People as the bot's account meets them: what they ask, and whom it has muted. Every call may
 * throw an {@link AccountException}.
 */
public interface People {

  /** Nobody, who asks nothing. */
  People NOBODY =
      new People() {
        @Override
        public List<Request> requests(Instant since) {
          return List.of();
        }

        @Override
        public List<Request> requestsOf(Did who) {
          return List.of();
        }

        @Override
        public Set<Did> refusing(Collection<Did> accounts) {
          return Set.of();
        }

        @Override
        public Set<Did> muted() {
          return Set.of();
        }

        @Override
        public void mute(Did who, boolean muted) {}
      };

  /** What was asked in mentions and answers since then, of accounts that are not muted. */
  List<Request> requests(Instant since);

  /** What one account, muted or not, asked lately. */
  List<Request> requestsOf(Did who);

  /** Those of some accounts whose profile says {@code #nobot}. */
  Set<Did> refusing(Collection<Did> accounts);

  /** Everybody muted. */
  Set<Did> muted();

  void mute(Did who, boolean muted);
}
