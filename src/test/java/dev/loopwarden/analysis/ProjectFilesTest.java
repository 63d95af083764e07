package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.program.Project;
import dev.loopwarden.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the files of a project's root tell, read and never run.
class ProjectFilesTest {

  private static Project read(String... pathsAndTexts) {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], SourceFile.of(pathsAndTexts[i], pathsAndTexts[i + 1]));
    }
    return ProjectFiles.read(files, SettingsFile.read(files));
  }

  @Test
  void pyprojectTellsDependenciesOfAllGroupsAndThePython() {
    Project project = read("pyproject.toml", """
        [project]
        requires-python = ">=3.9,<4"
        dependencies = ["httpx[http2]>=0.27", "Psycopg_Pool ; python_version > '3.8'", "thing @ https://example.org/thing.whl"]
        [project.optional-dependencies]
        db = ["asyncpg==0.30.0"]
        [dependency-groups]
        dev = ["pytest-asyncio", {include-group = "db"}]
        """);
    assertThat(project.python()).hasValue(9);
    assertThat(project.dependencies()).containsOnlyKeys("httpx", "psycopg-pool", "thing", "asyncpg", "pytest-asyncio");
    assertThat(project.locked()).containsExactly(Map.entry("asyncpg", "0.30.0"));
  }

  @Test
  void poetryTellsThemInItsOwnTables() {
    Project project = read("pyproject.toml", """
        [tool.poetry.dependencies]
        python = "^3.10"
        aiohttp = "^3.9"
        redis = {version = ">=5.0", extras = ["hiredis"]}
        [tool.poetry.group.dev.dependencies]
        ruff = "*"
        """);
    assertThat(project.python()).hasValue(10);
    assertThat(project.dependencies()).containsOnlyKeys("aiohttp", "redis", "ruff");
    assertThat(project.hasAtLeast("aiohttp", "3.0")).hasValue(true);
    assertThat(project.hasAtLeast("redis", "8.0")).isEmpty();
  }

  @Test
  void requirementFilesAreReadLineByLine() {
    Project project = read("requirements.txt", "-r base.txt\n# a remark\naiohttp==3.9.5 \\\n    --hash=sha256:00\n\nmotor # why\n./local\n", "requirements/prod.in", "uvicorn[standard]\n");
    assertThat(project.dependencies()).containsOnlyKeys("aiohttp", "motor", "uvicorn");
    assertThat(project.locked()).containsEntry("aiohttp", "3.9.5");
  }

  @Test
  void setupCfgTellsItsOptions() {
    Project project = read("setup.cfg", "[metadata]\nname = x\n[options]\npython_requires = >3.8\ninstall_requires =\n    anyio>=4\n    trio\n[options.extras_require]\ndb =\n    asyncpg\n[flake8]\nignore =\n    E501\n");
    assertThat(project.python()).hasValue(9);
    assertThat(project.dependencies()).containsOnlyKeys("anyio", "trio", "asyncpg");
  }

  @Test
  void aLockTellsTheVersionThatIsInstalled() {
    Project project = read(
        "pyproject.toml", "[project]\ndependencies = [\"redis>=5\"]\n",
        "uv.lock", "version = 1\n[[package]]\nname = \"redis\"\nversion = \"8.0.1\"\n",
        "Pipfile.lock", "{\"default\": {\"anyio\": {\"version\": \"==4.4.0\"}}}");
    assertThat(project.hasAtLeast("redis", "8.0.0")).hasValue(true);
    assertThat(project.hasAtLeast("redis", "8.1")).hasValue(false);
    assertThat(project.hasAtLeast("anyio", "4.4")).hasValue(true);
  }

  @Test
  void theSettingsGoBefore() {
    Project project = read("pyproject.toml", "[project]\nrequires-python = '>=3.9'\n[tool.loopwarden]\npython = '3.12'\nkeep-sync = ['SQLAlchemy']\noutbound-limit = 7\n");
    assertThat(project.python()).hasValue(12);
    assertThat(project.keepsSync("sqlalchemy")).isTrue();
    assertThat(project.outboundLimit()).hasValue(7);
  }

  @Test
  void whatCannotBeReadSaysNothing() {
    Project project = read("pyproject.toml", "[project\n", "Pipfile.lock", "{", "uv.lock", "= 1", "requirements.txt", "???\n");
    assertThat(project.tells()).isFalse();
    assertThat(project.python()).isEqualTo(OptionalInt.empty());
    assertThat(project.hasAtLeast("redis", "1")).isEqualTo(Optional.empty());
  }

  @Test
  void theFilesOfTheRootAndOfFoldersBelowAreAskedFor() {
    assertThat(ProjectFiles.paths(Set.of("uv.lock", "sub/uv.lock", "requirements-dev.txt", "requirements/prod.txt", "docs/requirements.txt", "a.py", "b/requirements/x.in",
        "b/node_modules/c/setup.cfg", ".venv/lib/site-packages/d/pyproject.toml", "b/loopwarden.yml")))
        .containsExactlyInAnyOrder("pyproject.toml", ".github/loopwarden.yml", "requirements.txt", "setup.cfg", "uv.lock", "requirements-dev.txt", "requirements/prod.txt",
            "docs/requirements.txt", "sub/uv.lock", "b/requirements/x.in");
  }

  @Test
  void aReviewAsksForThoseThatSpeakForItsModules() {
    Set<String> listed = Set.of("uv.lock", "a/pyproject.toml", "a/b/requirements.txt", "c/pyproject.toml", "ab/setup.cfg");
    assertThat(ProjectFiles.paths(listed, Set.of("a/x.py"))).contains("uv.lock", "a/pyproject.toml").doesNotContain("a/b/requirements.txt", "c/pyproject.toml", "ab/setup.cfg");
    assertThat(ProjectFiles.paths(listed, Set.of("a/b/c/x.py"))).contains("a/pyproject.toml", "a/b/requirements.txt").doesNotContain("ab/setup.cfg");
  }

  @Test
  void thereIsALimitForProjectsBelow() {
    Set<String> many = IntStream.range(0, 100).mapToObj(each -> "p" + each + "/deep/setup.cfg").collect(Collectors.toSet());
    assertThat(ProjectFiles.paths(many)).hasSize(4 + 60);
  }

  @Test
  void theNearestProjectAboveAModuleSpeaksForIt() {
    Project project = read(
        "pyproject.toml", "[project]\nrequires-python = '>=3.9'\ndependencies = ['aiohttp', 'redis>=4']\n",
        "uv.lock", "[[package]]\nname = 'redis'\nversion = '5.0.0'\n",
        "services/api/pyproject.toml", "[project]\nrequires-python = '>=3.12'\ndependencies = ['httpx']\n",
        "services/api/requirements/prod.txt", "redis==8.0.0\n",
        "tools/requirements.txt", "nest-asyncio\n",
        "docs/pyproject.toml", "[tool.ruff]\nline-length = 100\n");
    assertThat(project.at("a.py").dependencies()).containsOnlyKeys("aiohttp", "redis");
    assertThat(project.at("services/api/app/main.py").dependencies()).as("a project of its own").containsOnlyKeys("httpx", "redis");
    assertThat(project.at("services/api/app/main.py").python()).hasValue(12);
    assertThat(project.at("services/api/app/main.py").hasAtLeast("redis", "8.0")).hasValue(true);
    assertThat(project.at("services/apix/main.py").hasAtLeast("redis", "8.0")).as("not in that folder").hasValue(false);
    assertThat(project.at("tools/x.py").dependencies()).as("a list adds to what stands above").containsOnlyKeys("aiohttp", "redis", "nest-asyncio");
    assertThat(project.at("tools/x.py").python()).hasValue(9);
    assertThat(project.at("docs/conf.py").dependencies()).as("tells no dependencies").containsOnlyKeys("aiohttp", "redis");
    assertThat(project.folder("services/api/app/main.py")).isEqualTo("services/api");
    assertThat(project.folder("services/x.py")).isEmpty();
  }

  @Test
  void upperBoundsTellThatAVersionIsOlder() {
    Project project = read("requirements.txt", "redis<5\nhttpx~=0.27\nanyio~=4.1.2\ndjango>=3.2,<4.1\nmotor>=3,!=3.1\n", "pyproject.toml", "[tool.poetry.dependencies]\naiohttp = '^3.9'\nattrs = '^0.4.1'\n");
    assertThat(project.hasAtLeast("redis", "8.0.0")).hasValue(false);
    assertThat(project.hasAtLeast("redis", "4.2")).isEmpty();
    assertThat(project.hasAtLeast("httpx", "1.0")).hasValue(false);
    assertThat(project.hasAtLeast("httpx", "0.28")).isEmpty();
    assertThat(project.hasAtLeast("anyio", "4.2")).hasValue(false);
    assertThat(project.hasAtLeast("anyio", "4.1")).hasValue(true);
    assertThat(project.hasAtLeast("django", "4.1")).hasValue(false);
    assertThat(project.hasAtLeast("django", "3.2")).hasValue(true);
    assertThat(project.hasAtLeast("aiohttp", "4.0")).hasValue(false);
    assertThat(project.hasAtLeast("attrs", "0.5")).hasValue(false);
    assertThat(project.hasAtLeast("attrs", "0.4.2")).isEmpty();
    assertThat(project.hasAtLeast("motor", "3.1")).isEmpty();
  }

  @Test
  void thePythonThatTheProjectMustRunOnCountsAsAVersion() {
    Project project = read("pyproject.toml", "[project]\nrequires-python = '>=3.10'\n");
    assertThat(project.hasAtLeast("python", "3.10")).hasValue(true);
    assertThat(project.hasAtLeast("python", "3.11")).hasValue(false);
    assertThat(read("requirements.txt", "redis\n").hasAtLeast("python", "3.11")).isEmpty();
  }
}
