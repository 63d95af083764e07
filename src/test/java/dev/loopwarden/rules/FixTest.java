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
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n\nasync def f():\n    return await g()\n"),
        Arguments.of("LW107",
            "import asyncio\nfrom pathlib import Path\n\nasync def f(path: Path):\n    text = path.read_text(encoding='utf-8')\n    return text\n",
            "import asyncio\nfrom pathlib import Path\n\nasync def f(path: Path):\n    text = await asyncio.to_thread(path.read_text, encoding='utf-8')\n    return text\n"),
        Arguments.of("LW109",
            "import asyncio\n\nasync def f():\n    answer = input('go on? ')\n    return answer\n",
            "import asyncio\n\nasync def f():\n    answer = await asyncio.to_thread(input, 'go on? ')\n    return answer\n"),
        Arguments.of("LW109",
            "async def f(job):\n    breakpoint()  # look\n    await job()\n",
            "async def f(job):\n    pass  # look\n    await job()\n"),
        Arguments.of("LW111",
            "import asyncio\nimport shutil\n\nasync def f(path):\n    shutil.rmtree(path)\n",
            "import asyncio\nimport shutil\n\nasync def f(path):\n    await asyncio.to_thread(shutil.rmtree, path)\n"),
        Arguments.of("LW701",
            "import asyncio\nimport bcrypt\n\nasync def f(word, salt):\n    return bcrypt.hashpw(word, salt)\n",
            "import asyncio\nimport bcrypt\n\nasync def f(word, salt):\n    return await asyncio.to_thread(bcrypt.hashpw, word, salt)\n"),
        Arguments.of("LW301",
            "import asyncio\n\nasync def f(host):\n    reader, writer = await asyncio.open_connection(host, 80)\n    writer.close()\n    await writer.wait_closed()\n",
            "import asyncio\n\nasync def f(host):\n    async with asyncio.timeout(10):\n        reader, writer = await asyncio.open_connection(host, 80)\n    writer.close()\n    await writer.wait_closed()\n"),
        Arguments.of("LW306",
            "import asyncio\n\nasync def f(peer):\n    async with asyncio.timeout_at(5):\n        await peer.ask()\n",
            "import asyncio\n\nasync def f(peer):\n    async with asyncio.timeout(5):\n        await peer.ask()\n"),
        Arguments.of("LW306",
            "import trio\n\nasync def f(peer):\n    with trio.fail_at(5):\n        await peer.ask()\n",
            "import trio\n\nasync def f(peer):\n    with trio.fail_after(5):\n        await peer.ask()\n"),
        Arguments.of("LW509",
            "import asyncio\n\nasync def g(x):\n    await asyncio.sleep(x)\n\nasync def f(x):\n    async with asyncio.TaskGroup() as group:\n        group.create_task(g(x))\n",
            "import asyncio\n\nasync def g(x):\n    await asyncio.sleep(x)\n\nasync def f(x):\n    await g(x)\n"),
        Arguments.of("LW606",
            "import asyncio\n\nasync def work():\n    await asyncio.sleep(1)\n\nasync def f():\n    task = asyncio.create_task(work)\n    await task\n",
            "import asyncio\n\nasync def work():\n    await asyncio.sleep(1)\n\nasync def f():\n    task = asyncio.create_task(work())\n    await task\n"),
        Arguments.of("LW607",
            "import requests\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get('/price')\nasync def price():\n    return requests.get('https://example.org', timeout=5).json()\n",
            "import requests\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get('/price')\ndef price():\n    return requests.get('https://example.org', timeout=5).json()\n"),
        Arguments.of("LW607",
            "from fastapi import Depends, FastAPI\n\napp = FastAPI()\n\ndef settings():\n    return {'page': 20}\n\n@app.get('/')\nasync def home(run, given=Depends(settings)):\n    return await run(given)\n",
            "from fastapi import Depends, FastAPI\n\napp = FastAPI()\n\nasync def settings():\n    return {'page': 20}\n\n@app.get('/')\nasync def home(run, given=Depends(settings)):\n    return await run(given)\n"),
        Arguments.of("LW801",
            "import httpx\n\nasync def f(url):\n    client = httpx.AsyncClient()  # one\n    answer = await client.get(url)\n\n    return answer.json()\n",
            "import httpx\n\nasync def f(url):\n    async with httpx.AsyncClient() as client:  # one\n        answer = await client.get(url)\n\n        return answer.json()\n"),
        Arguments.of("LW905",
            "import asyncio\n\nasync def f(loop):\n    await asyncio.sleep(1, loop=loop)\n",
            "import asyncio\n\nasync def f(loop):\n    await asyncio.sleep(1)\n"),
        Arguments.of("LW905",
            "import asyncio\n\nasync def f(loop):\n    return asyncio.Queue(loop=loop, maxsize=10)\n",
            "import asyncio\n\nasync def f(loop):\n    return asyncio.Queue(maxsize=10)\n"),
        Arguments.of("LW905",
            "import asyncio\n\nasync def f():\n    return asyncio.get_event_loop().time()\n",
            "import asyncio\n\nasync def f():\n    return asyncio.get_running_loop().time()\n"),
        Arguments.of("LW1003",
            "def price(item):\n    return 3\n\nasync def f(item):\n    return await price(item)\n",
            "def price(item):\n    return 3\n\nasync def f(item):\n    return price(item)\n"),
        Arguments.of("LW1005",
            "async def rows():\n    yield 1\n\nasync def f(use):\n    for row in rows():\n        use(row)\n",
            "async def rows():\n    yield 1\n\nasync def f(use):\n    async for row in rows():\n        use(row)\n"),
        Arguments.of("LW1005",
            "async def rows():\n    yield 1\n\nasync def f():\n    return [row + 1 for row in rows()]\n",
            "async def rows():\n    yield 1\n\nasync def f():\n    return [row + 1 async for row in rows()]\n"),
        Arguments.of("LW1005",
            "async def rows():\n    yield 1\n\nasync def f():\n    return list(rows())\n",
            "async def rows():\n    yield 1\n\nasync def f():\n    return [each async for each in rows()]\n"),
        Arguments.of("LW1009",
            "import asyncio\nimport threading\n\nclass A:\n    def __init__(self, loop: asyncio.AbstractEventLoop, done):\n        self.loop = loop\n        self.done = done\n\n    def work(self):\n        self.loop.call_soon(self.done)\n\n    async def start(self):\n        threading.Thread(target=self.work).start()\n",
            "import asyncio\nimport threading\n\nclass A:\n    def __init__(self, loop: asyncio.AbstractEventLoop, done):\n        self.loop = loop\n        self.done = done\n\n    def work(self):\n        self.loop.call_soon_threadsafe(self.done)\n\n    async def start(self):\n        threading.Thread(target=self.work).start()\n"),
        Arguments.of("LW1009",
            "import asyncio\nimport threading\n\nclass A:\n    def __init__(self, loop: asyncio.AbstractEventLoop):\n        self.loop = loop\n\n    async def job(self):\n        await asyncio.sleep(1)\n\n    def work(self):\n        self.loop.create_task(self.job())\n\n    async def start(self):\n        threading.Thread(target=self.work).start()\n",
            "import asyncio\nimport threading\n\nclass A:\n    def __init__(self, loop: asyncio.AbstractEventLoop):\n        self.loop = loop\n\n    async def job(self):\n        await asyncio.sleep(1)\n\n    def work(self):\n        asyncio.run_coroutine_threadsafe(self.job(), self.loop)\n\n    async def start(self):\n        threading.Thread(target=self.work).start()\n"),
        Arguments.of("LW1010",
            "import asyncio\nfrom contextvars import ContextVar\n\nuser = ContextVar('user')\n\ndef who(x):\n    return user.get(x)\n\nasync def f():\n    return await asyncio.get_running_loop().run_in_executor(None, who, 1)\n",
            "import asyncio\nfrom contextvars import ContextVar\n\nuser = ContextVar('user')\n\ndef who(x):\n    return user.get(x)\n\nasync def f():\n    return await asyncio.to_thread(who, 1)\n"),
        Arguments.of("LW1002",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n    return 1\n\nasync def f():\n    if g():\n        return 1\n    return 2\n",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n    return 1\n\nasync def f():\n    if (await g()):\n        return 1\n    return 2\n"),
        Arguments.of("LW1002",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n    return [1]\n\nasync def f():\n    return await g()[0]\n",
            "import asyncio\n\nasync def g():\n    await asyncio.sleep(1)\n    return [1]\n\nasync def f():\n    return (await g())[0]\n"));
  }

  /// Fixes of rules that are off, or that only a version of a library makes right.
  @Test
  void ofDjangoNeedsTheVersionThatHasTheMethod() {
    String source = "from django.db import models\n\nclass Order(models.Model):\n    pass\n\nasync def f(key):\n    order = Order.objects.get(pk=key)\n    return order\n";
    assertThat(applied(fixWith("LW602", source, "dependencies = [\"django>=4.2\"]").orElseThrow(), source))
        .isEqualTo(source.replace("order = Order.objects.get(pk=key)", "order = await Order.objects.aget(pk=key)"));
    assertThat(fixWith("LW602", source, "dependencies = [\"django<4.1\"]")).isEmpty();
    assertThat(fixWith("LW602", source, "")).isEmpty();
  }

  @Test
  void ofACheckpointIsOfferedWhereTheRuleIsOn() {
    String source = "import trio\n\nasync def f():\n    await trio.sleep(0)\n";
    assertThat(applied(fixWith("LW904", source, "\n[tool.loopwarden]\nrules = { LW904 = true }").orElseThrow(), source))
        .isEqualTo(source.replace("trio.sleep(0)", "trio.lowlevel.checkpoint()"));
  }

  /// Each rule has a fix that is applied here, or says why it has none; the page of the rule shows it.
  @Test
  void everyRuleHasATriedFixOrAReason() {
    Stream<String> tried = Stream.concat(fixes().map(each -> (String) each.get()[0]), Stream.of("LW602", "LW904"));
    List<String> offered = tried.distinct().sorted().toList();
    List<String> ids = Catalogue.ALL.stream().map(each -> each.card().id()).sorted().toList();
    assertThat(ids.stream().filter(each -> Fixes.offered(each).isPresent())).isEqualTo(offered);
    assertThat(ids.stream().filter(each -> Fixes.offered(each).isEmpty())).allMatch(each -> Fixes.noneBecause(each).isPresent());
    assertThat(ids.stream().filter(each -> Fixes.offered(each).isPresent())).allMatch(each -> Fixes.noneBecause(each).isEmpty());
  }

  @Test
  void forAnOlderPythonIsWrittenInItsWay() {
    String source = "import asyncio\n\nasync def f(host):\n    reader, writer = await asyncio.open_connection(host, 80)\n    writer.close()\n    await writer.wait_closed()\n";
    assertThat(applied(fix("LW301", source, "3.9").orElseThrow(), source))
        .isEqualTo(source.replace("asyncio.open_connection(host, 80)", "asyncio.wait_for(asyncio.open_connection(host, 80), timeout=10)"));
  }

  @Test
  void ofAClientIsNotOfferedWhereAnAnswerIsGivenBackThatIsStillToBeRead() {
    assertThat(fix("LW801", "import aiohttp\n\nasync def f(url):\n    session = aiohttp.ClientSession()\n    return await session.get(url)\n", "3.11")).isEmpty();
  }

  @Test
  void ofARouteIsNotOfferedWhereSomebodyAwaitsIt() {
    assertThat(fix("LW607", "import requests\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get('/price')\nasync def price():\n"
        + "    return requests.get('https://example.org', timeout=5).json()\n\n@app.get('/twice')\nasync def twice():\n    return await price(), await price()\n", "3.11")).isEmpty();
  }

  @Test
  void aGroupOfOneTaskStaysWhereItsErrorsAreCaught() {
    assertThat(fix("LW509", "import asyncio\n\nasync def g(x):\n    await asyncio.sleep(x)\n\nasync def f(x):\n    try:\n        async with asyncio.TaskGroup() as group:\n            group.create_task(g(x))\n    except* ValueError:\n        pass\n", "3.11")).isEmpty();
  }

  @Test
  void ofATaskIsNotOfferedWhereTheFunctionNeedsArguments() {
    assertThat(fix("LW606", "import asyncio\n\nasync def work(item):\n    await asyncio.sleep(item)\n\nasync def f():\n    await asyncio.create_task(work)\n", "3.11")).isEmpty();
  }

  private static Optional<Fix> fixWith(String rule, String source, String project) {
    String file = "[project]\nname = \"a\"\nrequires-python = \">=3.11\"\n" + project + "\n";
    return Scan.of(List.of(SourceFile.of("a.py", source)), List.of(), Catalogue.ALL,
            Scan.settings(Map.of("pyproject.toml", SourceFile.of("pyproject.toml", file))), Map.of("pyproject.toml", SourceFile.of("pyproject.toml", file))).findings().stream()
        .map(each -> each.finding()).filter(each -> each.ruleId().equals(rule)).findFirst().orElseThrow().fix();
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
