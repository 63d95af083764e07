package dev.loopwarden.github;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteTest {

  @ParameterizedTest
  @CsvSource({
    "/repos/pulls/files/pulls/7/files?page=2, /repos/*/pulls/*/files",
    "/api/v3/repos/a/b/check-runs/12/annotations, /repos/*/check-runs/*/annotations",
    "/repos/a/b/compare/feature/pulls...main, /repos/*/compare/*",
    "/repos/a/b/contents/pulls/issues/app.py, /repos/*/contents/*",
    "/repos/a/b/git/trees/0123456789012345678901234567890123456789?recursive=1, /repos/*/git/trees/*",
    "/api/graphql, /graphql",
    "/graphql, /graphql",
    "/user/installations/5/repositories, /user/installations/*/repositories",
    "/app/hook/deliveries/9/attempts, /app/hook/deliveries/*/attempts",
    "/whatever/it/is, /*",
    "/repos/a/b, /repos/*",
    "/, /*"
  })
  void namesAndNumbersAreLeftOutWhateverTheyAre(String path, String route) {
    assertThat(Route.of(HttpUrl.get("https://github.example.org" + path))).isEqualTo(route);
  }
}
