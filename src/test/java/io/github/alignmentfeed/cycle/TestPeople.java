package io.github.alignmentfeed.cycle;

import io.github.alignmentfeed.atproto.Did;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People around the bot's account; as on the network, what muted ones say is not told. */
final class TestPeople implements People {
  private final List<Request> said = new ArrayList<>();
  private final Set<Did> muted = new HashSet<>();
  private final Set<Did> refusing = new HashSet<>();
  private Optional<AccountException> failure = Optional.empty();

  void say(String author, String text, Instant at) {
    Request.of(TestPost.did(author), text, at).ifPresent(said::add);
  }

  void refuses(String author, boolean refuses) {
    if (refuses) {
      refusing.add(TestPost.did(author));
    } else {
      refusing.remove(TestPost.did(author));
    }
  }

  void fail(AccountException with) {
    failure = Optional.of(with);
  }

  void recover() {
    failure = Optional.empty();
  }

  private void work() {
    failure.ifPresent(
        e -> {
          throw e;
        });
  }

  @Override
  public List<Request> requests(Instant since) {
    work();
    return said.stream().filter(r -> !r.at().isBefore(since) && !muted.contains(r.from())).toList();
  }

  @Override
  public List<Request> requestsOf(Did who) {
    work();
    return said.stream().filter(r -> r.from().equals(who)).toList();
  }

  @Override
  public Set<Did> refusing(Collection<Did> accounts) {
    Set<Did> found = new HashSet<>(accounts);
    found.retainAll(refusing);
    return found;
  }

  @Override
  public Set<Did> muted() {
    return Set.copyOf(muted);
  }

  @Override
  public void mute(Did who, boolean mute) {
    if (mute) {
      muted.add(who);
    } else {
      muted.remove(who);
    }
  }
}
