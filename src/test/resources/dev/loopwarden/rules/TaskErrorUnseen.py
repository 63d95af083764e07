import asyncio
import logging

logger = logging.getLogger(__name__)


class Poller:
    def start(self):
        self._task = asyncio.create_task(self._run())  # LW503 medium
        self._safe = asyncio.create_task(self._careful())
        self._asked = asyncio.create_task(self._run())
        self._called = asyncio.create_task(self._run())
        self._called.add_done_callback(self._ended)
        self._given = asyncio.create_task(self._run())
        self._quiet = asyncio.create_task(self._run())  # LW503
        self._quiet.add_done_callback(self.tasks.discard)
        self._other = asyncio.create_task(self.source.run())

    async def stop(self):
        if self._task and not self._task.done():
            self._task.cancel()
        await self._asked
        await asyncio.gather(self._given, return_exceptions=True)

    def _ended(self, task):
        logger.error("ended", exc_info=task.exception())

    async def _run(self):
        while True:
            await self.source.read()

    async def _careful(self):
        while True:
            try:
                await self.source.read()
            except Exception:
                logger.exception("failed")
            await asyncio.sleep(1)
