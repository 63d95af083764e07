package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.program.Project;
import dev.loopwarden.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
  void onlyFilesOfTheRootAreAskedForAndNotTooManyOfThem() {
    assertThat(ProjectFiles.paths(Set.of("uv.lock", "sub/uv.lock", "requirements-dev.txt", "requirements/prod.txt", "docs/requirements.txt", "a.py")))
        .containsExactlyInAnyOrder("pyproject.toml", ".github/loopwarden.yml", "requirements.txt", "setup.cfg", "uv.lock", "requirements-dev.txt", "requirements/prod.txt");
  }
}
