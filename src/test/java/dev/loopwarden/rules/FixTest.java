package dev.loopwarden.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each fix is applied; what stands there then is what we want, and is found to be right.
@SuppressWarnings("StringConcatToTextBlock") // one line for the source, one for what becomes of it
class FixTest {

  static Stream<Arguments> fixes() {
    return Stream.of(
        Arguments.of("LW100",
            "import asyncio\nimport time\n\nasync def f():\n    time.sleep(0.5)  # a while\n",
            "import asyncio\nimport time\n\nasync def f():\n    await asyncio.sleep(0.5)  # a while\n"),
        Arguments.of("LW1001",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n\nasync def f():\n    g()\n",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n\nasync def f():\n    await g()\n"),
        Arguments.of("LW501",
            "import asyncio\n\nbackground_tasks = set()\n\nasync def f(job):\n    asyncio.create_task(job())\n",
            "import asyncio\n\nbackground_tasks = set()\n\nasync def f(job):\n    task = asyncio.create_task(job())\n    background_tasks.add(task)\n"
                + "    task.add_done_callback(background_tasks.discard)\n"),
        Arguments.of("LW501",
            "import asyncio\n\nclass A:\n    def __init__(self):\n        self._tasks: set[asyncio.Task] = set()\n\n    async def f(self, job):\n        asyncio.ensure_future(job())\n",
            "import asyncio\n\nclass A:\n    def __init__(self):\n        self._tasks: set[asyncio.Task] = set()\n\n    async def f(self, job):\n"
                + "        task = asyncio.ensure_future(job())\n        self._tasks.add(task)\n        task.add_done_callback(self._tasks.discard)\n"),
        Arguments.of("LW401",
            "import asyncio\n\nasync def f(queue):\n    while True:\n        try:\n            await queue.get()\n        except asyncio.CancelledError:\n            pass\n",
            "import asyncio\n\nasync def f(queue):\n    while True:\n        try:\n            await queue.get()\n        except asyncio.CancelledError:\n            raise\n"),
        Arguments.of("LW401",
            "import asyncio\n\nasync def f(queue):\n    while True:\n        try:\n            await queue.get()\n        except asyncio.CancelledError:\n            print('bye')  # über\n",
            "import asyncio\n\nasync def f(queue):\n    while True:\n        try:\n            await queue.get()\n        except asyncio.CancelledError:\n            print('bye')  # über\n            raise\n"),
        Arguments.of("LW402",
            "async def f(queue, log):\n    while True:\n        try:\n            await queue.get()\n        except:  # whatever\n            log()\n",
            "async def f(queue, log):\n    while True:\n        try:\n            await queue.get()\n        except Exception:  # whatever\n            log()\n"),
        Arguments.of("LW504",
            "import asyncio\n\nasync def close_all(parts, pool):\n    await asyncio.gather(*[part.close() for part in parts])\n    await pool.close()\n",
            "import asyncio\n\nasync def close_all(parts, pool):\n    await asyncio.gather(*[part.close() for part in parts], return_exceptions=True)\n    await pool.close()\n"),
        Arguments.of("LW805",
            "import asyncio\n\nlock = asyncio.Lock()\n\nasync def f(write):\n    with lock:\n        write()\n",
            "import asyncio\n\nlock = asyncio.Lock()\n\nasync def f(write):\n    async with lock:\n        write()\n"),
        Arguments.of("LW805",
            "import threading\n\nlock = threading.Lock()\n\nasync def f(write):\n    async with lock:\n        write()\n",
            "import threading\n\nlock = threading.Lock()\n\nasync def f(write):\n    with lock:\n        write()\n"),
        Arguments.of("LW803",
            "import asyncio\n\nasync def f(writer: asyncio.StreamWriter):\n    writer.close()\n",
            "import asyncio\n\nasync def f(writer: asyncio.StreamWriter):\n    writer.close()\n    await writer.wait_closed()\n"),
        Arguments.of("LW806",
            "async def f(slot):\n    try:\n        await slot.open()\n    except Exception:\n        slot.release()\n        raise\n",
            "async def f(slot):\n    try:\n        await slot.open()\n    except BaseException:\n        slot.release()\n        raise\n"),
        Arguments.of("LW203",
            "import asyncio\n\nasync def f(source, handle):\n    queue = asyncio.Queue()\n\n    async def read():\n        async for item in source:\n            await queue.put(item)\n\n"
                + "    async with asyncio.TaskGroup() as group:\n        group.create_task(read())\n        await handle(await queue.get())\n",
            "import asyncio\n\nasync def f(source, handle):\n    queue = asyncio.Queue(maxsize=100)\n\n    async def read():\n        async for item in source:\n            await queue.put(item)\n\n"
                + "    async with asyncio.TaskGroup() as group:\n        group.create_task(read())\n        await handle(await queue.get())\n"),
        Arguments.of("LW106",
            "import asyncio\nimport subprocess\n\nasync def f(path):\n    done = subprocess.run(['convert', path], check=True)\n    return done\n",
            "import asyncio\nimport subprocess\n\nasync def f(path):\n    done = await asyncio.to_thread(subprocess.run, ['convert', path], check=True)\n    return done\n"),
        Arguments.of("LW601",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n\nasync def f():\n    return asyncio.run(g())\n",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n\nasync def f():\n    return await g()\n"));
  }

