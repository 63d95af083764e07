package dev.loopwarden.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/// Other parsers that `bench parse` runs beside ours, because its caller names them. The only place in the house that loads or
/// executes what is not ours; nothing of a repository comes here.
final class Peers {

  /// A parser: source text to tree, or an exception.
  record Peer(String name, Function<String, Object> parse) {}

  /// Reads file names from its input; prints version, bytes/s of first-seen and of warm files by thread and by process time,
  /// and failures.
  private static final String SCRIPT =
      """
      import ast, sys, time, warnings
      warnings.simplefilter("ignore")
      rounds, half, *names = sys.stdin.read().splitlines()
      files = [open(name, "rb").read() for name in names]
      def measure(some):
          failures = good = 0
          thread, process = time.thread_time(), time.process_time()
          for source in some:
              try:
                  ast.parse(source)
                  good += len(source)
              except (SyntaxError, ValueError, RecursionError, MemoryError):
                  failures += 1
          return good / (time.thread_time() - thread), good / (time.process_time() - process), failures
      old, new = files[: int(half)], files[int(half) :]
      for _ in range(int(rounds)):
          measure(old)
      first = measure(new)
      warm = max(measure(new) for _ in range(int(rounds)))
      print(".".join(map(str, sys.version_info[:3])), *first[:2], *warm)
      """;

  private Peers() {}

  /// The parsers that JAR files offer as services of `java.util.function.Function`: text in, tree out.
  static List<Peer> of(List<Path> jars) {
    var peers = new ArrayList<Peer>();
    URL[] urls = jars.stream().map(Peers::url).toArray(URL[]::new);
    @SuppressWarnings("resource") // open as long as its classes are used: to the end
    var loader = new URLClassLoader("peers", urls, Peers.class.getClassLoader());
    for (Function<?, ?> found : ServiceLoader.load(Function.class, loader)) {
      @SuppressWarnings("unchecked") // the service's contract
      var parse = (Function<String, Object>) found;
      peers.add(new Peer(found.getClass().getSimpleName(), parse));
    }
    return peers;
  }

  private static URL url(Path jar) {
    try {
      return URI.create(jar.toAbsolutePath().toUri().toString()).toURL();
    } catch (MalformedURLException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// CPython's own `ast.parse`, run as a process of its own over the same files in the same order.
  static List<ParseSpeed.Row> python(Path python, List<Path> files, int half, int rounds) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(python.toString(), "-c", SCRIPT).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var to = process.outputWriter(StandardCharsets.UTF_8)) {
      to.write(rounds + "\n" + half + "\n" + String.join("\n", files.stream().map(each -> each.toAbsolutePath().toString()).toList()));
    }
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || answer.isEmpty()) {
      throw new IOException(python + " did not answer: is it a Python 3?");
    }
    String[] parts = answer.split(" ", -1);
    String name = "CPython " + parts[0];
    int failures = Integer.parseInt(parts[5]);
    return List.of(
        new ParseSpeed.Row(name, "first seen", Double.parseDouble(parts[1]) / 1e6, Double.parseDouble(parts[2]) / 1e6, 0, failures),
        new ParseSpeed.Row(name, "warm", Double.parseDouble(parts[3]) / 1e6, Double.parseDouble(parts[4]) / 1e6, 0, failures));
  }
}
