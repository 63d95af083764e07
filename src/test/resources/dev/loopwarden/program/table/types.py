## a constructor
import requests
s = requests.Session()
s.get("x")  #> requests.Session.get  #: s = object of requests.Session
## an annotation of a parameter
import requests
def f(s: requests.Session):
    s.get("x")  #> requests.Session.get
## an annotation in quotes
import requests
def f(s: "requests.Session"):
    s.get("x")  #> requests.Session.get
## an optional annotation
import requests
from typing import Optional
def f(s: Optional[requests.Session] = None):
    s.get("x")  #> requests.Session.get
## an annotation with a bar
import requests
def f(s: requests.Session | None = None):
    s.get("x")  #> requests.Session.get
## an annotation with a bar in quotes
import requests
def f(s: "requests.Session | None" = None):
    s.get("x")  #> requests.Session.get
## a union of different things is neither
import requests, httpx
from typing import Union
def f(s: Union[requests.Session, httpx.Client]):
    s.get("x")  #> ? one of several
## an annotated annotation
import requests
from typing import Annotated
def f(s: Annotated[requests.Session, "shared"]):
    s.get("x")  #> requests.Session.get
## an alias of an annotation
import requests
from typing import Annotated, Optional
Shared = Annotated[requests.Session, "shared"]
Maybe = Optional[requests.Session]
def f(s: Shared, t: Maybe):
    s.get("x")  #> requests.Session.get
    t.get("x")  #> requests.Session.get
## an alias of a class
import requests
Session = requests.Session
def f(s: Session):
    s.get("x")  #> requests.Session.get
## an alias by a type statement
import requests
type Shared = requests.Session | None
def f(s: Shared):
    s.get("x")  #> requests.Session.get
## an alias from another module
#== types_.py
import requests
Shared = requests.Session | None
#== a.py
from types_ import Shared
def f(s: Shared):
    s.get("x")  #> requests.Session.get
## a new type
from typing import NewType
import requests
Shared = NewType("Shared", requests.Session)
def f(s: Shared):
    s.get("x")  #> requests.Session.get
## a type variable with a bound
from typing import TypeVar
import requests
T = TypeVar("T", bound=requests.Session)
def f(s: T):
    s.get("x")  #> requests.Session.get
## a type variable without a bound
from typing import TypeVar
T = TypeVar("T")
def f(s: T):
    s.get("x")  #> ?
## an annotation of a variable
import requests
s: requests.Session = make()
s.get("x")  #> requests.Session.get
## Any says nothing, the value does
import requests
from typing import Any
s: Any = requests.Session()
s.get("x")  #> requests.Session.get
## what with gives
import requests
with requests.Session() as s:
    s.get("x")  #> requests.Session.get
## what async with gives
import aiohttp
async def f():
    async with aiohttp.ClientSession() as s:
        s.get("x")  #> aiohttp.ClientSession.get
## what two items of a with give
import requests
with open("x") as f, requests.Session() as s:
    s.get("x")  #> requests.Session.get
## what the own __enter__ gives
class A:
    def __enter__(self):
        return self
    def go(self): pass
with A() as a:
    a.go()  #> A.go
## what the own __aenter__ gives
import requests
class A:
    async def __aenter__(self) -> requests.Session:
        return self.s
async def f():
    async with A() as s:
        s.get("x")  #> requests.Session.get
## what an inherited __enter__ gives is of the class itself
class Base:
    def __enter__(self):
        return self
class A(Base):
    def go(self): pass
with A() as a:
    a.go()  #> A.go
## what a contextmanager yields
from contextlib import contextmanager
import requests
@contextmanager
def session():
    s = requests.Session()
    yield s
with session() as s:
    s.get("x")  #> requests.Session.get
## what an asynccontextmanager yields
from contextlib import asynccontextmanager
from collections.abc import AsyncIterator
import requests
@asynccontextmanager
async def session() -> AsyncIterator[requests.Session]:
    yield make()
async def f():
    async with session() as s:
        s.get("x")  #> requests.Session.get
## closing gives what it is given
from contextlib import closing
import requests
with closing(requests.Session()) as s:
    s.get("x")  #> requests.Session.get
## what enter_async_context gives
from contextlib import AsyncExitStack
import aiohttp
async def f():
    stack = AsyncExitStack()
    s = await stack.enter_async_context(aiohttp.ClientSession())
    s.get("x")  #> aiohttp.ClientSession.get
