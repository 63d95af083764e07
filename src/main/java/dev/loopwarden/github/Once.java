package dev.loopwarden.github;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// The body of a write, which leaves once. OkHttp sends a request of itself a second time where it is answered 503 with `Retry-After: 0`,
/// or 421 over a connection that it uses for several hosts, though it is told to retry nothing; not where its body can be sent but once.
final class Once extends RequestBody {

  private final byte[] bytes;
  private final @Nullable MediaType type;

  Once(byte[] bytes, @Nullable MediaType type) {
    this.bytes = bytes.clone();
    this.type = type;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
