package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.program.IndexedModule.Colour;
import dev.loopwarden.program.IndexedModule.Ref;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The index: what it knows without code, and that an update links what it touches and gives what linking all anew gives.
final class ProgramIndexTest {

  private static final Map<String, String> SHOP = Map.of(
      "shop/__init__.py", "",
      "shop/disk.py", "import time\n\n\ndef read():\n    time.sleep(1)\n    return 1\n",
      "shop/store.py", "from .disk import read\n\n\nclass Store:\n    def load(self):\n        return read()\n\n\ndef store():\n    return Store()\n",
      "shop/web.py", "from shop.store import store\n\n\nasync def page():\n    return store().load()\n\n\nasync def ping():\n    return 1\n",
      "shop/other.py", "async def alone():\n    yield 1\n",
      "shop/broken.py", "x\0");

  private final Map<String, ParsedModule> loaded = new HashMap<>();

  @Test
  void tellsWhatAFunctionBlocksOnAndWhoRunsIt() {
    ProgramIndex index = all(SHOP);
    assertThat(index.blocksOn(new Ref("shop/web.py", "page"))).containsExactly(Blocks.SLEEP);
    assertThat(index.blocksOn(new Ref("shop/web.py", "ping"))).isEmpty();
    assertThat(index.runBy(new Ref("shop/disk.py", "read"))).containsExactly(new Ref("shop/store.py", "Store.load"), new Ref("shop/web.py", "page"));
    assertThat(index.function(new Ref("shop/other.py", "alone")).orElseThrow().colour()).isEqualTo(Colour.ASYNC_GENERATOR);
    assertThat(index.importedBy("shop/disk.py")).containsExactly("shop/store.py");
    assertThat(index.module("shop/web.py").orElseThrow().consulted()).containsExactly("shop/store.py");
    assertThat(index.module("shop/broken.py").orElseThrow().functions()).isEmpty();
  }

  @Test
  void aDeclaredMethodIsRunByItsSubclassesMethods() {
    ProgramIndex index = all(Map.of(
        "base.py", "class Store:\n    def load(self):\n        raise NotImplementedError\n",
        "disk.py", "import time\nfrom base import Store\n\n\nclass Disk(Store):\n    def load(self):\n        time.sleep(1)\n",
        "memory.py", "from base import Store\n\n\nclass Memory(Store):\n    def load(self):\n        return 1\n",
        "web.py", "from base import Store\n\n\nasync def page(store: Store):\n    return store.load()\n"));
    assertThat(index.runBy(new Ref("disk.py", "Disk.load"))).containsExactly(new Ref("web.py", "page"));
    assertThat(index.callers(new Ref("memory.py", "Memory.load"))).containsExactly(new Ref("web.py", "page"));
    assertThat(index.blocksOn(new Ref("web.py", "page"))).containsExactly(Blocks.SLEEP);
    assertThat(index.standIns(Set.of("base.py"))).containsExactlyInAnyOrder("disk.py", "memory.py");
  }

  /// Two builds of other sources read other indices, and two of the same sources have the same bytes.
  @Test
  void isNamedByTheSourcesOfItsBuild() {
    assertThat(IndexForm.version(Knowledge.bundled())).matches("\\d+-\\d+\\.\\d+\\.\\d+[\\w-]*-[0-9a-f]{64}-\\S+");
  }

  @Test
  void isTheSameAfterItWasStoredAndRefusesDamage() {
    ProgramIndex index = all(SHOP);
    byte[] stored = index.stored(Knowledge.bundled());
    assertThat(ProgramIndex.of(stored, Knowledge.bundled()).orElseThrow().modules()).isEqualTo(index.modules());
    for (int i = 0; i < stored.length; i++) {
      byte[] damaged = stored.clone();
      damaged[i] ^= 4;
      assertThat(ProgramIndex.of(damaged, Knowledge.bundled())).isEmpty();
      assertThat(ProgramIndex.of(Arrays.copyOf(stored, i), Knowledge.bundled())).isEmpty();
    }
    var other = Knowledge.bundled().with(new Additions(java.util.List.of("shop.disk.read"), java.util.List.of(), java.util.List.of(), java.util.List.of()));
    assertThat(ProgramIndex.of(stored, other)).isEmpty();
  }

  @Test
  void aChangeInsideABodyLinksThatModuleAlone() {
    Map<String, String> after = with("shop/disk.py", "import time\n\n\ndef read():\n    x = 3\n    y = 4\n    time.sleep(x + y)\n    return 1\n");
    Map<String, String> closed = with("shop/web.py", SHOP.getOrDefault("shop/web.py", "").replace("return 1", "print(2)\n    print(3)\n    print(4)"));
    assertThat(dependents(SHOP, closed)).isEmpty();
    assertSameAsAnew(SHOP, after);
    assertSameAsAnew(SHOP, closed);
  }