## elements of a list
import requests
for s in [requests.Session()]:
    s.get("x")  #> requests.Session.get
## elements of an annotated list
import requests
def f(all: list[requests.Session]):
    for s in all:
        s.get("x")  #> requests.Session.get
    all[0].get("x")  #> requests.Session.get
    all[1:][0].get("x")  #> requests.Session.get
    all.pop().get("x")  #> requests.Session.get
## values of an annotated dictionary
import requests
def f(all: dict[str, requests.Session]):
    all["a"].get("x")  #> requests.Session.get
    all.get("a").get("x")  #> requests.Session.get
    for s in all.values():
        s.get("x")  #> requests.Session.get
    for name, s in all.items():
        s.get("x")  #> requests.Session.get
        name.strip()  #> builtins.str.strip
## values of a written dictionary
import requests
all = {"a": requests.Session()}
all["a"].get("x")  #> requests.Session.get
## a get on a dictionary is no request
request = {}
request.get("x")  #> builtins.dict.get
## pairs that are unpacked
import requests
for name, s in [("a", requests.Session())]:
    s.get("x")  #> requests.Session.get
## enumerate and zip
import requests
def f(all: list[requests.Session], names: list[str]):
    for i, s in enumerate(all):
        s.get("x")  #> requests.Session.get
    for name, s in zip(names, all):
        s.get("x")  #> requests.Session.get
    for i, (name, s) in enumerate(zip(names, all)):
        s.get("x")  #> requests.Session.get
## sorted, reversed, list and filter keep elements
import requests
def f(all: list[requests.Session]):
    for s in sorted(all, key=id):
        s.get("x")  #> requests.Session.get
    for s in filter(None, list(reversed(all))):
        s.get("x")  #> requests.Session.get
## next and iter
import requests
def f(all: set[requests.Session]):
    next(iter(all)).get("x")  #> requests.Session.get
## a starred target
import requests
def f(all: list[requests.Session]):
    first, *rest = all
    first.get("x")  #> requests.Session.get
    rest[0].get("x")  #> requests.Session.get
## a comprehension's variable
import requests
def f(all: list[requests.Session]):
    [s.get("x") for s in all]  #> requests.Session.get
    {n: s.get("x") for n, s in enumerate(all)}  #> requests.Session.get
    any(s.get("x") for s in all)  #> get = requests.Session.get
## a comprehension's variable hides nothing outside
import requests
s = requests.Session()
names = [s for s in "abc"]
s.get("x")  #> requests.Session.get
## what a comprehension makes
import requests
all = [requests.Session() for _ in range(3)]
all[0].get("x")  #> requests.Session.get
by = {n: requests.Session() for n in "ab"}
by["a"].get("x")  #> requests.Session.get
## what a generator yields
import requests
def sessions():
    yield requests.Session()
for s in sessions():
    s.get("x")  #> requests.Session.get
## what an annotated generator yields
from typing import Iterator
import requests
def sessions() -> Iterator[requests.Session]:
    yield from make()
for s in sessions():
    s.get("x")  #> requests.Session.get
## what an async generator yields
import requests
async def sessions():
    yield requests.Session()
async def f():
    async for s in sessions():
        s.get("x")  #> requests.Session.get
    [s.get("x") async for s in sessions()]  #> requests.Session.get
## what an own iterator gives
import requests
class All:
    def __iter__(self):
        return self
    def __next__(self) -> requests.Session: ...
for s in All():
    s.get("x")  #> requests.Session.get
## what an own async iterator gives
import requests
class All:
    def __aiter__(self):
        return self
    async def __anext__(self) -> requests.Session: ...
async def f():
    async for s in All():
        s.get("x")  #> requests.Session.get
## an own container with an index
import requests
class All:
    def __getitem__(self, key) -> requests.Session: ...
All()["x"].get("x")  #> requests.Session.get
## a walrus
import requests
if (s := requests.Session()):
    s.get("x")  #> requests.Session.get
## a choice
import requests
def f(given: requests.Session = None):
    s = given or requests.Session()
    s.get("x")  #> requests.Session.get
    t = given if given else requests.Session()
    t.get("x")  #> requests.Session.get
## two different things under one name are neither
import requests, httpx
def f(a):
    if a:
        s = requests.Session()
    else:
        s = httpx.Client()
    s.get("x")  #> ? one of several
