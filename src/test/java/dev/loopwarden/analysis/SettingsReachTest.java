package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.rule.Finding;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a project's files and settings change in what is found and advised.
class SettingsReachTest {

  private final Map<String, SourceFile> project = new LinkedHashMap<>();
  private final List<SourceFile> sources = new ArrayList<>();

  private SettingsReachTest with(String path, String text) {
    SourceFile file = SourceFile.of(path, text);
    if (path.endsWith(".py")) {
      sources.add(file);
    } else {
      project.put(path, file);
    }
    return this;
  }

  private List<Finding> findings() {
    return Scan.of(sources, List.of(), Catalogue.ALL, Scan.settings(project), project).findings().stream().map(Tracked::finding).toList();
  }

  @Test
  void aFunctionOfTheRepositoryThatTheSettingsNameBlocks() {
    with(".github/loopwarden.yml", "blocking: [app.db.fetch]\n")
        .with("src/app/__init__.py", "").with("src/app/db.py", "def fetch(key):\n    return native(key)\n")
        .with("src/app/main.py", "from app.db import fetch\n\nasync def load(key):\n    return fetch(key)\n");
    assertThat(findings()).extracting(each -> each.ruleId() + " " + each.site().span().line()).contains("LW113 4");
  }

  @Test
  void whatTheSettingsCallSafeIsNotTold() {
    with("a.py", "import time\n\nasync def load():\n    time.sleep(1)\n    return 1\n");
    assertThat(findings()).extracting(Finding::ruleId).contains("LW100");
    with(".github/loopwarden.yml", "safe: [time.sleep]\n");
    assertThat(findings()).extracting(Finding::ruleId).doesNotContain("LW100");
  }

  @Test
  void whatTheSettingsCallLimitedOwesNoLimit() {
    with("a.py", "import asyncio\n\nasync def dial(host):\n    return await asyncio.open_connection(host, 80)\n");
    assertThat(findings()).extracting(Finding::ruleId).containsExactly("LW301");
    with("pyproject.toml", "[tool.loopwarden]\ntimeouts = ['asyncio.open_connection']\n");
    assertThat(findings()).isEmpty();
  }

  @Test
  void aLimitOverWhatTheSettingsCallAnOffloadIsNoLimitOfALibrary() {
    with(".github/loopwarden.yml", "offloads: [mycorp.run_blocking]\n")
        .with("a.py", "import requests\nimport mycorp\n\nasync def load(url):\n    return await mycorp.run_blocking(requests.get, url)\n");
    assertThat(findings()).isEmpty();
  }

  @Test
  void withoutAnAsyncDriverAmongTheDependenciesTheAdviceIsContainment() {
    with("a.py", "from sqlalchemy.orm import Session\n\nasync def load(session: Session, query):\n    return session.execute(query)\n");
    with("requirements.txt", "sqlalchemy\npsycopg2\n");
    assertThat(advice("LW602")).contains("No async driver").contains("to_thread");
    with("requirements.txt", "sqlalchemy\nasyncpg\n");
    assertThat(advice("LW602")).contains("AsyncSession");
    with("pyproject.toml", "[tool.loopwarden]\nkeep-sync = ['sqlalchemy']\n");
    assertThat(advice("LW602")).contains("keep `sqlalchemy` sync").doesNotContain("AsyncSession");
  }

  @ParameterizedTest
  @CsvSource({"psycopg2, psycopg2-binary, asyncpg", "pymysql, PyMySQL, aiomysql", "pyodbc, pyodbc, aioodbc"})
  void aSyncDriverIsReplacedByAnAsyncOneThatIsAtHandAndContainedWhereNoneIs(String module, String sync, String async) {
    with("a.py", "import " + module + "\n\nasync def load():\n    return " + module + ".connect('shop')\n");
    assertThat(advice("LW103")).as("nothing is told of dependencies").contains(async).doesNotContain("No async driver");
    with("requirements.txt", sync + "\n");
    assertThat(advice("LW103")).contains("No async driver").contains("to_thread").doesNotContain(async);
    with("requirements.txt", sync + "\n-r more/of-it.txt\n");
    assertThat(advice("LW103")).as("the list goes on in a file that is not read").contains(async).doesNotContain("No async driver");
    with("requirements.txt", sync + "\n" + async + ">=0.1\n");
    assertThat(advice("LW103")).contains(async).doesNotContain("No async driver");
  }

  @Test
  void theAdviceFitsThePythonOfTheProject() {
    with("a.py", "import asyncio\n\nasync def dial(host):\n    return await asyncio.open_connection(host, 80)\n");
    with("pyproject.toml", "[project]\nrequires-python = '>=3.9'\n");
    assertThat(advice("LW301")).contains("wait_for").doesNotContain("async with asyncio.timeout");
    with("pyproject.toml", "[project]\nrequires-python = '>=3.12'\n");
    assertThat(advice("LW301")).contains("async with asyncio.timeout");
  }

  @Test
  void noTaskGroupIsAdvisedWhereThePythonHasNone() {
    with("a.py", "import asyncio\n\nasync def start(job):\n    asyncio.create_task(job())\n");
    with("pyproject.toml", "[project]\nrequires-python = '>=3.10'\n");
    assertThat(advice("LW501")).contains("Keep it").doesNotContain("TaskGroup");
    with("pyproject.toml", "[project]\nrequires-python = '>=3.11'\n");
    assertThat(advice("LW501")).contains("Keep it").contains("TaskGroup");
  }