  @Test
  void aChangeThatOthersSeeLinksThoseThatLookedIntoIt() {
    Map<String, String> after = with("shop/store.py", SHOP.getOrDefault("shop/store.py", "").replace("return Store()", "return None"));
    assertThat(dependents(SHOP, after)).containsExactly("shop/web.py");
    assertSameAsAnew(SHOP, after);
  }

  @Test
  void aChangeOfWhatIsPutIntoAListLinksThoseThatLookedIntoIt() {
    String jobs = """
        import time

        class Fast:
            def go(self):
                return 1

        class Slow:
            def go(self):
                time.sleep(1)

        ALL = []

        def fill():
            ALL.append(Fast())
        """;
    Map<String, String> before = Map.of("jobs.py", jobs, "web.py", "from jobs import ALL\n\n\ndef run():\n    ALL[0].go()\n");
    Map<String, String> after = Map.of("jobs.py", jobs.replace("ALL.append(Fast())", "ALL.append(Slow())"), "web.py", before.getOrDefault("web.py", ""));
    assertThat(dependents(before, after)).containsExactly("web.py");
    assertSameAsAnew(before, after);
  }

  @Test
  void aChangeOfAFewOfManyModulesLinksAndReadsAFew() {
    Map<String, String> many = new TreeMap<>();
    many.put("m0.py", "def f0():\n    return 1\n");
    for (int i = 1; i < 200; i++) {
      many.put("m" + i + ".py", "from m%1$d import f%1$d%n%n%ndef f%2$d():%n    return f%1$d()%n".formatted(i / 2, i));
    }
    Map<String, String> after = new TreeMap<>(many);
    after.put("m150.py", many.getOrDefault("m150.py", "") + "\n\ndef g():\n    pass\n"); // nobody imports it
    after.put("m60.py", many.getOrDefault("m60.py", "") + "\n\ndef g():\n    pass\n"); // two do
    after.put("m61.py", many.getOrDefault("m61.py", "").replace("return f30()", "return None"));
    assertThat(dependents(many, after)).containsExactlyInAnyOrder("m120.py", "m121.py", "m122.py", "m123.py");
    ProgramIndex before = all(many);
    loaded.clear();
    ProgramIndex updated = update(before, after);
    assertThat(loaded.keySet()).hasSizeLessThan(20).contains("m150.py", "m60.py", "m61.py", "m122.py").doesNotContain("m151.py", "m31.py", "m199.py");
    assertThat(updated.modules()).isEqualTo(all(after).modules());
  }

  @Test
  void filesThatComeAndGoLeadCallsElsewhere() {
    Map<String, String> gone = new TreeMap<>(SHOP);
    gone.remove("shop/disk.py");
    assertThat(dependents(SHOP, gone)).contains("shop/store.py");
    assertSameAsAnew(SHOP, gone);
    assertSameAsAnew(gone, SHOP);
    assertSameAsAnew(SHOP, with("shop/disk/__init__.py", "def read():\n    return 2\n"));
    assertSameAsAnew(SHOP, with("shop/broken.py", "def f():\n    pass\n"));
  }

  private void assertSameAsAnew(Map<String, String> before, Map<String, String> after) {
    ProgramIndex updated = update(all(before), after);
    assertThat(updated.modules()).isEqualTo(all(after).modules());
  }

  private static Map<String, String> with(String path, String text) {
    Map<String, String> all = new TreeMap<>(SHOP);
    all.put(path, text);
    return all;
  }

  private Set<String> dependents(Map<String, String> before, Map<String, String> after) {
    return IndexUpdate.of(all(before), blobs(after), path -> facts(path, after)).dependents();
  }

  private ProgramIndex all(Map<String, String> sources) {
    return update(ProgramIndex.EMPTY, sources);
  }

  private ProgramIndex update(ProgramIndex before, Map<String, String> sources) {
    loaded.clear();
    IndexUpdate update = IndexUpdate.of(before, blobs(sources), path -> facts(path, sources));
    return update.made(
        update.dependents(),
        path -> Optional.ofNullable(loaded.computeIfAbsent(path, each -> facts(each, sources).flatMap(known -> known.at(each)).orElse(null))),
        Knowledge.bundled());
  }

  private static Optional<ModuleFacts> facts(String path, Map<String, String> sources) {
    return Optional.ofNullable(sources.get(path)).map(text -> ModuleFacts.of(SourceFile.of(path, text)));
  }

  private static Map<String, BlobId> blobs(Map<String, String> sources) {
    Map<String, BlobId> blobs = new TreeMap<>();
    sources.forEach((path, text) -> blobs.put(path, SourceFile.of(path, text).blobId()));
    return blobs;
  }
}