## the last assignment counts
import requests, httpx
def f(a):
    s = httpx.Client()
    s = requests.Session()
    s.get("x")  #> requests.Session.get
## an assignment in the branch counts in the branch
import requests, httpx
def f(a):
    s = httpx.Client()
    if a:
        s = requests.Session()
        s.get("x")  #> requests.Session.get
## isinstance in a condition
import requests
def f(s):
    if isinstance(s, requests.Session):
        s.get("x")  #> requests.Session.get
    else:
        s.get("x")  #> ?
## isinstance in an assertion
import requests
def f(s):
    assert isinstance(s, requests.Session)
    s.get("x")  #> requests.Session.get
## isinstance in a chain of and
import requests
def f(s):
    return isinstance(s, requests.Session) and s.get("x")  #> get = requests.Session.get
## isinstance of an attribute
import requests
class A:
    def f(self, s):
        self.s = s
        if isinstance(self.s, requests.Session):
            self.s.get("x")  #> requests.Session.get
## what an awaited coroutine gives
import requests
async def make() -> requests.Session: ...
async def f():
    s = await make()
    s.get("x")  #> requests.Session.get
    t = make()
    t.get("x")  #> ?  #: t = coroutine of object of requests.Session
## what an awaited task gives
import asyncio, requests
async def make() -> requests.Session: ...
async def f():
    task = asyncio.create_task(make())
    s = await task
    s.get("x")  #> requests.Session.get
## what wait_for gives
import asyncio, requests
async def make() -> requests.Session: ...
async def f():
    s = await asyncio.wait_for(make(), 5)
    s.get("x")  #> requests.Session.get
## what gather gives
import asyncio, requests
async def make() -> requests.Session: ...
async def other() -> str: ...
async def f(names):
    s, name = await asyncio.gather(make(), other())
    s.get("x")  #> requests.Session.get
    all = await asyncio.gather(*[make() for _ in names])
    all[0].get("x")  #> requests.Session.get
## what to_thread gives
import asyncio, requests
def make() -> requests.Session: ...
async def f():
    s = await asyncio.to_thread(make)
    s.get("x")  #> requests.Session.get
    t = await asyncio.get_running_loop().run_in_executor(None, make)
    t.get("x")  #> requests.Session.get
## what asyncio.run gives
import asyncio, requests
async def make() -> requests.Session: ...
s = asyncio.run(make())
s.get("x")  #> requests.Session.get
## an awaitable annotation
from typing import Awaitable
import requests
async def f(make: Awaitable[requests.Session]):
    s = await make
    s.get("x")  #> requests.Session.get
## what a function gives by its return
import requests
def make():
    return requests.Session()
make().get("x")  #> requests.Session.get
## what a function gives by its annotation
import requests
def make() -> requests.Session: ...
make().get("x")  #> requests.Session.get
## what a function gives that calls itself is not known
def make():
    return make()
make().get("x")  #> ?
## a tuple that a function gives
import requests
def make():
    return requests.Session(), 3
s, n = make()
s.get("x")  #> requests.Session.get
## None or something is something
import requests
def make(a):
    if a:
        return None
    return requests.Session()
make(1).get("x")  #> requests.Session.get
## a cast
from typing import cast
import requests
cast(requests.Session, make()).get("x")  #> requests.Session.get
## a caught exception
import requests
try:
    go()
except requests.HTTPError as e:
    e.go()  #> requests.HTTPError.go
## a parameter without annotation
def f(client):
    client.get("x")  #> ? `client` is a parameter without annotation
## many arguments
import requests
def f(*all: requests.Session, **named: requests.Session):
    all[0].get("x")  #> requests.Session.get
    named["a"].get("x")  #> requests.Session.get
## a dependency of FastAPI
from fastapi import Depends
import requests
def session():
    s = requests.Session()
    yield s
def f(s=Depends(session)):
    s.get("x")  #> requests.Session.get
## a dependency in an annotation
from typing import Annotated, Any
from fastapi import Depends
import requests
def session() -> requests.Session: ...
def f(s: Annotated[requests.Session, Depends(session)], t: Annotated[Any, Depends(session)]):
    s.get("x")  #> requests.Session.get
    t.get("x")  #> requests.Session.get
