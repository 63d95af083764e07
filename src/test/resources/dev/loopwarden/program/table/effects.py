## a sleep with its length
import time
def f():  #! sleep 5 via a.py:3
    time.sleep(5)
## a sleep whose length is not written
import time
def f(n):  #! sleep via a.py:3
    time.sleep(n)
## nothing
def f():  #! none
    return 1
## through one function
import time
def f():  #! sleep 1 via a.py:3
    time.sleep(1)
def g():  #! sleep 1 via a.py:5 a.py:3
    f()
## the shortest way counts
import time
def f():
    time.sleep(1)
def h():
    f()
def g():  #! sleep 1 via a.py:8 a.py:3
    h()
    f()
## of several kinds each
import time, requests
def f():  #! sleep http
    time.sleep(1)
    requests.get("x")
## through another module
#== b.py
import time
def f():
    time.sleep(1)
#== a.py
from b import f
def g():  #! sleep 1 via a.py:3 b.py:3
    f()
## a function that calls itself
import time
def f(n):  #! sleep 1 via a.py:3
    time.sleep(1)
    f(n - 1)
## two functions that call each other
import time
def f(n):  #! sleep 1 via a.py:3 a.py:5
    g(n)
def g(n):  #! sleep 1 via a.py:5
    time.sleep(1)
    f(n)
## three in a circle, and one outside of it
import time
def one(): two()  #! sleep 1 via a.py:2 a.py:3 a.py:4
def two(): three()  #! sleep 1 via a.py:3 a.py:4
def three(): time.sleep(1); one()  #! sleep 1 via a.py:4
def outside(): one()  #! sleep 1 via a.py:5 a.py:2 a.py:3 a.py:4
## a circle without anything
def f(): g()  #! none
def g(): f()  #! none
## what is only handed to a thread does not block
import asyncio, time
def f(): time.sleep(1)
async def g():  #! none
    await asyncio.to_thread(f)
    await asyncio.to_thread(time.sleep, 1)
## what a nested function does is done when it is called
import time
def g():  #! none
    def f(): time.sleep(1)
    return f
def h():  #! sleep 1 via a.py:7 a.py:6
    def f(): time.sleep(1)
    f()
## a lambda that is only made
import time
def g():  #! none
    return lambda: time.sleep(1)
## a coroutine that is awaited blocks by itself
import time
async def f():  #! sleep 1 via a.py:3
    time.sleep(1)
async def g():  #! none
    await f()
## a method by the type of its receiver
import time
class A:
    def go(self): time.sleep(1)
class B:
    def go(self): pass
def f(a: A, b: B):  #! sleep 1 via a.py:7 a.py:3
    a.go()
def g(b: B):  #! none
    b.go()
## an override that does not block
import time
class Base:
    def go(self): time.sleep(1)
class A(Base):
    def go(self): pass
def f(a: A):  #! none
    a.go()
## an inherited method
import time
class Base:
    def go(self): time.sleep(1)
class A(Base): pass
def f(a: A):  #! sleep 1 via a.py:6 a.py:3
    a.go()
## a declared method whose every override blocks
import time
class Base:
    def go(self): raise NotImplementedError
class A(Base):
    def go(self): time.sleep(1)
class B(Base):
    def go(self): time.sleep(2)
def f(a: Base):  #! sleep 1 via a.py:9 a.py:5
    a.go()
## a declared method one of whose overrides does not block
import time
class Base:
    def go(self): raise NotImplementedError
class A(Base):
    def go(self): time.sleep(1)
class B(Base):
    def go(self): return 1
def f(a: Base):  #! none
    a.go()
## an abstract method
import time
from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def go(self): ...
class A(Base):
    def go(self): time.sleep(1)
def f(a: Base):  #! sleep 1 via a.py:9 a.py:7
    a.go()
## super
import time
class Base:
    def go(self): time.sleep(1)
class A(Base):
    def go(self):  #! sleep 1 via a.py:6 a.py:3
        super().go()
## a constructor
import time
class A:
    def __init__(self): time.sleep(1)
def f():  #! sleep 1 via a.py:5 a.py:3
    A()
## an inherited constructor
import time
class Base:
    def __init__(self): time.sleep(1)
class A(Base): pass
def f():  #! sleep 1 via a.py:6 a.py:3
    A()
## what runs after a dataclass is made
import time
from dataclasses import dataclass
@dataclass
class A:
    def __post_init__(self): time.sleep(1)
def f():  #! sleep 1 via a.py:7 a.py:5
    A()
## a property
import time
class A:
    @property
    def go(self): time.sleep(1)
def f(a: A):  #! sleep 1 via a.py:6 a.py:4
    return a.go
## setting a property's name does not read it
import time
class A:
    @property
    def go(self): time.sleep(1)
def f(a: A):  #! none
    a.go = 1
## a cached property
import time
from functools import cached_property
class A:
    @cached_property
    def go(self): time.sleep(1)
    def f(self):  #! sleep 1 via a.py:7 a.py:5
        return self.go
## the body of a with
import time
class A:
    def __enter__(self): return self
    def __exit__(self, *args): time.sleep(1)
def f():  #! sleep 1 via a.py:6 a.py:4
    with A(): pass
## the body of a contextmanager
import time
from contextlib import contextmanager
@contextmanager
def a():
    time.sleep(1)
    yield
