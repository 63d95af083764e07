package dev.loopwarden.cli;

import dev.loopwarden.analysis.FactFinding;
import dev.loopwarden.analysis.Facts;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.review.FactsJson;
import dev.loopwarden.review.FactsText;
import dev.loopwarden.review.Terminal;
import dev.loopwarden.rules.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden facts PATH::function`: what is known of one function of a folder's program.
@Command(
    name = "facts",
    description = "Prints what is known of one function: where it runs, what it calls and blocks on, what it owes.",
    mixinStandardHelpOptions = true)
final class FactsCommand implements Callable<Integer> {

  enum Format {
    text,
    json
  }

  /// Files and folders that stand at the root of a project.
  private static final List<String> ROOT_MARKS = List.of(".git", "pyproject.toml", "setup.py", "setup.cfg");

  private static final int NAMES_SHOWN = 12;

  @Parameters(paramLabel = "PATH::FUNCTION", description = "A Python file and a function in it: shop/orders.py::Orders.place")
  private String asked = "";

  @Option(names = "--root", paramLabel = "DIR", description = "The folder that is the program (default: the nearest above the file with .git, pyproject.toml, setup.py or setup.cfg, else the one above its package)")
  private @Nullable Path root;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})", defaultValue = "text")
  private Format format = Format.text;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  FactsCommand() {}

  @Override
  public Integer call() throws IOException {
    int separator = asked.lastIndexOf("::");
    if (separator <= 0 || separator + 2 >= asked.length()) {
      throw wrong("'" + asked + "' names no function; write the file and the function: shop/orders.py::Orders.place");
    }
    Path file = Path.of(asked.substring(0, separator));
    String function = asked.substring(separator + 2);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw wrong(file + ": no such file, or it may not be read");
    }
    Path folder = root == null ? rootOf(file) : root;
    if (!file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw wrong(file + " is not below " + folder + "; --root names the folder that is the program");
    }
    ReadFolder read = ReadFolder.at(folder);
    FactFinding.Answer answer = FactFinding.of(
        read.sources(), ReadFolder.path(folder, file), function, Catalogue.ALL, Scan.settings(read.project()), read.project());
    Facts facts = switch (answer) {
      case FactFinding.Answer.Found(Facts found) -> found;
      case FactFinding.Answer.NoFunction(List<String> names) -> throw wrong(file + " has no function '" + function + "'" + nearest(function, names));
      case FactFinding.Answer.Unreadable(int line, String problem) -> throw wrong(file + (line > 0 ? ":" + line : "") + ": " + problem);
    };
    spec.commandLine().getOut().print(format == Format.json ? FactsJson.of(facts) : FactsText.of(facts, Terminal.PLAIN));
    spec.commandLine().getOut().flush();
    return ExitCode.CLEAN;
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private static Path rootOf(Path file) {
    Path start = file.toAbsolutePath().normalize().getParent();
    for (Path each = start; each != null; each = each.getParent()) {
      Path here = each;
      if (ROOT_MARKS.stream().anyMatch(mark -> Files.exists(here.resolve(mark)))) {
        return each;
      }
    }
    return start == null ? Path.of("") : abovePackages(start);
  }

  /// Where nothing marks a root, imports are told from the folder above the outermost package.
  private static Path abovePackages(Path start) {
    Path folder = start;
    while (Files.exists(folder.resolve("__init__.py")) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// Names that hold what was asked for, or its last part, first.
  private static String nearest(String function, List<String> names) {
    if (names.isEmpty()) {
      return ": it has none; '<module>' is its body";
    }
    String last = function.substring(function.lastIndexOf('.') + 1);
    List<String> shown = names.stream()
        .sorted(Comparator.comparing((String each) -> !each.toLowerCase(java.util.Locale.ROOT).contains(last.toLowerCase(java.util.Locale.ROOT))))
        .limit(NAMES_SHOWN).toList();
    return "; it has " + String.join(", ", shown) + (names.size() > shown.size() ? " and " + (names.size() - shown.size()) + " more" : "");
  }
}
