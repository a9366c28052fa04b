package io.github.alignmentfeed.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Renders views as HTML. Whatever comes from outside is escaped where it stands. */
public final class Pages {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  public String now(Frame frame, NowView view) {
    return render("now", frame, view);
  }

  public String posts(Frame frame, PostsView view) {
    return render("posts", frame, view);
  }

  public String papers(Frame frame, PapersView view) {
    return render("papers", frame, view);
  }

  public String accounts(Frame frame, AccountsView view) {
    return render("accounts", frame, view);
  }

  public String rules(Frame frame, RulesView view) {
    return render("rules", frame, view);
  }

  /**
   * @param refused why the last attempt failed; empty where there was none
   */
  public String signIn(Frame frame, String refused) {
    return render("signin", frame, refused);
  }

  /** A page that says why there is nothing else to see. */
  public String problem(Frame frame, ProblemView problem) {
    return render("problem", frame, problem);
  }

  /**
   * @param what happened
   * @param hint what to do
   */
  public record ProblemView(String what, String hint) {}

  private String render(String template, Frame frame, Object view) {
    StringOutput output = new StringOutput();
    engine.render(template + ".jte", Map.of("frame", frame, "view", view), output);
    return output.toString();
  }

  /** The stylesheet of all pages. */
  public static String stylesheet() {
    try (InputStream in = Pages.class.getResourceAsStream("pages.css")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file pages.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("reading pages.css", e);
    }
  }
}