def f():  #! sleep 1 via a.py:8 a.py:5
    with a(): pass
def g():  #! none
    return a()
## a generator that is consumed
import time
def a():
    time.sleep(1)
    yield 1
def f():  #! sleep 1 via a.py:6 a.py:3
    for x in a(): pass
def g():  #! sleep 1 via a.py:8 a.py:3
    return list(a())
def h():  #! sleep 1 via a.py:10 a.py:3
    yield from a()
def i():  #! sleep 1 via a.py:12 a.py:3
    return [x for x in a()]
def j():  #! sleep 1 via a.py:15 a.py:3
    made = a()
    for x in made: pass
## a generator that is only made
import time
def a():
    time.sleep(1)
    yield 1
def f():  #! none
    return a()
## an own iterator
import time
class A:
    def __iter__(self): return self
    def __next__(self): time.sleep(1)
def f():  #! sleep 1 via a.py:6 a.py:4
    for x in A(): pass
## a partial that is called
import time
from functools import partial
def a(n): time.sleep(1)
def f():  #! sleep 1 via a.py:6 a.py:3
    go = partial(a, 1)
    go()
## an object that is called
import time
class A:
    def __call__(self): time.sleep(1)
def f(a: A):  #! sleep 1 via a.py:5 a.py:3
    a()
## a wrapper that blocks
import time
def slow(f):
    def wrapper(*args):
        time.sleep(1)
        return f(*args)
    return wrapper
@slow
def a(): pass
def f():  #! sleep 1 via a.py:10 a.py:4
    a()
## a function that is handed over and called
import time
def call(f):
    return f()
def a(): time.sleep(1)
def f():  #! sleep 1 via a.py:6 a.py:4
    call(a)
def g():  #! sleep 1 via a.py:8
    call(lambda: time.sleep(1))
## a key function
import time
def key(x): time.sleep(1)
def f(all):  #! sleep 1 via a.py:4 a.py:2
    return sorted(all, key=key)
## a decorator that moves to a thread
import asyncio, time
from asgiref.sync import sync_to_async
@sync_to_async
def a(): time.sleep(1)
async def f():  #! none
    await a()
## an unknown decorator hides what is behind
import time
from lib import job
@job
def a(): time.sleep(1)
def f():  #! none
    a()
## a parameter that is called is not known
import time
def f(sleep):  #! none
    sleep(1)
## an awaited call gives way whatever its name
async def f(requests):  #! none
    await requests.get("x")
## a module's body
import time
time.sleep(1)  #! sleep 1 via a.py:2
## a protocol with one implementation
import time
from typing import Protocol
class Store(Protocol):
    def load(self, key): ...
    def drop(self, key): ...
class Files:
    def load(self, key):
        time.sleep(1)
    def drop(self, key):
        pass
class Other:
    def load(self, key):
        time.sleep(1)
async def f(store: Store):  #! sleep
    store.load("a")
async def g(store: Store):  #! none
    store.drop("a")
## a protocol with two implementations
import time
from typing import Protocol
class Store(Protocol):
    def load(self, key): ...
class Files:
    def load(self, key):
        time.sleep(1)
class Memory:
    def load(self, key):
        return 1
async def f(store: Store):  #! none
    store.load("a")
## a protocol that asks for little
import time
from typing import Protocol
class Closes(Protocol):
    def close(self): ...
class Files:
    def close(self):
        time.sleep(1)
async def f(it: Closes):  #! none
    it.close()
## a protocol whose one implementation is of another colour
import time
from typing import Protocol
class Store(Protocol):
    async def load(self, key): ...
class Files:
    def load(self, key):
        time.sleep(1)
async def f(store: Store):  #! none
    await store.load("a")
## what is short once and long for many
import asyncio
from bs4 import BeautifulSoup
async def one(page):  #! none
    return BeautifulSoup(page, "html.parser").title
async def many(pages):  #! cpu
    return [BeautifulSoup(each, "html.parser").title for each in pages]
def in_a_loop(pages):  #! cpu
    for each in pages:
        soup = BeautifulSoup(each, "html.parser")
        print(soup.title)
async def between_waits(fetch, names):  #! none
    for each in names:
        print(BeautifulSoup(await fetch(each), "html.parser").title)
async def two(a, b):  #! none
    return [BeautifulSoup(each, "html.parser") for each in (a, b)]
async def first(pages):  #! none
    for each in pages:
        return BeautifulSoup(each, "html.parser")
def later(pages):  #! none
    return [lambda: BeautifulSoup(each, "html.parser") for each in pages]
## an operator of the program runs its method
import time
class V:
    def __add__(self, other):
        time.sleep(1)
        return self
def f(v: V):  #! sleep
    return v + v
## an index of the program's objects runs its method
import time
class V:
    def __getitem__(self, key):
        time.sleep(1)
    def __setitem__(self, key, value): pass
def f(v: V):  #! sleep
    return v["a"]
def g(v: V):  #! none
    v["a"] = 1
## what is asked by `in` runs its method
import time
class V:
    def __contains__(self, key):
        time.sleep(1)
        return True
def f(v: V):  #! sleep
    return "a" not in v
def g(all: list[V], v: V):  #! none
    return v in all
## an index of a class is a type
import time
class V:
    def __class_getitem__(cls, key): return cls
    def __getitem__(self, key):
        time.sleep(1)
def f(v: "V[int]"):  #! none
    return V[int]
