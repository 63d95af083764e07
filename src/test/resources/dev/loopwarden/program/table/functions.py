## a nested function
def f():
    def inner(): pass
    inner()  #> f.<locals>.inner
## a partial
from functools import partial
import requests
get = partial(requests.get, timeout=5)
get("x")  #> partial of requests.get  #: get("x") = object of requests.Response
## a partial of an own function
from functools import partial
class A:
    def go(self): pass
def make(n): return A()
p = partial(make, 1)
p().go()  #> A.go
## a lambda
import requests
make = lambda: requests.Session()
make().get("x")  #> requests.Session.get
## a decorator that keeps its function
def logged(f):
    def wrapper(*args):
        return f(*args)
    return wrapper
@logged
def go(): pass
go()  #> go
## a decorator with arguments that keeps its function
from functools import wraps
def logged(level):
    def decorator(f):
        @wraps(f)
        def wrapper(*args):
            return f(*args)
        return wrapper
    return decorator
@logged(3)
def go(): pass
go()  #> go
## a decorator that gives back its function
def register(f):
    ALL.append(f)
    return f
@register
async def go(): pass
go()  #> go
## an async wrapper around an async function
def logged(f):
    async def wrapper(*args):
        return await f(*args)
    return wrapper
@logged
async def go(): pass
go()  #> go
## a sync wrapper that passes the coroutine on
def logged(f):
    def wrapper(*args):
        return f(*args)
    return wrapper
@logged
async def go() -> str: ...
go()  #> go  #: go() = coroutine of str
## a sync wrapper that runs the coroutine
import asyncio
def blocking(f):
    def wrapper(*args):
        return asyncio.run(f(*args))
    return wrapper
@blocking
async def go() -> str: ...
go()  #> ? decorated by `blocking`
## an async wrapper around a plain function changes its colour
import asyncio
def off_loop(f):
    async def wrapper(*args):
        return await asyncio.to_thread(f, *args)
    return wrapper
@off_loop
def go() -> str: ...
go()  #> go made async  #: go() = coroutine of str
## a wrapper for both colours
import inspect
def both(f):
    if inspect.iscoroutinefunction(f):
        async def wrapper(*args): return await f(*args)
    else:
        def wrapper(*args): return f(*args)
    return wrapper
@both
def one(): pass
@both
async def two(): pass
one()  #> one
two()  #> two
## sync_to_async
from asgiref.sync import sync_to_async
@sync_to_async
def go() -> str: ...
go()  #> go made async  #: go() = coroutine of str
## sync_to_async with arguments
from asgiref.sync import sync_to_async
@sync_to_async(thread_sensitive=False)
def go() -> str: ...
go()  #> go made async
## sync_to_async as a call
from asgiref.sync import sync_to_async
def load() -> str: ...
go = sync_to_async(load)
go()  #> load made async
## database_sync_to_async
from channels.db import database_sync_to_async
class Consumer:
    @database_sync_to_async
    def load(self): return 1
    async def f(self):
        await self.load()  #> Consumer.load made async
## async_to_sync
from asgiref.sync import async_to_sync
@async_to_sync
async def go() -> str: ...
go()  #> go made sync  #: go() = str
## an unknown decorator
from lib import job
@job
async def work(): pass
work()  #> ? decorated by `job`
## lru_cache
from functools import lru_cache
import requests
@lru_cache(maxsize=1)
def session():
    return requests.Session()
session().get("x")  #> requests.Session.get
## a function as an argument
import time
def call(f):
    f()  #> ? `f` is a parameter without annotation
call(time.sleep)
## a function in a dictionary
def one(): pass
ALL = {"one": one}
ALL["one"]()  #> one
## several functions in a dictionary are neither
def one(): pass
def two(): pass
ALL = {"one": one, "two": two}
ALL["one"]()  #> ? one of several
## a function that gives a function
import requests
def maker():
    def make():
        return requests.Session()
    return make
maker()().get("x")  #> requests.Session.get
## a call of what is no function
x = 3
x()  #> int
## a method as a value
class A:
    def go(self): pass
go = A().go
go()  #> A.go
## a class as a factory
import requests
factory = requests.Session
factory().get("x")  #> requests.Session.get
## a decorator that is a class with arguments
class Job:
    def __init__(self, name):
        self.name = name
    def __call__(self, method):
        async def wrapper(*args):
            return await method(*args)
        return wrapper
@Job(name="a")
async def go() -> str: ...
go()  #> go  #: go() = coroutine of str
## a decorator that is an object
class Registry:
    def __call__(self, method):
        return method
register = Registry()
@register
def go() -> str: ...
go()  #> go
## a decorator that is a class without arguments
class Cached:
    def __init__(self, f): self.f = f
@Cached
def go() -> str: ...
go()  #> ? decorated by `Cached`
## a wrapper with a function of its own inside
from functools import wraps
def checked(f):
    @wraps(f)
    def wrapper(*args):
        def fits(value):
            return value is not None
        if all(fits(each) for each in args):
            return f(*args)
    return wrapper
@checked
async def go() -> str: ...
@checked
def stay() -> str: ...
go()  #> go  #: go() = coroutine of str
stay()  #> stay
## a decorator with and without arguments
def retry(f=None, *, times=3):
    def decorator(inner):
        async def wrapper(*args):
            return await inner(*args)
        return wrapper
    return decorator if f is None else decorator(f)
@retry
async def one(): pass
@retry(times=4)
async def two(): pass
one()  #> one
two()  #> two
