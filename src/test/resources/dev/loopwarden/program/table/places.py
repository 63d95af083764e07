## an async function
async def f(): pass  #@ loop
## a plain function that nobody calls
def f(): pass  #@ unknown
## a module's body
x = 1  #@ import
## what a module's body calls
def f(): pass  #@ import
f()
## what is called under the main guard
def f(): pass  #@ before_loop
if __name__ == "__main__":
    f()
## what starts the loop
import asyncio
async def main(): pass
def f():  #@ before_loop
    asyncio.run(main())
## what a coroutine calls
def f(): pass  #@ loop
async def g():
    f()
## what a coroutine calls through another
def f(): pass  #@ loop
def h():  #@ loop
    f()
async def g():
    h()
## what a coroutine only hands to a thread
import asyncio
def f(): pass  #@ thread
async def g():
    await asyncio.to_thread(f)
## what runs in a thread and on the loop
import asyncio
def f(): pass  #@ loop thread
async def g():
    await asyncio.to_thread(f)
    f()
## what the thread's function calls
import asyncio
def inner(): pass  #@ thread
def f():  #@ thread
    inner()
async def g():
    await asyncio.to_thread(f)
## run_in_executor
import asyncio
def f(): pass  #@ thread
async def g():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, f)
## run_in_executor with a process pool
import asyncio
from concurrent.futures import ProcessPoolExecutor
def f(): pass  #@ process
async def g():
    pool = ProcessPoolExecutor()
    await asyncio.get_running_loop().run_in_executor(pool, f)
## run_in_executor of something unknown
def f(): pass  #@ thread
async def g(loop):
    await loop.run_in_executor(None, f)
## run_in_executor with a partial
import asyncio
from functools import partial
def f(a): pass  #@ thread
async def g(loop):
    await loop.run_in_executor(None, partial(f, 1))
## run_in_executor with a lambda
def f(a): pass  #@ thread
async def g(loop):
    await loop.run_in_executor(None, lambda: f(1))
## a nested function that is handed to a thread
import asyncio
async def g():
    def f(): pass  #@ thread
    await asyncio.to_thread(f)
## a method that is handed to a thread
import asyncio
class A:
    def f(self): pass  #@ thread
    async def g(self):
        await asyncio.to_thread(self.f)
## a function of the program that hands on to a thread
import asyncio
async def off(func, *args):
    return await asyncio.to_thread(func, *args)
def f(): pass  #@ thread
async def g():
    await off(f)
## a function of the program that hands on to another that hands on
import asyncio
async def off(func):
    return await asyncio.to_thread(func)
async def farther(func):
    return await off(func)
def f(): pass  #@ thread
async def g():
    await farther(f)
## a function of the program that hands on by keyword
import asyncio
async def off(*, func):
    return await asyncio.to_thread(func)
def f(): pass  #@ thread
async def g():
    await off(func=f)
## an object with an executor, as Home Assistant has it
#== core.py
import asyncio
class Core:
    def __init__(self):
        self.loop = asyncio.get_running_loop()
    def async_add_executor_job(self, target, *args):
        return self.loop.run_in_executor(None, target, *args)
#== a.py
from core import Core
def f(): pass  #@ thread
async def g(core: Core):
    await core.async_add_executor_job(f)
## a mixin with an executor, as a supervisor has it
#== core.py
import asyncio
from functools import partial
class Core:
    loop: asyncio.AbstractEventLoop
    def run_in_executor(self, funct, *args, **kwargs):
        if kwargs:
            funct = partial(funct, **kwargs)
        return self.loop.run_in_executor(None, funct, *args)
class Attributes:
    core: Core
    def sys_run_in_executor(self, funct, *args, **kwargs):
        return self.core.run_in_executor(funct, *args, **kwargs)
#== a.py
from core import Attributes
class A(Attributes):
    def f(self): pass  #@ thread
    async def g(self):
        await self.sys_run_in_executor(self.f)
## a decorator of the program that moves to a thread
import asyncio
def off_loop(f):
    async def wrapper(*args):
        return await asyncio.to_thread(f, *args)
    return wrapper
@off_loop
def f(): pass  #@ thread
async def g():
    await f()
## sync_to_async
from asgiref.sync import sync_to_async
@sync_to_async
def f(): pass  #@ thread
def h(): pass  #@ thread
async def g():
    await f()
    await sync_to_async(h)()
