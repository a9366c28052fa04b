package io.github.alignmentfeed.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ServerTest {
  private static final List<Route> ROUTES =
      List.of(Route.get("/hello/{name}", asked -> Answer.text("hello " + asked.named("name"))));

  @Test
  void answersByItsRoutes() throws Exception {
    try (Server server = Server.start("127.0.0.1", 0, ROUTES)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + server.port() + "/hello/you"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello you");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhatToDo() {
    try (Server first = Server.start("127.0.0.1", 0, ROUTES)) {
      assertThatThrownBy(() -> Server.start("127.0.0.1", first.port(), ROUTES))
          .isInstanceOf(ListenException.class)
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("http.port");
    }
  }
}
