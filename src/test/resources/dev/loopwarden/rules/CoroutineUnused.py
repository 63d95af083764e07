import asyncio
import inspect


class Client:
    @classmethod
    async def create(cls):
        return cls()

    def get(self, path):
        return path


class Seats:
    async def free(self):
        return 3

    async def names(self):
        return ["a"]

    async def name(self):
        return "a"

    async def wrong(self):
        if self.free():  # LW1002
            return f"{self.name()}"  # LW1002
        if not self.free():  # LW1002
            return None
        if self.free() == 3:  # LW1002
            return None
        for name in self.names():  # LW1002
            print(name)
        print(len(self.names()))  # LW1002
        print(self.free() + 1)  # LW1002
        left = self.free()  # LW1002

    async def used_as_the_result(self):
        client = Client.create()  # LW1002
        print(client.get("/"))
        return client.get("/a")

    async def right(self):
        if await self.free():
            return f"{await self.name()}"
        task = self.free()
        return await asyncio.wait_for(task, 3)

    async def handed_on(self, run):
        waiting = self.free()
        run(waiting)
        waiting.close()

    async def asked(self):
        value = self.free()
        if inspect.isawaitable(value):
            value = await value
        return value + 1

    def given(self):
        return self.free()


async def a_future(loop: asyncio.AbstractEventLoop):
    running = loop.run_in_executor(None, print)
    while not running.done():
        await asyncio.sleep(1)