## a path stays a path
from pathlib import Path
p = Path("a") / "b"
p.parent.exists()  #> pathlib.Path.exists
(p / "c").exists()  #> exists = pathlib.Path.exists
## texts
"a".join([])  #> builtins.str.join
f"{1}".encode()  #> builtins.str.encode
"a b".split()[0].strip()  #> builtins.str.strip
str(3).strip()  #> builtins.str.strip
## something or a flag
from pathlib import Path
def f(all: dict[str, dict[str, Path | bool]]):
    all["a"]["b"].exists()  #> pathlib.Path.exists
## a parameter by what its callers give
import requests
def f(n, s):
    s.get("x")  #> requests.Session.get
f(1, requests.Session())
f(2, s=requests.Session())
## a parameter that its callers give different things
import requests, httpx
def f(s):
    s.get("x")  #> ? parameter without annotation
f(requests.Session())
f(httpx.Client())
## a parameter that one of its callers gives something unknown
import requests
def f(s):
    s.get("x")  #> ? parameter without annotation
f(requests.Session())
f(make())
## a parameter of a constructor, over two modules
#== b.py
class Store:
    def __init__(self, session):
        self.session = session
    def load(self):
        self.session.get("x")  #> requests.Session.get
#== a.py
import requests
from b import Store
store = Store(requests.Session())
## a parameter of a method
import requests
class A:
    def f(self, s):
        s.get("x")  #> requests.Session.get
    def g(self):
        self.f(requests.Session())
## what a test gives does not count
#== b.py
def f(s):
    s.get("x")  #> ? parameter without annotation
#== tests/test_b.py
import requests
from b import f
f(requests.Session())
## a parameter that goes round in a circle
def f(s):
    g(s)
def g(s):
    f(s)
    s.get("x")  #> ? parameter without annotation
## a database in memory waits for nobody
import sqlite3
class A:
    def __init__(self):
        self.db = sqlite3.connect(":memory:")
    def f(self):  #! none
        self.db.execute("SELECT 1")
def g():  #! db
    sqlite3.connect("a.db").execute("SELECT 1")
## a library's class in capitals
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
def f(password, salt):  #! cpu
    kdf = PBKDF2HMAC(length=32, salt=salt, iterations=100000)
    return kdf.derive(password)  #> cryptography.hazmat.primitives.kdf.pbkdf2.PBKDF2HMAC.derive
## a constant in capitals is no class
import shop_settings
shop_settings.CLIENT.get("x")  #> shop_settings.CLIENT.get
## a logger, a pattern and its matches are known by what makes them
import logging, re
logger = logging.getLogger(__name__)
PATTERN = re.compile("a(b)")
def f(text):
    logger.info("x")  #> logging.Logger.info
    found = PATTERN.search(text)  #> re.Pattern.search
    found.group(1).strip()  #> builtins.str.strip
    for each in PATTERN.finditer(text):  #: each = object of re.Match
        pass
## what a JSON text holds is of built-in types
import json
data = json.loads("{}")
data.get("a").strip()  #> builtins.json.strip
for key, value in data["b"].items():  #: key = str
    value.get("x")  #> builtins.json.get
## a JSON text or an empty mapping
import json
def load(text):
    try:
        data = json.loads(text)
    except ValueError:
        data = {}
    return data
load("x").get("y")  #> builtins.json.get
## what a hook makes of a JSON text is not known
import json
data = json.loads("{}", object_hook=Thing)
data.get("a")  #> ? its hook
## a JSON text in one branch, an object in the other
import json, requests
def f(flag):
    x = json.loads("{}") if flag else requests.Session()
    x.get("y")  #> ? one of several
## a JSON text or a list of coroutines
import json
async def work(): pass
def f(flag):
    if flag:
        x = json.loads("[]")
    else:
        x = [work()]
    x.pop()  #> ? one of several
## a point in time, and the parts of it
from datetime import datetime, timedelta, timezone
now = datetime.now(timezone.utc)
now.isoformat().upper()  #> builtins.str.upper
now.replace(hour=1).date().weekday()  #> datetime.date.weekday
(datetime(2020, 1, 1)).timestamp()  #> datetime.datetime.timestamp
timedelta(seconds=1).total_seconds()  #> datetime.timedelta.total_seconds
## a name like that of a library that is another thing
class datetime:
    def now(self):
        return requests
