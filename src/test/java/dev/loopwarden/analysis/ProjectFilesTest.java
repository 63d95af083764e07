package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.program.Project;
import dev.loopwarden.source.SourceFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      >=3.10; 10
      >= 3.10, < 4; 10
      <3.13,>=3.10; 10
      >=3.10.2; 10
      >=3.8,>=3.10; 10
      >=3.9,!=3.9.7; 9
      !=3.8.*,>=3.7; 7
      >3.9; 10
      >3.9.1; 9
      ^3.11; 11
      ~3.11; 11
      ~=3.12.1; 12
      ==3.12.*; 12
      ===3.12.4; 12
      3.11; 11
      3.11.*; 11
      =3.11; 11
      ^3.11 || ^3.9; 9
      >=3.9 <4; 9
      """)
  void theOldestPythonIsReadInEverySpelling(String asked, int minor) {
    assertThat(read("pyproject.toml", "[project]\nrequires-python = '" + asked + "'\n").python()).hasValue(minor);
    assertThat(read("pyproject.toml", "[tool.poetry.dependencies]\npython = '" + asked + "'\n").python()).hasValue(minor);
    assertThat(read("setup.cfg", "[options]\npython_requires = " + asked + "\n").python()).hasValue(minor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<3.12", "<=3.12", "!=3.10.*", "*", "", ">=3", ">=2.7,<4", "^3.11 || <3", ">=3.100", "three"})
  void whereNoBoundTellsTheOldestPythonItIsNotKnown(String asked) {
    assertThat(read("pyproject.toml", "[project]\nrequires-python = '" + asked + "'\n").python()).isEmpty();
  }

  @Test
  void aLockTellsThePythonWhereTheProjectDoesNot() {
    assertThat(read("uv.lock", "version = 1\nrequires-python = \">=3.12\"\n").python()).hasValue(12);
    assertThat(read("poetry.lock", "[metadata]\nlock-version = \"2.1\"\npython-versions = \"^3.10\"\n").python()).hasValue(10);
    assertThat(read("Pipfile.lock", "{\"_meta\": {\"requires\": {\"python_version\": \"3.11\"}}}").python()).hasValue(11);
    assertThat(read("Pipfile", "[requires]\npython_full_version = \"3.11.4\"\n").python()).hasValue(11);
    assertThat(read("uv.lock", "requires-python = \">=3.12\"\n", "pyproject.toml", "[project]\nrequires-python = '>=3.9'\n").python()).hasValue(9);
  }

  @Test
  void aStandardLockIsRead() {
    Project project = read("pylock.toml", "lock-version = \"1.0\"\nrequires-python = \">=3.12\"\n[[packages]]\nname = \"redis\"\nversion = \"8.0.1\"\n");
    assertThat(project.hasAtLeast("redis", "8.0")).hasValue(true);
    assertThat(project.python()).hasValue(12);
    assertThat(ProjectFiles.paths(Set.of("pylock.toml", "a/pylock.toml"))).contains("pylock.toml", "a/pylock.toml");
  }

  @Test
  void aLockWithSeveralVersionsOfADistributionTellsNone() {
    Project project = read("uv.lock", """
        [[package]]
        name = "redis"
        version = "5.0.0"
        [[package]]
        name = "redis"
        version = "8.0.1"
        [[package]]
        name = "redis"
        version = "5.0.0"
        [[package]]
        name = "anyio"
        version = "4.1.0"
        """);
    assertThat(project.hasAtLeast("redis", "8.0")).isEmpty();
    assertThat(project.locked()).containsOnlyKeys("anyio");
  }

  @Test
  void requirementsUnderDifferentConditionsTellNoVersion() {
    Project project = read("requirements.txt", """
        redis<5; python_version < "3.9"
        redis>=8; python_version >= "3.9"
        redis==8.0.1
        httpx==0.27.0; sys_platform == "linux"
        anyio>=4
        anyio==4.1.0; extra == "trio"
        """);
    assertThat(project.dependencies()).containsOnlyKeys("redis", "httpx", "anyio");
    assertThat(project.hasAtLeast("redis", "8.0")).isEmpty();
    assertThat(project.hasAtLeast("httpx", "0.27")).hasValue(true);
    assertThat(project.hasAtLeast("anyio", "4.1")).isEmpty();
  }

  @Test
  void whatIsNoDistributionIsNotOne() {
    Project project = read("requirements.txt", """
        git+https://example.org/own.git@v1#egg=own
        -e git+ssh://git@example.org/other.git
        libs/own
        https://example.org/own.whl
        file:///opt/own.whl
        --index-url https://example.org/simple
        own@https://example.org/own.whl
        aiohttp[speedups] (>=3.9) # why
        redis==8.0.0 --hash=sha256:00 --hash=sha256:01
        motor == 3.4.0 \\
            --hash=sha256:02
        """);
    assertThat(project.dependencies()).containsOnlyKeys("own", "aiohttp", "redis", "motor");
    assertThat(project.locked()).containsExactlyInAnyOrderEntriesOf(Map.of("redis", "8.0.0", "motor", "3.4.0"));
  }

  @Test
  void listsAreReadInTheEncodingsThatShellsWrite() {
    String text = "\uFEFFaiohttp==3.9.5\r\nredis==8.0.0\r\n";
    for (Charset each : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Map<String, SourceFile> files = Map.of("requirements.txt", SourceFile.of("requirements.txt", text.getBytes(each)));
      assertThat(ProjectFiles.read(files, Settings.DEFAULT).locked()).as(each.name()).containsOnlyKeys("aiohttp", "redis");
    }
    assertThat(read("pyproject.toml", "\uFEFF[project]\ndependencies = ['redis']\n").dependencies()).containsOnlyKeys("redis");
  }

  @Test
  void constraintsTellVersionsAndAskForNothing() {
    Project project = read("requirements.txt", "-c constraints.txt\nredis\n", "constraints.txt", "redis==8.0.1\nasyncpg==0.30.0\nanyio<4\n");
    assertThat(project.dependencies()).containsOnlyKeys("redis");
    assertThat(project.hasAtLeast("redis", "8.0")).hasValue(true);
    assertThat(project.tells()).isTrue();
    assertThat(ProjectFiles.paths(Set.of("constraints.txt", "requirements/constraints.txt"))).contains("constraints.txt", "requirements/constraints.txt");
  }

  @Test
  void aListThatGoesOnInAFileThatIsNotReadIsNotAllOfIt() {
    String more = "-r %s\nrequests\n";
    assertThat(read("requirements.txt", more.formatted("deps/base.txt")).tells()).isFalse();
    assertThat(read("requirements.txt", more.formatted("deps/base.txt")).dependencies()).containsOnlyKeys("requests");
    assertThat(read("requirements.txt", more.formatted("./requirements/base.txt"), "requirements/base.txt", "asyncpg\n").dependencies()).containsOnlyKeys("requests", "asyncpg");
    assertThat(read("requirements.txt", more.formatted("requirements/base.txt"), "requirements/base.txt", "asyncpg\n").tells()).isTrue();
    assertThat(read("requirements/dev.txt", more.formatted("base.txt"), "requirements/base.txt", "asyncpg\n").tells()).isTrue();
    assertThat(read("requirements/dev.txt", more.formatted("../requirements.txt"), "requirements.txt", "asyncpg\n").tells()).isTrue();
    assertThat(read("requirements.txt", "--requirement=other.txt\nrequests\n").tells()).isFalse();
    assertThat(read("requirements.txt", "-r\tother.txt # more\nrequests\n").tells()).isFalse();
  }

  @Test
  void dependenciesThatAreToldWhenItIsBuiltAreNotAllOfThem() {
    String project = "[project]\ndynamic = ['version', 'dependencies']\n[dependency-groups]\ndev = ['requests']\n";
    assertThat(read("pyproject.toml", project).tells()).isFalse();
    assertThat(read("pyproject.toml", project, "setup.cfg", "[options]\ninstall_requires =\n  asyncpg\n").tells()).isTrue();
    String named = project + "[tool.setuptools.dynamic]\ndependencies = {file = ['requirements.txt']}\n";
    assertThat(read("pyproject.toml", named).tells()).isFalse();
    assertThat(read("pyproject.toml", named, "requirements.txt", "asyncpg\n").tells()).isTrue();
    assertThat(read("pyproject.toml", project.replace(", 'dependencies'", "")).tells()).isTrue();
    Project setup = read("setup.cfg", "[options]\ninstall_requires = file: deps.txt\n[options.extras_require]\ndb = requests\n");
    assertThat(setup.tells()).isFalse();
    assertThat(setup.dependencies()).containsOnlyKeys("requests");
  }

  @Test
  void theTablesOfOtherToolsAreRead() {
    assertThat(read("pyproject.toml", """
        [tool.pdm.dev-dependencies]
        test = ["pytest", "-e file:///${PROJECT_ROOT}/own#egg=own"]
        [tool.uv]
        dev-dependencies = ["anyio>=4"]
        [tool.hatch.envs.default]
        dependencies = ["trio"]
        [tool.poetry.dependencies]
        numpy = [{version = "<=1.9", python = "<3.9"}, {version = "^2.0", python = ">=3.9"}]
        own = {path = "../own"}
        """).dependencies()).containsOnlyKeys("pytest", "anyio", "trio", "numpy", "own");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "[project]\ndependencies = 'redis'\nrequires-python = 3.12\n", "project = 3\ntool = []\n", "[project]\ndependencies = [1, {}, []]\noptional-dependencies = ['x']\n",
      "[tool]\npoetry = 'x'\nuv = []\nhatch = {envs = 1}\n", "[tool.poetry.dependencies]\npython = 3\nredis = 5\n", "[[package]]\nname = 3\nversion = []\n",
      "a = 1\na = 2\n", "a = '", "[[[", "dependencies = [\n", "{\"default\": 3, \"_meta\": []}", "[", "null", "\0", "[options\ninstall_requires", "=\n:\n"})
  void noFileOfAnyShapeStopsAReview(String text) {
    for (String each : List.of("pyproject.toml", "uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile", "Pipfile.lock", "setup.cfg", "requirements.txt", "constraints.txt")) {
      Project project = ProjectFiles.read(Map.of(each, SourceFile.of(each, text), "a/requirements.txt", SourceFile.of("a/requirements.txt", "redis==8.0\n")), Settings.DEFAULT);
      assertThat(project.at("a/b.py").locked()).as(each).containsEntry("redis", "8.0");
    }
  }
}
