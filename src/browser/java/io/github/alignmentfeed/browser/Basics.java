package io.github.alignmentfeed.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What every page owes to people who do not see it, or see it small. */
final class Basics {
  private static final String UNNAMED =
      """
      (() => {
        const text = id => (document.getElementById(id) || {}).textContent || '';
        const name = e => [
          e.getAttribute('aria-label'),
          ...(e.getAttribute('aria-labelledby') || '').split(' ').map(text),
          e.getAttribute('alt'),
          ...(e.labels ? [...e.labels].map(l => l.textContent) : []),
          e.matches('figure') ? (e.querySelector('figcaption') || {}).textContent : '',
          e.matches('a, button, summary') ? e.textContent : ''
        ].map(n => (n || '').trim()).find(n => n);
        const shown = e => !e.closest('[aria-hidden=true]') && e.type !== 'hidden';
        return [...document.querySelectorAll(
            'img, svg, figure, a, button, summary, input, select, textarea, nav, [role=region]')]
          .filter(shown).filter(e => !name(e)).map(e => e.outerHTML.slice(0, 120));
      })()""";

  private static final String HEADINGS =
      "[...document.querySelectorAll('h1, h2, h3, h4')].map(h => Number(h.tagName[1]))";

  private static final String DOUBLED =
      """
      (() => {
        const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
        return ids.filter((id, i) => ids.indexOf(id) !== i);
      })()""";

  /** How far text and its ground are apart, by WCAG 2, where that is less than it must be. */
  private static final String FAINT =
      """
      (() => {
        const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const rgba = c => {
          canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const light = c => {
          const [r, g, b] = c.slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = e => {
          for (let at = e; at; at = at.parentElement) {
            const c = rgba(getComputedStyle(at).backgroundColor);
            if (c[3] === 255) return c;
          }
          return [255, 255, 255, 255];
        };
        const faint = [];
        for (const e of document.querySelectorAll('body *')) {
          const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
          if (!own || e.closest('svg, .hidden, .jump, option') || !e.getClientRects().length) continue;
          const style = getComputedStyle(e);
          const [a, b] = [light(rgba(style.color)), light(ground(e))].sort((x, y) => y - x);
          const ratio = (a + 0.05) / (b + 0.05);
          if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + e.outerHTML.slice(0, 100));
        }
        return faint;
      })()""";

  private Basics() {}

  static void hold(Window window, String where) {
    assertThat((List<?>) window.ask(UNNAMED)).as("without a name: " + where).isEmpty();
    assertThat((List<?>) window.ask(DOUBLED)).as("twice the same id: " + where).isEmpty();
    assertThat((List<?>) window.ask(FAINT)).as("too faint to read: " + where).isEmpty();
    assertThat(window.ask("document.documentElement.lang")).isEqualTo("en");
    assertThat(window.overflow()).as("wider than the window: " + where).isZero();
    List<Long> headings =
        ((List<?>) window.ask(HEADINGS)).stream().map(h -> ((Number) h).longValue()).toList();
    assertThat(headings).as("one heading of the first order: " + where).containsOnlyOnce(1L);
    long before = 0;
    for (long heading : headings) {
      assertThat(heading).as("no order left out: " + where).isLessThanOrEqualTo(before + 1);
      before = heading;
    }
  }
}
