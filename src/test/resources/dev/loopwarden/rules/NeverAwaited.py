import asyncio
import time
from collections.abc import Awaitable, Coroutine
from typing import Union

from elsewhere import job


class Worker:
    async def stop(self):
        pass

    def close(self):
        pass

    async def run(self):
        self.stop()  # LW1001
        self.close()
        await self.stop()
        asyncio.sleep(1)  # LW1001


@job
async def decorated():
    pass


async def stream():
    yield 1


async def main():
    decorated()
    stream()
    return Worker().stop()


class Addon:
    async def uninstall(self, *, keep=False):
        pass

    async def vanish_quietly(self):
        await self.uninstall()


class Stored:
    async def uninstall(self, *, keep=False):
        pass


class Manager:
    def find(self, name) -> Addon | Stored | None:
        return self.known.get(name)

    async def remove(self, name, anything):
        if not (found := self.find(name)):
            return
        found.uninstall()  # LW1001 high
        await found.uninstall()
        anything.vanish_quietly()  # LW1001 medium
        anything.uninstall(1, 2)
        anything.cancel()


async def starts_at_once():
    asyncio.get_running_loop().run_in_executor(None, print, "a future, which runs whether it is awaited or not")


async def futures_run_by_themselves(loop: asyncio.AbstractEventLoop):
    loop.run_in_executor(None, print)
    asyncio.gather(stream_once(), stream_once())


async def stream_once():
    await asyncio.sleep(0)


class Emitter:
    async def emit(self):
        pass

    async def flush(self):
        pass


class SyncEmitter(Emitter):
    def emit(self):
        print("emitted")


class AsyncEmitter(Emitter):
    async def flush(self):
        print("flushed")


def tell(emitter: Emitter):
    # which of them runs cannot be told
    emitter.emit()
    emitter.flush()  # LW1001


class Service:
    def drain(self) -> Union[bool, Awaitable[bool]]:
        return asyncio.wrap_future(self.future) if self.loop else self.future.result()

    def later(self, plain):
        if plain:
            return self.wait(), 1
        return self.wait()

    def start(self) -> Coroutine[None, None, None]:
        return self.wait()

    async def wait(self):
        print("waited")

    def stop(self):
        self.drain()
        self.later(True)
        self.start()  # LW1001


def either(awork):
    def decorator(work):
        def wrapper(*args):
            chosen = awork if in_loop() else work
            return chosen(*args)

        return wrapper

    return decorator


async def asave():
    print("saved")


@either(asave)
def save_either():
    time.sleep(1)


async def saved():
    await save_either()


class Store:
    def remove(self, key):
        raise NotImplementedError


class AsyncStore:
    async def remove(self, key):
        raise NotImplementedError


class AsyncMemory(AsyncStore):
    async def remove(self, key):
        print("removed", key)


class Cleaner:
    def __init__(self, store: Union[Store, AsyncStore], asyncs: Union[AsyncMemory, AsyncStore]):
        self.store = store
        self.asyncs = asyncs

    def clean(self, key):
        # which of them it is the caller knows
        self.store.remove(key)
        self.asyncs.remove(key)  # LW1001
