import asyncio


class Feed:
    async def start(self):
        self._task = asyncio.create_task(self._run())  # LW508 medium
        self._stopped = asyncio.create_task(self._run())
        self._ends = asyncio.create_task(self._until())
        self._given = asyncio.create_task(self._run())

    async def close(self):
        self._stopped.cancel()
        if self._task is not None:
            self._task = None
        await self.connection.close()

    def tasks(self):
        return [self._given]

    async def _run(self):
        while True:
            await self.connection.ping()

    async def _until(self):
        while True:
            if await self.connection.ping():
                break


class Daemon:
    async def start(self):
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        while True:
            await asyncio.sleep(1)
