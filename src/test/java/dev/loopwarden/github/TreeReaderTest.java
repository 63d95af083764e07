package dev.loopwarden.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.source.BlobId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A repository's archive is a stranger's file: what is too much of it is left out and named, and nothing in it is followed.
final class TreeReaderTest {

  private static final CommitId HEAD = new CommitId("a".repeat(40));
  private static final TreeReader.Cap CAP = new TreeReader.Cap(3, 100, 220, 1 << 20);

  private final WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
  private TreeReader reader;

  @SuppressWarnings("NullAway.Init") // set before each test
  TreeReaderTest() {}

  @BeforeEach
  void start() throws Exception {
    server.start();
    server.stubFor(post(urlPathEqualTo("/app/installations/70/access_tokens")).willReturn(
        okJson("{\"token\": \"ghs_x\", \"expires_at\": \"2126-01-02T04:04:05Z\"}").withStatus(201)));
    server.stubFor(get(urlPathEqualTo("/app")).willReturn(okJson("{\"id\": 1, \"slug\": \"warden\"}")));
    server.stubFor(get(urlPathEqualTo("/app/installations/70")).willReturn(okJson("{\"id\": 70}")));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----";
    Clock clock = Clock.systemUTC();
    reader = new GithubApp(GithubAddress.of(server.baseUrl()), AppKey.of("1", new Secret(pem)), clock, new Meters(clock))
        .tree(new RepositoryRef(7, 70, "o", "r"));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void whatIsWithinTheCapsIsReadAndNothingElse() throws IOException {
    serve(archive(Map.of("app.py", "x = 1\n", "pyproject.toml", "[project]\n", "README.md", "words", "other.toml", "x = 1\n")));
    TreeReader.Tree tree = read(CAP, "app.py", "pyproject.toml", "README.md", "other.toml");
    assertThat(tree.python()).containsOnlyKeys("app.py");
    assertThat(tree.project()).containsOnlyKeys("pyproject.toml");
    assertThat(tree.unread()).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeIsLeftOutAndNamed() throws IOException {
    serve(archive(Map.of("big.py", "x".repeat(101), "edge.py", "y".repeat(100))));
    TreeReader.Tree tree = read(CAP, "big.py", "edge.py");
    assertThat(tree.python()).containsOnlyKeys("edge.py");
    assertThat(tree.unread()).containsExactly(new NotChecked("big.py", 0, "over the limit of 100 bytes for a file", NotChecked.Cause.LIMIT));
  }

  @Test
  void moreFilesAndMoreBytesThanTheCapsAreLeftOutAndNamed() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (String each : new String[] {"a.py", "b.py", "c.py", "d.py"}) {
      files.put(each, "x".repeat(10));
    }
    serve(archive(files));
    assertThat(read(CAP, "a.py", "b.py", "c.py", "d.py").unread())
        .containsExactly(new NotChecked("d.py", 0, "over the limit of 3 Python files for a repository", NotChecked.Cause.LIMIT));
    files.replaceAll((_, _) -> "x".repeat(80));
    serve(archive(files));
    assertThat(read(CAP, "a.py", "b.py", "c.py", "d.py").unread()).extracting(NotChecked::path).containsExactly("c.py", "d.py");
  }

  @Test
  void anArchiveThatUnpacksWithoutAnEndIsLeftInTheMiddle() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("first.py", "x = 1\n");
    files.put("bomb.bin", "0".repeat(4 << 20));
    files.put("last.py", "y = 1\n");
    byte[] packed = archive(files);
    assertThat(packed).as("it is small where it travels").hasSizeLessThan(1 << 16);
    serve(packed);
    TreeReader.Tree tree = read(CAP, "first.py", "bomb.bin", "last.py");
    assertThat(tree.python()).containsOnlyKeys("first.py");
    assertThat(tree.unread()).containsExactly(new NotChecked(
        ".", 0, "the repository is over 1048576 bytes; what comes behind that was not read", NotChecked.Cause.LIMIT));
  }

  @Test
  void linksAndPathsThatLeadOutAreNotFollowed() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
        var link = new TarArchiveEntry("o-r/link" + (char) kind + ".py", kind);
        link.setLinkName("/etc/passwd");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
      put(tar, "o-r/../../out.py", "x = 1\n");
    }
    serve(bytes.toByteArray());
    TreeReader.Tree tree = read(CAP, "link1.py", "link2.py");
    assertThat(tree.python().keySet()).doesNotContain("link1.py", "link2.py").allMatch(each -> each.endsWith("out.py"));
    assertThat(tree.python().values()).allSatisfy(each -> assertThat(each.size()).isEqualTo(6));
  }

  @Test
  void anArchiveElsewhereIsNotFetched() {
    server.stubFor(get(urlPathEqualTo("/repos/o/r/tarball/" + HEAD)).willReturn(aResponse().withStatus(302).withHeader("Location", "http://169.254.169.254/latest")));
    assertThatThrownBy(() -> read(CAP, "app.py")).isInstanceOf(IOException.class).hasMessageContaining("which is not GitHub's");
  }

  @Test
  void anArchiveThatEndsTooSoonFailsTheLook() throws IOException {
    byte[] whole = archive(Map.of("app.py", "x = 1\n"));
    serve(Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> read(CAP, "app.py")).isInstanceOf(IOException.class);
  }

  private TreeReader.Tree read(TreeReader.Cap cap, String... paths) throws IOException {
    Map<String, BlobId> files = new LinkedHashMap<>();
    for (String each : paths) {
      files.put(each, new BlobId("b".repeat(40)));
    }
    return reader.read(HEAD, new Listing(files, false), cap);
  }

  private void serve(byte[] archive) {
    server.stubFor(get(urlPathEqualTo("/repos/o/r/tarball/" + HEAD)).willReturn(aResponse().withBody(archive)));
  }

  private static byte[] archive(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> each : files.entrySet()) {
        put(tar, "o-r-aaaaaaa/" + each.getKey(), each.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String path, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(path);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
