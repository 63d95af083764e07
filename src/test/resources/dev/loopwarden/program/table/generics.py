## a class below a generic class gives what it is given
from typing import Generic, TypeVar
T = TypeVar("T")
class Repo(Generic[T]):
    async def get(self, key: int) -> T: ...
    async def all(self) -> list[T]: ...
    def first(self) -> T | None:
        return self.rows[0]
class User:
    def save(self): pass
class Users(Repo[User]): pass
async def f(users: Users):
    user = await users.get(1)
    user.save()  #> User.save
    for each in await users.all():
        each.save()  #> User.save
    users.first().save()  #> User.save
## a class below a generic class, two steps up
from typing import Generic, TypeVar
K = TypeVar("K")
T = TypeVar("T")
class Base(Generic[K, T]):
    def get(self, key: K) -> T: ...
class Repo(Base[int, T]): pass
class User:
    def save(self): pass
class Users(Repo[User]): pass
def f(users: Users):
    users.get(1).save()  #> User.save
## a generic class with its parameters in brackets
class Repo[T]:
    def get(self) -> T: ...
class User:
    def save(self): pass
class Users(Repo[User]): pass
def f(users: Users):
    users.get().save()  #> User.save
## a function that gives back what it is given
from typing import TypeVar
T = TypeVar("T")
def same(one: T) -> T:
    return one
class User:
    def save(self): pass
same(User()).save()  #> User.save
## a function that makes an object of the class that it is given
from typing import TypeVar
T = TypeVar("T")
def make(kind: type[T], *rest: object) -> T: ...
async def load(kind: type[T]) -> T: ...
class User:
    def save(self): pass
make(User).save()  #> User.save
async def f():
    (await load(User)).save()  #> User.save
## a function with its own type parameter
def first[T](rows: list[T]) -> T:
    return rows[0]
class User:
    def save(self): pass
first([User()]).save()  #> User.save
## a type variable of which nothing is told stays one
from typing import TypeVar
T = TypeVar("T")
def make(name: str) -> T: ...
make("x").save()  #> ? type variable
## a variable of the context
import requests
from contextvars import ContextVar
current: ContextVar[requests.Session] = ContextVar("current")
def f():
    current.get().post("x")  #> requests.Session.post
## an element of a queue
import asyncio
class User:
    def save(self): pass
class A:
    def __init__(self):
        self.queue: asyncio.Queue[User] = asyncio.Queue()
    async def f(self):
        user = await self.queue.get()
        user.save()  #> User.save
        self.queue.get_nowait().save()  #> User.save
## a task and a future that say of what
import asyncio
class User:
    def save(self): pass
async def f(task: asyncio.Task[User], future: "asyncio.Future[User]"):
    (await task).save()  #> User.save
    (await future).save()  #> User.save
    task.result().save()  #> User.save
## a result of a task
import asyncio
class User:
    def save(self): pass
async def load() -> User: ...
async def f():
    task = asyncio.create_task(load())
    await task
    task.result().save()  #> User.save
    async with asyncio.TaskGroup() as group:
        other = group.create_task(load())
    other.result().save()  #> User.save
    third = asyncio.ensure_future(load())
    (await third).save()  #> User.save
## results of many
import asyncio
class User:
    def save(self): pass
async def load(name) -> User: ...
async def f(names):
    for user in await asyncio.gather(*(load(each) for each in names)):
        user.save()  #> User.save
    users = await asyncio.gather(*[load(each) for each in names])
    users[0].save()  #> User.save
    tasks = [asyncio.create_task(load(each)) for each in names]
    for user in await asyncio.gather(*tasks):
        user.save()  #> User.save
    for user in await asyncio.gather(*map(load, names)):
        user.save()  #> User.save
    for done in asyncio.as_completed(tasks):
        (await done).save()  #> User.save
    found = {}
    for task in tasks:
        found[task] = (await task)
        (await task).save()  #> User.save
## a function that gives what the function gives that it is given
import asyncio
from typing import Any, Awaitable, Callable, Coroutine, TypeVar
T = TypeVar("T")
async def in_thread(func: Callable[..., T], *args: Any) -> T:
    return await asyncio.to_thread(func, *args)
async def twice(func: Callable[[], Awaitable[T]]) -> T: ...
async def once(work: Coroutine[Any, Any, T]) -> T: ...
class User:
    def save(self): pass
def load(key) -> User: ...
async def fetch() -> User: ...
async def f():
    (await in_thread(load, 1)).save()  #> User.save
    (await twice(fetch)).save()  #> User.save
    (await once(fetch())).save()  #> User.save
## a captured class pattern
import requests
class User:
    def save(self): pass
def f(thing, pair: tuple[User, requests.Session]):
    match thing:
        case requests.Session() as session:
            session.get("x")  #> requests.Session.get
        case User():
            thing.save()  #> User.save
        case [User() as first, *rest]:
            first.save()  #> User.save
        case {"user": User() as user}:
            user.save()  #> User.save
        case other:
            other.save()  #> ? parameter
    match pair:
        case (one, two):
            one.save()  #> User.save
            two.get("x")  #> requests.Session.get
## an attribute that a pattern captures
class User:
    def save(self): pass
class Event:
    user: User
def f(event):
    match event:
        case Event(user=user):
            user.save()  #> User.save
## a class with __getattr__ may have any attribute
class Proxy:
    def __getattr__(self, name):
        return getattr(self.client, name)
Proxy().send()  #> ? __getattr__
## a class with a typed __getattr__
class User:
    def save(self): pass
class Users:
    def __getattr__(self, name) -> User: ...
    def known(self): pass