  @Test
  void aLockedVersionDecidesTheLibrarysDefault() {
    with("a.py", "import redis.asyncio as redis\n\nasync def load(key):\n    return await redis.Redis(host='cache').get(key)\n");
    with("requirements.txt", "redis==5.0.1\n");
    assertThat(findings()).extracting(Finding::ruleId).contains("LW301");
    with("requirements.txt", "redis==8.1.0\n");
    assertThat(findings()).extracting(Finding::ruleId).doesNotContain("LW301");
  }

  @Test
  void theVersionThatAFolderBelowLocksDecidesForItsModules() {
    with("requirements.txt", "redis==5.0.1\n").with("svc/requirements.txt", "redis==8.1.0\n");
    with("svc/a.py", "import redis.asyncio as redis\n\nasync def load(key):\n    return await redis.Redis(host='cache').get(key)\n");
    assertThat(findings()).extracting(Finding::ruleId).doesNotContain("LW301");
    with("b.py", "import redis.asyncio as redis\n\nasync def load(key):\n    return await redis.Redis(host='cache').get(key)\n");
    assertThat(findings()).extracting(Finding::ruleId).contains("LW301");
  }

  @Test
  void theReplacementFitsTheVersionThatTheProjectLocks() {
    with("a.py", "from pymongo import MongoClient\n\nasync def load(key):\n    return MongoClient().shop.items.find_one({'k': key})\n");
    with("requirements.txt", "pymongo==4.18.2\n");
    assertThat(advice("LW103")).contains("AsyncMongoClient").doesNotContain("motor");
    with("requirements.txt", "pymongo==4.6.1\n");
    assertThat(advice("LW103")).contains("motor").doesNotContain("AsyncMongoClient");
    with("requirements.txt", "pymongo\n");
    assertThat(advice("LW103")).contains("AsyncMongoClient").contains("before that").contains("motor");
  }

  @Test
  void aPatchedLoopMayBeStartedAgain() {
    String nested = "import asyncio\n\nasync def work():\n    pass\n\nasync def main():\n    asyncio.run(work())\n";
    with("a.py", nested);
    assertThat(findings()).extracting(Finding::ruleId).contains("LW601");
    with("tools/requirements.txt", "nest_asyncio\n").with("tools/b.py", nested);
    assertThat(findings()).filteredOn(each -> each.ruleId().equals("LW601")).extracting(each -> each.site().path()).containsExactly("a.py");
    with("patch.py", "def patch():\n    import nest_asyncio\n    nest_asyncio.apply()\n");
    assertThat(findings()).extracting(Finding::ruleId).doesNotContain("LW601");
  }

  private String advice(String rule) {
    return findings().stream().filter(each -> each.ruleId().equals(rule)).findFirst().orElseThrow().message().instead();
  }

  @Test
  void aScriptIsToldWithLessConfidenceButWhatNeverWorksIsToldAsElsewhere() {
    String text = "import asyncio, time\n\nasync def work():\n    time.sleep(1)\n\nasync def handle():\n    work()\n";
    with("app/main.py", text).with("scripts/seed.py", text).with("app/tools/search.py", text).with("tools/release.py", text);
    assertThat(findings()).extracting(each -> each.site().path() + " " + each.ruleId() + " " + each.confidence()).containsExactlyInAnyOrder(
        "app/main.py LW100 HIGH", "app/main.py LW1001 HIGH", "scripts/seed.py LW100 MEDIUM", "scripts/seed.py LW1001 HIGH",
        "app/tools/search.py LW100 HIGH", "app/tools/search.py LW1001 HIGH", "tools/release.py LW100 MEDIUM", "tools/release.py LW1001 HIGH");
  }

  @Test
  void whatAuthorsSayTheyDoOnPurposeIsListedAndNotCommented() {
    with("a.py", """
        import time
        from b import held

        async def work():
            # Blocking is fine here: nothing else
            # runs yet.
            time.sleep(1)

        async def also():
            try:
                time.sleep(2)  # intentionally not asyncio.sleep
            finally:
                pass

        async def above():
            # We deliberately wait in the loop.
            try:
                time.sleep(3)
            finally:
                pass

        async def through():
            held()

        async def told():
            \"""Waits a moment.

            Deliberately blocks the loop: nobody else may run.
            \"""
            time.sleep(6)

        async def untold():
            \"""By design there is one of it. Waits a moment.\"""
            time.sleep(7)

        async def unsaid():
            # This is unintentional, and fine only in tests.
            time.sleep(4)
        """).with("b.py", """
        import time

        def held():
            # On purpose: the lock must not be given back.
            time.sleep(5)
        """);
    assertThat(findings()).extracting(each -> each.site().span().line() + " " + each.confidence())
        .containsExactlyInAnyOrder("7 MEDIUM", "11 MEDIUM", "18 MEDIUM", "23 MEDIUM", "30 MEDIUM", "34 HIGH", "38 HIGH");
  }

  @Test
  void methodsThatAProgramReplacesByPlainOnesAreNotSaidToBeForgotten() {
    with("client.py", """
        class Client:
            async def stop(self):
                pass

            def close(self):
                self.stop()

            async def aclose(self):
                self.stop()
        """);
    assertThat(findings()).extracting(each -> each.ruleId() + " " + each.site().span().line() + " " + each.confidence()).contains("LW1001 6 HIGH", "LW1001 9 HIGH");
    with("sync.py", """
        import asyncio
        import inspect
        from client import Client

        def synced(of, name):
            work = getattr(of, name)
            def run(*args):
                return asyncio.get_event_loop().run_until_complete(work(*args))
            setattr(of, name, run)

        for name in dir(Client):
            if inspect.iscoroutinefunction(getattr(Client, name)):
                synced(Client, name)
        """);
    assertThat(findings()).extracting(each -> each.ruleId() + " " + each.site().span().line() + " " + each.confidence()).contains("LW1001 6 MEDIUM", "LW1001 9 HIGH");
  }
}
