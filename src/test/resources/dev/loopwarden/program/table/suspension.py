## a coroutine without an await
async def note(text):
    print(text)
async def g():
    await note("a")  #^ runs
## one that awaits only such
async def note(text):
    print(text)
async def twice(text):
    await note(text)
    await note(text)
async def g():
    await twice("a")  #^ runs
## one that sleeps
import asyncio
async def wait():
    await asyncio.sleep(0)
async def g():
    await wait()  #^ suspends
## one that sleeps further on
import asyncio
async def note(text):
    print(text)
async def wait():
    await asyncio.sleep(1)
async def more():
    await note("a")
    await wait()
async def g():
    await more()  #^ suspends
## two that await each other
import asyncio
async def one(n):
    await two(n)
async def two(n):
    if n:
        await one(n - 1)
async def three(n):
    await four(n)
    await asyncio.sleep(0)
async def four(n):
    await three(n)
async def g():
    await one(1)  #^ runs
    await four(1)  #^ suspends
## something that is not known
async def g(future):
    await future  #^ suspends
## a method that is only declared
class A:
    async def note(self):
        pass
async def g(a: A):
    await a.note()  #^ suspends
## a method that is overridden by one that waits
import asyncio
class A:
    async def note(self):
        print("a")
class B(A):
    async def note(self):
        await asyncio.sleep(1)
class C:
    async def note(self):
        print("c")
async def g(a: A, c: C):
    await a.note()  #^ suspends
    await c.note()  #^ runs
## a decorator that may wait
from tenacity import retry
@retry
async def note():
    print("a")
async def g():
    await note()  #^ suspends
## an async with of the program
import asyncio, contextlib
@contextlib.asynccontextmanager
async def quick():
    yield 1
@contextlib.asynccontextmanager
async def slow():
    await asyncio.sleep(1)
    yield 1
class Scope:
    async def __aenter__(self):
        return self
    async def __aexit__(self, *error):
        print("out")
class Half:
    async def __aenter__(self):
        return self
async def g(lock: asyncio.Lock):
    async with quick():  #^ runs
        print("a")
    async with slow():  #^ suspends
        print("a")
    async with Scope():  #^ runs
        print("a")
    async with Half():  #^ suspends
        print("a")
    async with lock:  #^ suspends
        print("a")
## an async for
import asyncio
async def rows():
    yield 1
async def slow():
    await asyncio.sleep(1)
    yield 1
async def g(other):
    async for row in slow():  #^ suspends
        print(row)
    async for row in other:  #^ suspends
        print(row)
    async for row in rows():  #^ runs
        print(row)