## an executor's submit and map
from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor
def f(x): pass  #@ thread
def h(x): pass  #@ process
def g():
    with ThreadPoolExecutor() as pool:
        pool.submit(f, 1)
    with ProcessPoolExecutor() as pool:
        pool.map(h, [1])
## a thread and a process of its own
import threading, multiprocessing
def f(): pass  #@ thread
def h(): pass  #@ process
def g():
    threading.Thread(target=f).start()
    multiprocessing.Process(target=h).start()
## the run of a thread's class
import threading
class Worker(threading.Thread):
    def run(self): pass  #@ thread
    def other(self): pass  #@ unknown
## callbacks of the loop
import asyncio
def soon(): pass  #@ loop
def later(): pass  #@ loop
def at(): pass  #@ loop
def ready(): pass  #@ loop
def stop(): pass  #@ loop
async def g():
    loop = asyncio.get_running_loop()
    loop.call_soon(soon)
    loop.call_later(3, later)
    loop.call_at(3, at)
    loop.add_reader(1, ready)
    loop.add_signal_handler(2, stop)
## a callback from another thread
import asyncio
def f(): pass  #@ loop
def g(loop: asyncio.AbstractEventLoop):
    loop.call_soon_threadsafe(f)
## a callback of a task
import asyncio
def done(task): pass  #@ loop
async def g():
    task = asyncio.create_task(g())
    task.add_done_callback(done)
## a callback of a thread's future is none of the loop's
from concurrent.futures import ThreadPoolExecutor
def done(future): pass  #@ thread
def g(pool: ThreadPoolExecutor):
    pool.submit(g).add_done_callback(done)
## a callback of something unknown is not told
def done(future): pass  #@ unknown
def g(thing):
    thing.add_done_callback(done)
## a callback as a lambda
import asyncio
def f(x): pass  #@ loop
async def g():
    asyncio.get_running_loop().call_soon(lambda: f(1))
## a callback as a partial
import asyncio
from functools import partial
def f(x): pass  #@ loop
async def g():
    asyncio.get_running_loop().call_soon(partial(f, 1))
## a protocol
import asyncio
class Echo(asyncio.Protocol):
    def __init__(self): pass  #@ unknown
    def data_received(self, data): pass  #@ loop
## a protocol below another
import asyncio
class Base(asyncio.DatagramProtocol): pass
class Echo(Base):
    def datagram_received(self, data, addr): pass  #@ loop
## an endpoint of FastAPI
from fastapi import FastAPI, APIRouter
app = FastAPI()
router = APIRouter()
@app.get("/")
def f(): pass  #@ thread
@router.post("/")
def h(): pass  #@ thread
@app.get("/a")
async def g(): pass  #@ loop
## a dependency of FastAPI
from fastapi import FastAPI, Depends
app = FastAPI()
def session():  #@ thread
    yield 1
@app.get("/")
async def f(s=Depends(session)): pass
## a background task of FastAPI
from fastapi import BackgroundTasks
def f(): pass  #@ thread
async def g(tasks: BackgroundTasks):
    tasks.add_task(f)
## a plain handler of Sanic runs on the loop
from sanic import Sanic
app = Sanic("a")
@app.get("/")
def f(request): pass  #@ loop
## a handler of Tornado runs on the loop
from tornado.web import RequestHandler
class Main(RequestHandler):
    def get(self): pass  #@ loop
## a route of Flask
from flask import Flask
app = Flask(__name__)
@app.route("/")
def f(): pass  #@ thread
## a view of Django
from django.urls import path
from django.views import View
def f(request): pass  #@ thread
urlpatterns = [path("a", f)]
class Page(View):
    def get(self, request): pass  #@ thread
## a task of Celery
from celery import Celery, shared_task
app = Celery()
@app.task
def f(): pass  #@ process
@shared_task
def h(): pass  #@ process
## a command of click
import click
@click.command()
def f(): pass  #@ before_loop
## a callback of Home Assistant
from homeassistant.core import callback
@callback
def f(event): pass  #@ loop
## tests and fixtures
#== test_a.py
import pytest
@pytest.fixture
def thing(): pass  #@ test
def test_f(thing): pass  #@ test
async def test_g(thing): pass  #@ loop test
## a test's name outside of a test file is no test
def test_f(): pass  #@ unknown
## what a property runs
class A:
    @property
    def size(self): pass  #@ loop
async def g(a: A):
    return a.size
## what a with runs
class A:
    def __enter__(self): pass  #@ loop
    def __exit__(self, *args): pass  #@ loop