datetime().now().get("x")  #> ? says nothing of its result
## a file of text and a file of bytes, by their mode
def f(mode):
    with open("a") as text:
        text.read().strip()  #> builtins.str.strip
    with open("a", "rb") as binary:
        binary.read().decode()  #> builtins.bytes.decode
    with open("a", mode) as either:
        either.read()  #> ? whose mode is not known
## a statement stays a statement, and what a session gives is known
import sqlalchemy as sa
from sqlalchemy import select, func
from sqlalchemy.ext.asyncio import AsyncSession
async def f(session: AsyncSession, User):
    statement = select(User).where(User.id == 1).order_by(User.name)  #> order_by = sqlalchemy.Select.order_by
    result = await session.execute(statement)
    result.scalars().all()  #> all = sqlalchemy.ScalarResult.all
    result.scalar_one_or_none()  #> sqlalchemy.Result.scalar_one_or_none
    result.scalars().first().save()  #> ? is not known
    select(func.count(User.id)).subquery().c  #> subquery = sqlalchemy.Select.subquery
## what an HTTP client's answer gives
import aiohttp, httpx, requests
async def f(session: aiohttp.ClientSession, client: httpx.AsyncClient):
    async with session.get("x") as response:
        data = await response.json()
        data["a"].get("b")  #> builtins.json.get
        (await response.text()).strip()  #> strip = builtins.str.strip
        response.headers.get("x")  #> builtins.dict.get
    answer = await client.get("x")
    answer.raise_for_status().json().get("a")  #> get = builtins.json.get
    answer.text.strip()  #> builtins.str.strip
    requests.get("x").json().get("a")  #> get = builtins.json.get
## messages of a websocket and records of a database
import aiohttp, asyncpg
async def f(ws: aiohttp.ClientWebSocketResponse, pool: asyncpg.Pool):
    async for message in ws:
        message.json().get("x")  #> get = builtins.json.get
    for row in await pool.fetch("SELECT 1"):
        row.items()  #> asyncpg.Record.items
    (await pool.fetchval("SELECT 1")).items()  #> ? is not known
## paths through more than one step
from pathlib import Path
(Path.home() / "a").expanduser().exists()  #> exists = pathlib.Path.exists
Path("a").name.upper()  #> builtins.str.upper
Path("a").read_text().splitlines()  #> splitlines = builtins.str.splitlines
## type of self makes an object
class A:
    def copy(self):
        return type(self)()
    def go(self): pass
A().copy().go()  #> go = A.go
## __class__ makes an object
class A:
    def copy(self):
        return self.__class__()
    def go(self): pass
A().copy().go()  #> go = A.go
## getattr with a literal
import requests
s = requests.Session()
getattr(s, "get")("x")  #> requests.Session.get
## getattr with a literal of an own object
class A:
    def go(self): pass
getattr(A(), "go")()  #> A.go
## getattr with a default is not sure
class A:
    def go(self): pass
def f(a):
    getattr(a, "go", None)()  #> ?
## nullcontext gives what it is given
import requests
from contextlib import nullcontext
with nullcontext(requests.Session()) as s:
    s.get("x")  #> requests.Session.get
## aclosing gives what it is given
import requests
from contextlib import aclosing
class A:
    async def aclose(self): pass
    def go(self): pass
async def f():
    async with aclosing(A()) as a:
        a.go()  #> A.go
## ExitStack.enter_context
import requests
from contextlib import ExitStack
with ExitStack() as stack:
    s = stack.enter_context(requests.Session())
    s.get("x")  #> requests.Session.get
## a with over an own class whose __enter__ is inherited and returns Self
from typing import Self
class Base:
    def __enter__(self) -> Self: ...
class A(Base):
    def go(self): pass
with A() as a:
    a.go()  #> A.go
## __aenter__ that gives self
class A:
    async def __aenter__(self):
        await self.open()
        return self
    async def open(self): pass
    def go(self): pass
async def f():
    async with A() as a:
        a.go()  #> A.go
## __aenter__ that gives another object by its attribute
import aiohttp
class A:
    def __init__(self):
        self._s = aiohttp.ClientSession()
    async def __aenter__(self):
        return self._s
async def f():
    async with A() as s:
        s.get("x")  #> aiohttp.ClientSession.get
## a method under asynccontextmanager
from contextlib import asynccontextmanager
import aiohttp
class A:
    @asynccontextmanager
    async def session(self):
        async with aiohttp.ClientSession() as s:
            yield s
