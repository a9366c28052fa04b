package io.github.alignmentfeed.devnet;

import io.github.alignmentfeed.devnet.Devnet.Actor;
import io.github.alignmentfeed.devnet.Devnet.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Researchers who publish story after story, and what must be shown of them in the end: known by
 * how each story is made, not by asking the bot.
 */
final class Workload {
  private final Devnet network;
  private final Random random;
  private final List<Actor> authors;
  private final Set<String> reposts = new LinkedHashSet<>();
  private final Set<String> bookmarks = new LinkedHashSet<>();
  private final Set<String> undone = new LinkedHashSet<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Thread> hints = new ArrayList<>();
  private final List<String> papers = new ArrayList<>();
  private int published;

  private record Thread(Actor author, Ref root) {}

  Workload(Devnet network, Random random) {
    this.network = network;
    this.random = random;
    this.authors = List.of(network.account("ada"), network.account("ben"), network.account("cem"));
  }

  /** The part of a configuration that names the accounts. */
  String sources() {
    return "accounts: [" + String.join(", ", authors.stream().map(Actor::handle).toList()) + "]\n";
  }

  /** Publishes the next thing, in turn one of each kind. */
  void publish() {
    int number = published++;
    Actor author = authors.get(number % authors.size());
    Actor other = authors.get((number + 1) % authors.size());
    switch (number % 8) {
      case 0, 7 ->
          reposts.add(network.post(author, "Scalable oversight, result " + number + ".").uri());
      case 1 -> {
        String paper = "https://arxiv.org/abs/2611.%05d".formatted(number);
        papers.add(paper);
        reposts.add(network.post(author, "Alignment faking, our paper: " + paper).uri());
        network.process();
        network.post(other, "On scalable oversight, a good read: " + paper + "v2");
      }
      case 2 -> bookmarks.add(network.post(author, "We are hiring for post " + number + ".").uri());
      case 3 -> {
        Ref root = network.post(author, "A thread on scalable oversight, part " + number + ".");
        network.reply(author, root, root, "Alignment faking appears at all scales.");
        threads.add(new Thread(author, root));
        reposts.add(root.uri());
      }
      case 4 -> {
        Ref root = network.post(author, "Thoughts on sycophancy, no. " + number + ".");
        hints.add(new Thread(author, root));
        bookmarks.add(root.uri());
      }
      case 5 -> network.post(author, "Alignment faking once more: " + any(papers));
      default -> {
        network.post(other, "Lunch no. " + number + " was good.");
        Thread old = any(threads);
        network.reply(old.author, old.root, old.root, "More on alignment faking, " + number + ".");
      }
    }
    network.process();
  }

  /**
   * Continues what was bookmarked for a hint, so that it is worth a repost.
   *
   * @param bookmarked what stands at the server
   * @return whether there was anything to continue
   */
  boolean ripen(Collection<String> bookmarked) {
    List<Thread> ripe =
        hints.stream().filter(hint -> bookmarked.contains(hint.root.uri())).toList();
    for (Thread hint : ripe) {
      String paper = "https://arxiv.org/abs/2610.%05d".formatted(published++);
      network.reply(hint.author, hint.root, hint.root, "The data: " + paper);
      reposts.add(hint.root.uri());
    }
    hints.removeAll(ripe);
    network.process();
    return !ripe.isEmpty();
  }

  /** Notes that the operator took back what stood for a post. */
  void undone(String uri) {
    reposts.remove(uri);
    bookmarks.remove(uri);
    hints.removeIf(hint -> hint.root.uri().equals(uri));
    undone.add(uri);
  }

  private <T> T any(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  Set<String> reposts() {
    return reposts;
  }

  Set<String> bookmarks() {
    return bookmarks;
  }

  Set<String> undone() {
    return undone;
  }
}