Users().anna.save()  #> User.save
Users().known()  #> Users.known
## an alias that says so
import requests
from typing import TypeAlias
Shared: TypeAlias = requests.Session
Maybe: TypeAlias = "requests.Session | None"
def f(s: Shared, t: Maybe):
    s.get("x")  #> requests.Session.get
    t.get("x")  #> requests.Session.get
## a class that is given
class User:
    def save(self): pass
def f(kind: type[User]):
    kind().save()  #> User.save
## isinstance the other way round
import requests
def f(thing):
    if not isinstance(thing, requests.Session):
        return
    thing.get("x")  #> requests.Session.get
## isinstance the other way round, with a loop's next turn
import requests
def f(things):
    for thing in things:
        if not isinstance(thing, requests.Session):
            continue
        thing.get("x")  #> requests.Session.get
## isinstance the other way round that only tells
import requests
def f(thing):
    if not isinstance(thing, requests.Session):
        print("odd")
    thing.get("x")  #> ? parameter
## a walrus in a loop
import requests
def make() -> requests.Session | None: ...
while (s := make()) is not None:
    s.get("x")  #> requests.Session.get
## what a method gives by its receiver's attribute in a generic class
from typing import Generic, TypeVar
T = TypeVar("T")
class Box(Generic[T]):
    item: T
class User:
    def save(self): pass
class Users(Box[User]): pass
Users().item.save()  #> User.save
## an annotation that binds the variable itself
from typing import Generic, TypeVar
T = TypeVar("T")
class Repo(Generic[T]):
    def get(self) -> T: ...
    async def all(self) -> list[T]: ...
    @property
    def last(self) -> T: ...
    def __getitem__(self, key) -> T: ...
    def __iter__(self):
        return self
    def __next__(self) -> T: ...
    def walk(self) -> "Iterator[T]":
        yield self.get()
class User:
    def save(self): pass
async def f(repo: Repo[User], maybe: "Repo[User] | None", plain: Repo):
    repo.get().save()  #> User.save
    maybe.get().save()  #> User.save
    plain.get().save()  #> ? type variable
    (await repo.all())[0].save()  #> save = User.save
    repo.last.save()  #> User.save
    repo["x"].save()  #> User.save
    for each in repo:
        each.save()  #> User.save
    for each in repo.walk():
        each.save()  #> User.save
## an attribute that binds the variable, through other classes
from dataclasses import dataclass
from typing import Generic, TypeVar
T = TypeVar("T")
class Store(Generic[T]):
    items: list[T]
    def first(self) -> T: ...
class Repo(Generic[T]):
    def __init__(self, store: Store[T]):
        self.store: Store[T] = store
        self.again = store
class User:
    def save(self): pass
@dataclass
class Service:
    repo: Repo[User]
    def f(self):
        self.repo.store.first().save()  #> User.save
        self.repo.again.first().save()  #> User.save
        self.repo.store.items[0].save()  #> User.save
## a generic class that is made
from typing import Generic, TypeVar
T = TypeVar("T")
class Repo(Generic[T]):
    def __init__(self, kind: type[T], size: int = 3):
        self.kind = kind
    def get(self) -> T:
        return self.kind()
class User:
    def save(self): pass
class Users(Repo[User]): pass
Repo(User).get().save()  #> User.save
Repo(size=1, kind=User).get().save()  #> User.save
Repo[User](User).get().save()  #> User.save
Repo(User).kind().save()  #> User.save
Alias = Repo[User]
def f(repo: Alias, users: Users):
    repo.get().save()  #> User.save
    users.kind().save()  #> User.save
## two objects of one generic class hold each its own
from typing import Generic, TypeVar
T = TypeVar("T")
class Box(Generic[T]):
    def get(self) -> T: ...
class User:
    def save(self): pass
class Order:
    def send(self): pass
def f(one: Box[User], two: Box[Order], flag):
    one.get().save()  #> User.save
    two.get().send()  #> Order.send
    either = one if flag else two
    either.get().save()  #> User.save
    two.get().save()  #> ? not defined
## a class of the program that is called as one of typing
class Collection[T]:
    def first(self) -> T: ...
class User:
    def save(self): pass
def f(all: Collection[User]):
    all.first().save()  #> User.save
## a generic function that is given a generic object
class Repo[T]:
    pass
def first[T](repo: Repo[T]) -> T: ...
class User:
    def save(self): pass
def f(repo: Repo[User]):
    first(repo).save()  #> User.save
## a type parameter with a bound, and one with a default
class User:
    def save(self): pass
def same[T: User](one: T) -> T:
    one.save()  #> User.save
    return one
class Box[T = User]:
    def get(self) -> T: ...
type Users[T] = list[T]
## a callable that says what it gives
from typing import Any, Awaitable, Callable, Coroutine
class User:
    def save(self): pass
class A:
    make: Callable[[], User]
    def __init__(self, load: "Callable[..., Awaitable[User]]", any: Callable[..., Any]):
        self.load = load
        self.any = any
    async def f(self):
        self.make().save()  #> User.save
        (await self.load(1)).save()  #> save = User.save
        self.load().save()  #> ?  #> load = callable that gives coroutine of object of User
        self.any().save()  #> ?
def f(make: Callable[[], User] | None, many: list[Callable[[], User]]):
    make().save()  #> User.save
    for each in many:
        each().save()  #> User.save
## a callable whose value is seen is that function
from typing import Callable
class User:
    def save(self): pass
def load() -> User: ...
current: Callable[[], User] = load
current()  #> load
## a function that gives a callable, by its annotation and by what it gives
from typing import Callable
class User:
    def save(self): pass
def maker() -> Callable[[], User]:
    def make() -> User: ...
    return make
def other() -> Callable[[], User]: ...
maker()()  #> maker.<locals>.make
other()().save()  #> User.save