  @ParameterizedTest
  @MethodSource("fixes")
  void isCompleteOnItsOwnLines(String rule, String before, String after) {
    Finding finding = findings(before, "3.11").stream().filter(each -> each.ruleId().equals(rule)).findFirst().orElseThrow();
    assertThat(applied(finding.fix().orElseThrow(), before)).isEqualTo(after);
    assertThat(findings(after, "3.11")).noneMatch(each -> each.ruleId().equals(rule));
  }

  @Test
  void isNotOfferedWhereTheImportIsMissing() {
    assertThat(fix("LW100", "import time\n\nasync def f():\n    time.sleep(1)\n", "3.11")).isEmpty();
  }

  @Test
  void isNotOfferedWhereThePythonIsTooOldOrNotKnown() {
    String source = "import asyncio\nimport subprocess\n\nasync def f(path):\n    subprocess.run(['convert', path])\n";
    assertThat(fix("LW106", source, "3.9")).isPresent();
    assertThat(fix("LW106", source, "3.8")).isEmpty();
    assertThat(fix("LW106", source, "")).isEmpty();
  }

  @Test
  void isNotOfferedWhereItBringsSomethingElse() {
    // `except Exception: pass` in a loop without an end loses its errors in silence
    assertThat(fix("LW402", "async def f(queue):\n    while True:\n        try:\n            await queue.get()\n        except:\n            pass\n", "3.11")).isEmpty();
  }

  @Test
  void isNotOfferedWhereTheResultIsRead() {
    assertThat(fix("LW504", "import asyncio\n\nasync def close_all(parts):\n    return await asyncio.gather(*[part.close() for part in parts])\n", "3.11")).isEmpty();
  }

  @Test
  void isNotOfferedWhereTheNameIsTaken() {
    assertThat(fix("LW501", "import asyncio\n\ntasks = set()\n\nasync def f(job, task):\n    asyncio.create_task(job(task))\n", "3.11")).isEmpty();
  }

  private static Optional<Fix> fix(String rule, String source, String python) {
    return findings(source, python).stream().filter(each -> each.ruleId().equals(rule)).findFirst().orElseThrow().fix();
  }

  private static List<Finding> findings(String source, String python) {
    Map<String, SourceFile> project = python.isEmpty() ? Map.of()
        : Map.of("pyproject.toml", SourceFile.of("pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \">=" + python + "\"\n"));
    return Scan.of(List.of(SourceFile.of("a.py", source)), List.of(), Catalogue.ALL, Settings.DEFAULT, project).findings().stream()
        .map(each -> each.finding()).toList();
  }

  private static String applied(Fix fix, String source) {
    var lines = new ArrayList<>(Arrays.asList(source.split("\n", -1)));
    List<String> old = lines.subList(fix.firstLine() - 1, fix.lastLine());
    old.clear();
    old.addAll(List.of(fix.replacement().split("\n", -1)));
    return String.join("\n", lines);
  }
}