async def f(a: A):
    async with a.session() as s:
        s.get("x")  #> aiohttp.ClientSession.get
## a contextmanager annotated with Generator
from contextlib import contextmanager
from typing import Generator
import requests
@contextmanager
def session() -> Generator[requests.Session, None, None]:
    yield make()
with session() as s:
    s.get("x")  #> requests.Session.get
## a context manager that is annotated
from contextlib import AbstractAsyncContextManager
import aiohttp
def session() -> AbstractAsyncContextManager[aiohttp.ClientSession]: ...
async def f():
    async with session() as s:
        s.get("x")  #> aiohttp.ClientSession.get
## an annotated AsyncContextManager
from typing import AsyncContextManager
import aiohttp
def session() -> AsyncContextManager[aiohttp.ClientSession]: ...
async def f():
    async with session() as s:
        s.get("x")  #> aiohttp.ClientSession.get
## a tuple annotation
import requests
def f(p: tuple[requests.Session, str]):
    p[0].get("x")  #> requests.Session.get
    s, name = p
    s.get("x")  #> requests.Session.get
    name.strip()  #> builtins.str.strip
## a tuple of any length
import requests
def f(p: tuple[requests.Session, ...]):
    p[3].get("x")  #> requests.Session.get
    for s in p:
        s.get("x")  #> requests.Session.get
## a nested annotation
import requests
def f(p: dict[str, list[requests.Session]]):
    p["a"][0].get("x")  #> requests.Session.get
    for k, all in p.items():
        for s in all:
            s.get("x")  #> requests.Session.get
## setdefault and pop of a mapping
import requests
def f(p: dict[str, requests.Session]):
    p.setdefault("a", requests.Session()).get("x")  #> get = requests.Session.get
    p.pop("a").get("x")  #> get = requests.Session.get
## a defaultdict
from collections import defaultdict
import requests
all = defaultdict(requests.Session)
all["x"].get("x")  #> requests.Session.get
## a list added to a list
import requests
a = [requests.Session()] + [requests.Session()]
a[0].get("x")  #> requests.Session.get
## an augmented assignment
import requests
a = [requests.Session()]
a += [requests.Session()]
a[0].get("x")  #> requests.Session.get
## max and min with a key
import requests
def f(all: list[requests.Session]):
    max(all, key=id).get("x")  #> get = requests.Session.get
## map with a function
import requests
def make(n): return requests.Session()
for s in map(make, [1]):
    s.get("x")  #> requests.Session.get
## itertools.chain
from itertools import chain
import requests
def f(a: list[requests.Session], b: list[requests.Session]):
    for s in chain(a, b):
        s.get("x")  #> requests.Session.get
## a match by class
import requests
def f(s):
    match s:
        case requests.Session():
            s.get("x")  #> requests.Session.get
## a for over a dictionary's keys
import requests
def f(all: dict[requests.Session, int]):
    for s in all:
        s.get("x")  #> requests.Session.get
## for over an async generator of a class
import requests
class A:
    async def __aiter__(self):
        yield requests.Session()
async def f():
    async for s in A():
        s.get("x")  #> requests.Session.get
## __iter__ as a generator
import requests
class A:
    def __iter__(self):
        yield requests.Session()
for s in A():
    s.get("x")  #> requests.Session.get
## an awaitable object
import requests
class A:
    def __await__(self):
        yield
        return requests.Session()
async def f():
    s = await A()
    s.get("x")  #> requests.Session.get
## early return narrowing
import requests
def f(s: requests.Session | None):
    if s is None:
        return
    s.get("x")  #> requests.Session.get
## an Optional attribute that is made on demand
import requests
class A:
    _s: requests.Session | None = None
    def s(self):
        if self._s is None:
            self._s = requests.Session()
        return self._s
    def f(self):
        self.s().get("x")  #> get = requests.Session.get
## a try that gives
import requests
def f():
    try:
        s = requests.Session()
    except OSError:
        return
    s.get("x")  #> requests.Session.get
## a variable that is bound in two branches alike
import requests
def f(a):
    if a:
        s = requests.Session()
    else:
        s = requests.Session()
    s.get("x")  #> requests.Session.get
## an object that is given back by a classmethod with cls
class A:
    @classmethod
    async def make(cls):
        self = cls()
        return self
    def go(self): pass
async def f():
    (await A.make()).go()  #> go = A.go
