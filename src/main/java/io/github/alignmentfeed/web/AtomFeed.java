package io.github.alignmentfeed.web;

import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.cycle.Finding.Subject;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The papers in an answer of arXiv's API, an Atom feed (https://info.arxiv.org/help/api). A
 * document type is refused, and with it every entity that somebody could declare.
 */
final class AtomFeed {
  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_SUMMARY = 5_000;
  private static final XMLInputFactory FACTORY = factory();

  private AtomFeed() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * Title and abstract of each paper in the feed.
   *
   * @throws XMLStreamException where it is no such feed
   */
  static Map<PaperId, Subject> read(InputStream feed) throws XMLStreamException {
    XMLStreamReader xml = FACTORY.createXMLStreamReader(feed);
    Map<PaperId, Subject> papers = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    Map<String, StringBuilder> entry = new LinkedHashMap<>();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.push(xml.getLocalName());
          if (path.size() == 1 && !xml.getLocalName().equals("feed")) {
            throw new XMLStreamException("no feed but " + xml.getLocalName());
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (path.size() == 3) {
            entry.computeIfAbsent(path.peek(), k -> new StringBuilder()).append(xml.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (path.size() == 2 && path.peek().equals("entry")) {
            PaperId.of(new Link(text(entry, "id", LONGEST_TITLE), Link.Origin.FACET))
                .ifPresent(paper -> papers.put(paper, subject(entry)));
          }
          if (path.size() == 2) {
            entry.clear();
          }
          path.pop();
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("a document type or entity of its own");
        default -> {}
      }
    }
    papers.values().removeIf(about -> about.title().isEmpty());
    return papers;
  }

  private static Subject subject(Map<String, StringBuilder> entry) {
    return new Subject(
        text(entry, "title", LONGEST_TITLE), text(entry, "summary", LONGEST_SUMMARY));
  }

  private static String text(Map<String, StringBuilder> entry, String name, int longest) {
    StringBuilder found = entry.getOrDefault(name, new StringBuilder());
    String text = found.toString().strip().replaceAll("\\s+", " ");
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
