package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One pattern for each kind of function, and the reason for it.
class PosturesTest {

  private static final String CODE =
      """
      import asyncio
      import subprocess

      import bcrypt
      import httpx
      import requests


      async def one_after_the_other(client: httpx.AsyncClient):
          user = await client.get("/user")
          return await client.get(f"/news/{user.text}")


      async def side_by_side(client: httpx.AsyncClient):
          return await asyncio.gather(client.get("/user"), client.get("/news"))


      async def with_errors(client: httpx.AsyncClient):
          return await asyncio.gather(client.get("/user"), client.get("/news"), return_exceptions=True)


      async def as_many_as_there_are(client: httpx.AsyncClient, paths):
          return await asyncio.gather(*[client.get(path) for path in paths])


      async def bounded(client: httpx.AsyncClient, paths):
          limit = asyncio.Semaphore(10)

          async def one(path):
              async with limit:
                  return await client.get(path)

          return await asyncio.gather(*[one(path) for path in paths])


      async def accepts(connections, group: asyncio.TaskGroup):
          async for connection in connections:
              group.create_task(connection.serve())


      async def works_off(queue: asyncio.Queue, client: httpx.AsyncClient):
          while True:
              path = await queue.get()
              await client.get(path)


      class Service:
          async def start(self):
              self.task = asyncio.create_task(self.run())

          async def run(self):
              await asyncio.sleep(1)


      async def blocks(path):
          await asyncio.sleep(0)
          return subprocess_of(path)


      def subprocess_of(path):
          return requests.get(path, timeout=5).text


      async def has_an_async_form(path):
          return requests.get(path, timeout=5).text


      async def computes(password, stored):
          return bcrypt.checkpw(password, stored)


      async def _adds(one, two):
          total = one + two
          return total


      async def main():
          return await _adds(1, 2)
      """;

  @Test
  void aScriptThatDoesOneThingAtATimeIsToldToBeSync() {
    assertThat(scripts("import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n\nasyncio.run(main())\n"))
        .singleElement().satisfies(each -> {
          assertThat(each.function()).isEqualTo("<module>");
          assertThat(each.pattern()).isEqualTo("make it sync");
        });
    assertThat(scripts("import asyncio\n\nasync def main():\n    await asyncio.gather(asyncio.sleep(1), asyncio.sleep(1))\n\nasyncio.run(main())\n")).isEmpty();
    assertThat(scripts("import asyncio\nimport websockets\n\nasync def main():\n    await asyncio.sleep(1)\n\nasyncio.run(main())\n")).isEmpty();
  }

  private static List<Posture> scripts(String code) {
    SourceFile file = SourceFile.of("a.py", code);
    ParsedModule module = ParsedModule.of(file, (ParseResult.Parsed) PythonParser.parse(file));
    return Postures.of(module.blocks(), List.of()).stream().filter(each -> each.function().equals("<module>")).toList();
  }

  private static Posture posture(String function) {
    SourceFile file = SourceFile.of("a.py", CODE);
    ParsedModule module = ParsedModule.of(file, (ParseResult.Parsed) PythonParser.parse(file));
    Program program = Program.of(List.of(module), Set.of("a.py"), Knowledge.bundled());
    CodeBlock block = module.blocks().stream().filter(each -> each.qualifiedName().equals(function)).findFirst().orElseThrow();
    var told = new ArrayList<Inspection.Told>();
    for (Rule rule : Catalogue.ALL) {
      for (Obligation obligation : rule.check(block, program)) {
        told.add(new Inspection.Told(block, obligation, rule.card(), false));
      }
    }
    return Postures.of(block, told);
  }

  @ParameterizedTest
  @CsvSource({
    "one_after_the_other, plain awaits, sequential",
    "side_by_side, `TaskGroup`, fixed fan-out",
    "with_errors, `gather`, fixed fan-out",
    "as_many_as_there_are, semaphore, data-dependent fan-out",
    "bounded, '`TaskGroup`, bounded as it is', data-dependent fan-out",
    "accepts, bounded queue with workers, data-dependent fan-out",
    "works_off, bounded queue with workers, producer and consumer",
    "Service.start, background task with an owner, starts background tasks",
    "blocks, a thread, sequential",
    "has_an_async_form, plain awaits, sequential",
    "computes, a thread, sequential",
    "_adds, make it sync, sequential",
  })
  void recommendsOnePattern(String function, String pattern, String shape) {
    Posture posture = posture(function);
    assertThat(posture.pattern()).isEqualTo(pattern);
    assertThat(posture.shape()).isEqualTo(shape);
    assertThat(posture.because()).isNotBlank();
  }
}