## a new object by __new__
class A:
    def __new__(cls):
        return super().__new__(cls)
    def go(self): pass
A().go()  #> go = A.go
## a dictionary of classes
class A:
    def go(self): pass
KINDS = {"a": A}
KINDS["a"]().go()  #> go = A.go
## a keyword dependency of FastAPI by a class
from fastapi import Depends
class Service:
    def go(self): pass
def f(s: Service = Depends()):
    s.go()  #> Service.go
def g(s=Depends(Service)):
    s.go()  #> Service.go
## an async dependency of FastAPI with yield
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
maker = async_sessionmaker()
async def session():
    async with maker() as s:
        yield s
async def f(s=Depends(session)):
    await s.execute("x")  #> sqlalchemy.ext.asyncio.AsyncSession.execute
## a dependency alias
from typing import Annotated
from fastapi import Depends
import requests
def session() -> requests.Session: ...
SessionDep = Annotated[requests.Session, Depends(session)]
def f(s: SessionDep):
    s.get("x")  #> requests.Session.get
## a callable object as a dependency
from fastapi import Depends
import requests
class Make:
    def __call__(self) -> requests.Session: ...
def f(s=Depends(Make())):
    s.get("x")  #> requests.Session.get
## a method as a dependency
from fastapi import Depends
import requests
class Box:
    def session(self) -> requests.Session: ...
box = Box()
def f(s=Depends(box.session)):
    s.get("x")  #> requests.Session.get
## typing.TypeGuard says nothing
def f(s: "list[int]"):
    s.append(1)  #> builtins.list.append
## ClassVar and Final
from typing import ClassVar, Final
import requests
class A:
    s: ClassVar[requests.Session]
    t: Final = requests.Session()
A.s.get("x")  #> requests.Session.get
A().t.get("x")  #> requests.Session.get
## a ParamSpec decorator with annotations
from typing import Callable, ParamSpec, TypeVar, Awaitable
P = ParamSpec("P")
R = TypeVar("R")
def logged(f: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    async def wrapper(*args: P.args, **kw: P.kwargs) -> R:
        return await f(*args, **kw)
    return wrapper
@logged
async def go() -> str: ...
go()  #> go  #: go() = coroutine of str
## a text enum's methods and values
from enum import Enum, StrEnum
class Kind(str, Enum):
    A = "a"
class Other(StrEnum):
    B = "b"
Kind.A.upper()  #> builtins.str.upper
Kind.A.value.strip()  #> builtins.str.strip
Kind.A.name.strip()  #> builtins.str.strip
## an enum's value that is an object
from enum import Enum
import requests
class Kind(Enum):
    A = requests.Session()
Kind.A.value.get("x")  #> requests.Session.get
## getattr with another default
import requests
s = requests.Session()
getattr(s, "get", print)("x")  #> ?
## an awaitable that gives what its coroutine gives
class A:
    async def _open(self):
        return self
    def __await__(self):
        return self._open().__await__()
    def go(self): pass
async def f():
    a = await A()
    a.go()  #> A.go
## an awaitable that gives itself
class A:
    async def _open(self): pass
    def __await__(self):
        yield from self._open().__await__()
        return self
    def go(self): pass
async def f():
    a = await A()
    a.go()  #> A.go
## an attribute of the program that hides what typing has
from typing import ContextManager
import requests
def f(s: ContextManager[requests.Session]):
    with s as t:
        t.get("x")  #> requests.Session.get
## closing as a value of its own
from contextlib import closing
import requests
c = closing(requests.Session())
with c as s:
    s.get("x")  #> requests.Session.get
## isinstance leaves one of several
class Db:
    def get(self): return 1
class SqlDb(Db):
    def get(self): return 2
class AsyncDb:
    async def get(self): return 1
def f(db: Db | AsyncDb):
    db.get()  #> one of Db.get, AsyncDb.get
    if isinstance(db, AsyncDb):
        db.get()  #> AsyncDb.get
    else:
        db.get()  #> Db.get
    if isinstance(db, Db) and db:
        db.get()  #> Db.get
    else:
        db.get()  #> one of Db.get, AsyncDb.get
    db.get() if isinstance(db, Db) else 1  #> Db.get
    if isinstance(db, SqlDb):
        return
    db.get()  #> one of Db.get, AsyncDb.get
    if isinstance(db, AsyncDb):
        return
    db.get()  #> Db.get