async def g():
    with A():
        pass
## a generator runs where it is consumed
def f():  #@ loop
    yield 1
def h():  #@ unknown
    yield 1
async def g():
    for x in f():
        pass
    h()
## a key function runs where it is used
def key(x): pass  #@ loop
async def g(all):
    all = sorted(all, key=key)
## a constructor
class A:
    def __init__(self): pass  #@ loop
async def g():
    A()
## a callback in a library's own thread
import pyudev
class A:
    def event(self, device): pass  #@ thread
    def other(self, device): pass  #@ unknown
    def start(self, monitor):
        self.observer = pyudev.MonitorObserver(monitor, callback=self.event)
## a callback by its position
import pyudev
def event(action, device): pass  #@ thread
pyudev.MonitorObserver(None, event)
## a callback that is assigned to an attribute
import paho.mqtt.client as mqtt
class A:
    def __init__(self):
        self.client = mqtt.Client()
        self.client.on_message = self.received
        self.client.name = self.named
    def received(self, client, data, message): pass  #@ thread
    def named(self): pass  #@ unknown
## methods that an observer's thread calls, and others of the class
from watchdog.events import FileSystemEventHandler
class Handler(FileSystemEventHandler):
    def on_modified(self, event): pass  #@ thread
    def once(self): pass  #@ unknown
    async def on_closed(self, event): pass  #@ loop
## a callable that an object keeps and calls in a thread
from watchdog.events import FileSystemEventHandler
class Handler(FileSystemEventHandler):
    def __init__(self, emit, done):  #~ emit = offloads_thread keeps  #~ done = keeps
        self.emit = emit
        self.done: object = done
    def on_modified(self, event):
        self._told(event)
    def _told(self, event):
        self.emit(event)
    def stop(self):
        self.done()
def told(event): pass  #@ thread
def stopped(): pass  #@ unknown
Handler(told, stopped)
## what a thread calls that is handed over in an annotation
from typing import Annotated
from fastapi import Depends, FastAPI
app = FastAPI()
def session(): pass  #@ thread
@app.get("/")
async def index(one: Annotated[object, Depends(session)]): pass
## a result's callback in a thread of the pool, and a future's on the loop
import asyncio
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor()
def one(future): pass  #@ thread
def two(future): pass  #@ loop
async def main():
    pool.submit(print, 1).add_done_callback(one)
    asyncio.create_task(main()).add_done_callback(two)
## callbacks of a pool of processes
import multiprocessing
from multiprocessing import Pool
pool = multiprocessing.pool.Pool(4)
def work(): pass  #@ process
def stored(result): pass  #@ thread
pool.apply_async(work, callback=stored)
## a handler of LangChain
from langchain_core.callbacks import BaseCallbackHandler
class Handler(BaseCallbackHandler):
    def on_llm_end(self, response): pass  #@ thread
## a handler of LangChain that says `run_inline`
from langchain_core.callbacks import BaseCallbackHandler
class Handler(BaseCallbackHandler):
    run_inline = True
    def on_llm_end(self, response): pass  #@ loop thread
## a thread pool by its name in an attribute
import asyncio
from concurrent.futures import ThreadPoolExecutor
class A:
    def __init__(self):
        self.pool = ThreadPoolExecutor()
    def work(self):  #@ thread
        pass
    async def f(self):
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self.pool, self.work)
## a process pool by its name in an attribute
import asyncio
from concurrent.futures import ProcessPoolExecutor
class A:
    def __init__(self):
        self.pool = ProcessPoolExecutor()
    def work(self):  #@ process
        pass
    async def f(self):
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self.pool, self.work)
## to_thread under another name
from asyncio import to_thread as off
def work():  #@ thread
    pass
async def f():
    await off(work)
## a wrapper over to_thread in another module
#== util.py
import asyncio
async def in_thread(func, *args):
    return await asyncio.to_thread(func, *args)
#== a.py
from util import in_thread
def work():  #@ thread
    pass
async def f():
    await in_thread(work)
## a wrapper over a loop's executor as a method of a base class
import asyncio
class Base:
    async def run(self, func, *args):
        return await asyncio.get_running_loop().run_in_executor(None, func, *args)
class A(Base):
    def work(self):  #@ thread
        pass
    async def f(self):
        await self.run(self.work)
