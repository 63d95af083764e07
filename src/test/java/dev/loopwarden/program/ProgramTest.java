package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a call is, over several modules. In each source the call that is asked about is the one whose last name is `ask`, or
/// the first of that name.
class ProgramTest {

  private final Map<String, String> sources = new LinkedHashMap<>();

  private ProgramTest with(String path, String text) {
    sources.put(path, text);
    return this;
  }

  private Program program() {
    List<ParsedModule> modules =
        sources.entrySet().stream()
            .map(each -> SourceFile.of(each.getKey(), each.getValue()))
            .map(file -> ParsedModule.of(file, (ParseResult.Parsed) PythonParser.parse(file)))
            .toList();
    return Program.of(modules, sources.keySet(), Knowledge.bundled());
  }

  /// What is called by the first call of that last name in the file.
  private Meaning called(String path, String lastName) {
    Program program = program();
    ParsedModule module = program.module(path).orElseThrow();
    Expr.Call call =
        module.tree().findAll(Expr.Call.class).stream()
            .filter(each -> CodeBlock.lastName(each.func()).equals(lastName))
            .findFirst()
            .orElseThrow();
    return program.meaning(call.func(), module);
  }

  @Test
  void followsAliasesOfImports() {
    with("a.py", "import time as t\nfrom time import sleep as nap\nt.sleep(1)\nnap(1)\n");
    assertThat(called("a.py", "sleep").nameInLibrary()).isEqualTo("time.sleep");
    assertThat(called("a.py", "nap").nameInLibrary()).isEqualTo("time.sleep");
  }

  @Test
  void aNameThatIsBoundAgainIsNoLongerTheImport() {
    with("a.py", "from time import sleep\ndef sleep(x):\n    return x\nsleep(1)\n");
    assertThat(called("a.py", "sleep")).isInstanceOf(Meaning.Function.class);
  }

  @Test
  void knowsTheTypeOfWhatAWithGives() {
    with("a.py", "import requests\nwith requests.Session() as s:\n    s.get('x')\n");
    assertThat(called("a.py", "get").nameInLibrary()).isEqualTo("requests.Session.get");
  }

  @Test
  void aGetOnADictIsNoRequest() {
    with("a.py", "request = {}\nrequest.get('x')\n");
    assertThat(called("a.py", "get").nameInLibrary()).isEqualTo("builtins.dict.get");
  }

  @Test
  void anUnannotatedParameterIsUnknownWithAReason() {
    with("a.py", "def f(client):\n    client.get('x')\n");
    assertThat(called("a.py", "get")).isEqualTo(new Meaning.Unknown("`client` is a parameter without annotation", true));
  }

  @Test
  void readsAnnotationsQuotedAndOptional() {
    with("a.py", "import requests\ndef f(a: 'requests.Session | None' = None):\n    a.get('x')\n");
    assertThat(called("a.py", "get").nameInLibrary()).isEqualTo("requests.Session.get");
  }

  @Test
  void followsReExportsAndRelativeImportsUnderSrc() {
    with("src/shop/__init__.py", "from .net import fetch\n")
        .with("src/shop/net.py", "def fetch(url):\n    return url\n")
        .with("src/shop/web/__init__.py", "")
        .with("src/shop/web/views.py", "from shop import fetch\nfrom ..net import fetch as again\nfetch(1)\nagain(1)\n");
    assertThat(((Meaning.Function) called("src/shop/web/views.py", "fetch")).block().module().path()).isEqualTo("src/shop/net.py");
    assertThat(((Meaning.Function) called("src/shop/web/views.py", "again")).block().module().path()).isEqualTo("src/shop/net.py");
  }

  @Test
  void aModuleOfTheRepositoryThatWasNotReadIsUnknownAndNoLibrary() {
    SourceFile file = SourceFile.of("app/main.py", "from app import requests\nrequests.get('x')\n");
    List<ParsedModule> read = List.of(ParsedModule.of(file, (ParseResult.Parsed) PythonParser.parse(file)));
    Set<String> paths = Set.of("app/__init__.py", "app/main.py", "app/requests.py");
    Program program = Program.of(read, paths, Knowledge.bundled());
    ParsedModule module = read.getFirst();
    Expr.Call call = module.tree().findAll(Expr.Call.class).getFirst();
    assertThat(program.meaning(call.func(), module)).isInstanceOf(Meaning.Unknown.class);
  }

  @Test
  void knowsAttributesOfSelfAndInheritedMethods() {
    with("base.py", "class Base:\n    def close(self):\n        pass\n")
        .with("a.py", """
            import requests
            from base import Base
            class Client(Base):
                def __init__(self):
                    self.session = requests.Session()
                def run(self):
                    self.session.get('x')
                    self.close()
            """);
    assertThat(called("a.py", "get").nameInLibrary()).isEqualTo("requests.Session.get");
    assertThat(((Meaning.Function) called("a.py", "close")).block().qualifiedName()).isEqualTo("Base.close");
  }

  @Test
  void aCallOfAnAsyncDefGivesACoroutineUntilItIsAwaited() {
    with("a.py", """
        import requests
        async def make() -> requests.Session:
            return requests.Session()
        async def main():
            s = await make()
            s.get('x')
            c = make()
            c.post('x')
        """);
    assertThat(called("a.py", "get").nameInLibrary()).isEqualTo("requests.Session.get");
    assertThat(called("a.py", "post")).isInstanceOf(Meaning.Unknown.class);
  }

  @Test
  void aPathStaysAPathThroughDivisionAndParents() {
    with("a.py", "from pathlib import Path\np = Path('a') / 'b'\np.parent.exists()\n");
    assertThat(called("a.py", "exists").nameInLibrary()).isEqualTo("pathlib.Path.exists");
  }

  @Test
  void anUnknownDecoratorMakesAFunctionUnknown() {
    with("a.py", "from lib import job\n@job\nasync def work():\n    pass\nwork()\n");
    assertThat(called("a.py", "work")).isInstanceOf(Meaning.Unknown.class);
  }

  @Test
  void twoDifferentThingsUnderOneNameAreNeither() {
    with("a.py", "import requests, time\nif time.time() > 1:\n    x = requests.Session()\nelse:\n    x = time\nx.get('x')\n");
    assertThat(called("a.py", "get")).isInstanceOf(Meaning.Unknown.class);
  }

  @Test
  void whatADependencyYieldsIsTheParameter() {
    with("a.py", """
        from fastapi import Depends
        import requests
        def session():
            s = requests.Session()
            yield s
        async def view(s=Depends(session)):
            s.get('x')
        """);
    assertThat(called("a.py", "get").nameInLibrary()).isEqualTo("requests.Session.get");
  }

  @Test
  void anAnnotationThatNamesWhatItDeclaresEnds() {
    with("a.py", "import requests\nclass Holder:\n    requests: requests = None\n    def run(self):\n        self.requests.get('x')\n");
    assertThat(called("a.py", "get")).isInstanceOf(Meaning.Unknown.class);
  }
}
