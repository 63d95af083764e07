package dev.loopwarden.github;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Where GitHub is, and the way there.
///
/// @param api base address of the API without a slash at its end: `https://api.github.com`, or `https://HOST/api/v3` of an
///     Enterprise Server
/// @param proxy `HOST:PORT` of an HTTP proxy
/// @param caFile certificates in PEM that are trusted beside those of the platform
/// @param patience how long it is waited for
public record GithubAddress(String api, Optional<String> proxy, Optional<Path> caFile, Patience patience) {

  private static final String ENTERPRISE = "/api/v3";

  /// How long a request may take.
  ///
  /// @param connect until there is a connection
  /// @param silence between any two bytes
  /// @param call one request, its whole answer included: after it nothing of a write is on its way any more
  /// @param archive the same for an archive, which is long
  public record Patience(Duration connect, Duration silence, Duration call, Duration archive) {

    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(5));
  }

  /// With the usual patience.
  public GithubAddress(String api, Optional<String> proxy, Optional<Path> caFile) {
    this(api, proxy, caFile, Patience.USUAL);
  }

  /// Directly, with the platform's certificates.
  public static GithubAddress of(String api) {
    return new GithubAddress(api, Optional.empty(), Optional.empty());
  }

  /// `https://github.com`, or the Enterprise Server's own pages; empty where the API's address tells none.
  public Optional<String> pages() {
    return api.equals("https://api.github.com") ? Optional.of("https://github.com")
        : api.endsWith(ENTERPRISE) ? Optional.of(api.substring(0, api.length() - ENTERPRISE.length())) : Optional.empty();
  }

  /// `https://api.github.com/graphql`; on an Enterprise Server `/api/graphql` beside `/api/v3`.
  HttpUrl graphql() {
    return HttpUrl.get(api.endsWith(ENTERPRISE) ? api.substring(0, api.length() - 2) + "graphql" : api + "/graphql");
  }

  /// Whether an archive's link may be followed: GitHub gives archives from `codeload`, an Enterprise Server from itself.
  boolean isArchiveHost(HttpUrl url) {
    HttpUrl own = HttpUrl.get(api);
    boolean same = url.host().equals(own.host()) && url.port() == own.port();
    return url.scheme().equals(own.scheme())
        && (same || url.host().equals("codeload." + (own.host().equals("api.github.com") ? "github.com" : own.host())));
  }

  /// A client that repeats nothing and follows no redirect.
  OkHttpClient client() {
    var builder = new OkHttpClient.Builder()
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(patience.connect())
        .readTimeout(patience.silence())
        .writeTimeout(patience.silence())
        .callTimeout(patience.call());
    proxy.ifPresent(each -> {
      int colon = each.lastIndexOf(':');
      builder.proxy(new Proxy(
          Proxy.Type.HTTP, InetSocketAddress.createUnresolved(each.substring(0, colon), Integer.parseInt(each.substring(colon + 1)))));
    });
    caFile.ifPresent(file -> trust(builder, file));
    return builder.build();
  }

  private static void trust(OkHttpClient.Builder builder, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate each : manager(null).getAcceptedIssuers()) {
        store.setCertificateEntry("platform " + each.getSubjectX500Principal() + each.getSerialNumber(), each);
      }
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-file " + number++, each);
      }
      if (number == 0) {
        throw new IllegalArgumentException("ca-file: there is no certificate in " + file);
      }
      X509TrustManager manager = manager(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      builder.sslSocketFactory(context.getSocketFactory(), manager);
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException("ca-file: " + file + " cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast)
        .findFirst().orElseThrow(() -> new GeneralSecurityException("the platform has no trust manager for X.509"));
  }
}