## a decorator of the program with functools.wraps that moves to an executor
import asyncio, functools
def threaded(func):
    @functools.wraps(func)
    async def wrapper(*args, **kw):
        loop = asyncio.get_event_loop()
        return await loop.run_in_executor(None, functools.partial(func, *args, **kw))
    return wrapper
@threaded
def work():  #@ thread
    pass
async def f():
    await work()
## a list of functions that are handed over in a loop
import asyncio
def one():  #@ thread
    pass
async def f():
    for each in [one]:
        await asyncio.to_thread(each)
## gather of to_thread
import asyncio
def work(n):  #@ thread
    pass
async def f():
    await asyncio.gather(*(asyncio.to_thread(work, n) for n in range(3)))
## a class instance as a callable in a thread
import asyncio
class Work:
    def __call__(self):  #@ thread
        pass
async def f():
    await asyncio.to_thread(Work())
## asyncio.run in main
import asyncio
async def main():  #@ loop
    helper()
def helper():  #@ loop
    pass
if __name__ == "__main__":
    asyncio.run(main())
## an endpoint of a router that is included
from fastapi import APIRouter
router = APIRouter()
@router.post("/x")
def create():  #@ thread
    pass
## a router that an object keeps
from fastapi import APIRouter
class Api:
    def __init__(self):
        self.router = APIRouter()
        self.router.add_api_route("/x", self.create)
    def create(self):  #@ thread
        pass
## a startup handler of FastAPI
from fastapi import FastAPI
app = FastAPI()
@app.on_event("startup")
def begin():  #@ loop
    pass
## a lifespan that calls
from contextlib import asynccontextmanager
from fastapi import FastAPI
@asynccontextmanager
async def lifespan(app):  #@ loop
    begin()
    yield
def begin():  #@ loop
    pass
app = FastAPI(lifespan=lifespan)
## a middleware of Starlette
from starlette.middleware.base import BaseHTTPMiddleware
class M(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):  #@ loop
        helper()
        return await call_next(request)
def helper():  #@ loop
    pass
## a dependency class with a plain __call__
from fastapi import FastAPI, Depends
app = FastAPI()
class Dep:
    def __call__(self):  #@ thread
        pass
@app.get("/")
async def index(d=Depends(Dep())):
    pass
## a signal handler of the loop
import asyncio, signal
def stop():  #@ loop
    pass
async def main():
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
## a pydantic validator
from pydantic import BaseModel, field_validator
class M(BaseModel):
    a: int
    @field_validator("a")
    @classmethod
    def check(cls, v):
        return helper(v)
def helper(v):
    return v
async def f():
    M(a=1)  #! none
## a coroutine function of another library
from telegram.ext import Application
async def start(update, context):  #@ loop
    pass
## a management command of Django
from django.core.management.base import BaseCommand
class Command(BaseCommand):
    def handle(self, *args, **options):  #@ before_loop
        pass
## a view of Django by urls
from django.urls import path
def index(request):  #@ thread
    pass
urlpatterns = [path("", index)]
## an async test and its helper
#== tests/test_a.py
import pytest
@pytest.mark.asyncio
async def test_a():  #@ loop test
    helper()
def helper():  #@ loop test
    pass
## run_coroutine_threadsafe
import asyncio
async def work():  #@ loop
    pass
def f(loop):
    asyncio.run_coroutine_threadsafe(work(), loop)
## a callback with functools.partial and call_later
import asyncio
from functools import partial
class A:
    def tick(self, n):  #@ loop
        pass
    async def f(self):
        asyncio.get_running_loop().call_later(1, partial(self.tick, 3))
## a thread of a class of its own that is given its function
import threading
class W(threading.Thread):
    def __init__(self):
        super().__init__(target=self.work)
    def work(self):  #@ thread
        pass
## a timer
import threading
def tick():  #@ thread
    pass
def f():
    threading.Timer(3, tick).start()
## an executor in a with
from concurrent.futures import ThreadPoolExecutor
def work(n):  #@ thread
    pass
def f():
    with ThreadPoolExecutor() as pool:
        list(pool.map(work, [1]))
        pool.submit(work, 1)
## anyio
import anyio
def work():  #@ thread
    pass
async def f():
    await anyio.to_thread.run_sync(work)
    async with anyio.create_task_group() as tg:
        tg.start_soon(other)
async def other():  #@ loop
    pass
## joblib
from joblib import Parallel, delayed
def work(n): pass
def f():
    Parallel()(delayed(work)(n) for n in [1])
async def g():  #@ loop
    f()
